package dev.tusk.executor.rights;

import dev.tusk.executor.catalog.RoleGraph;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.AclItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is asked of access control lists and done to them (utils/adt/acl.c). */
public final class Acl {
  private static final long OPTIONS = Privileges.options((1L << AclItem.OPTION_SHIFT) - 1);

  private Acl() {}

  /** What of some bits a role has, by itself, as one of all, and by the roles it inherits. */
  public static long mask(List<AclItem> acl, RoleGraph roles, long role, long owner, long wanted) {
    long result =
        (wanted & OPTIONS) != 0 && roles.hasPrivilegesOf(role, owner) ? wanted & OPTIONS : 0;
    for (AclItem item : acl) {
      if ((item.privileges() & wanted & ~result) != 0
          && (item.grantee() == AclItem.PUBLIC || roles.hasPrivilegesOf(role, item.grantee()))) {
        result |= item.privileges() & wanted;
      }
    }
    return result;
  }

  /** The same without roles that the role inherits. */
  static long direct(List<AclItem> acl, long role, long owner, long wanted) {
    long result = (wanted & OPTIONS) != 0 && role == owner ? wanted & OPTIONS : 0;
    for (AclItem item : acl) {
      if (item.grantee() == AclItem.PUBLIC || item.grantee() == role) {
        result |= item.privileges() & wanted;
      }
    }
    return result;
  }

  /**
   * As whom a role grants, and what grant options that one has.
   *
   * @param options of the privileges asked for
   */
  public record Grantor(long role, long options) {}

  /** Of the roles a role may act as the first that may grant all, or the one that may most. */
  public static Grantor grantor(
      List<AclItem> acl, RoleGraph roles, long role, long owner, long privileges) {
    long needed = Privileges.options(privileges);
    if (role == owner || roles.superuser(role)) {
      return new Grantor(owner, needed);
    }
    Grantor best = new Grantor(role, 0);
    for (long other : roles.inherited(role)) {
      long has = direct(acl, other, owner, needed);
      if (has == needed) {
        return new Grantor(other, has);
      }
      if (Long.bitCount(has) > Long.bitCount(best.options())) {
        best = new Grantor(other, has);
      }
    }
    return best;
  }

  /** The list with more granted. */
  public static List<AclItem> granted(
      List<AclItem> acl, AclItem change, RoleGraph roles, long owner) {
    if (change.options() != 0) {
      checkCircle(acl, change, roles, owner);
    }
    List<AclItem> changed = new ArrayList<>(acl);
    int at = place(acl, change);
    if (at < 0) {
      changed.add(change);
    } else {
      changed.set(at, acl.get(at).with(acl.get(at).privileges() | change.privileges()));
    }
    return List.copyOf(changed);
  }

  private static int place(List<AclItem> acl, AclItem like) {
    for (int i = 0; i < acl.size(); i++) {
      AclItem item = acl.get(i);
      if (item.grantee() == like.grantee() && item.grantor() == like.grantor()) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The list with less granted; what was granted by a grant option that is lost is lost with it.
   *
   * @throws SqlException 2BP01 where something is, without CASCADE
   */
  public static List<AclItem> revoked(
      List<AclItem> acl, AclItem change, RoleGraph roles, long owner, boolean cascade) {
    int at = place(acl, change);
    if (at < 0) {
      return acl;
    }
    AclItem before = acl.get(at);
    AclItem after = before.with(before.privileges() & ~change.privileges());
    List<AclItem> changed = new ArrayList<>(acl);
    if (after.privileges() == 0) {
      changed.remove(at);
    } else {
      changed.set(at, after);
    }
    long lost = before.options() & ~after.options();
    return lost == 0
        ? List.copyOf(changed)
        : follow(changed, change.grantee(), lost, roles, owner, cascade);
  }

  private static List<AclItem> follow(
      List<AclItem> acl, long grantee, long lost, RoleGraph roles, long owner, boolean cascade) {
    if (grantee == owner) {
      return List.copyOf(acl);
    }
    long still = mask(acl, roles, grantee, owner, Privileges.options(lost));
    long gone = lost & ~(still >>> AclItem.OPTION_SHIFT);
    List<AclItem> left = acl;
    boolean again = gone != 0;
    while (again) {
      again = false;
      for (AclItem item : left) {
        if (item.grantor() == grantee && (item.granted() & gone) != 0) {
          if (!cascade) {
            throw SqlException.of(
                    SqlState.DEPENDENT_OBJECTS_STILL_EXIST, "dependent privileges exist")
                .withHint("Use CASCADE to revoke them too.");
          }
          AclItem change = item.with(gone | Privileges.options(gone));
          left = revoked(left, change, roles, owner, true);
          again = true;
          break;
        }
      }
    }
    return List.copyOf(left);
  }

  /** A grant option must not come back to whom the grantor has it from. */
  private static void checkCircle(List<AclItem> acl, AclItem change, RoleGraph roles, long owner) {
    if (change.grantor() == owner) {
      return;
    }
    List<AclItem> left = acl;
    boolean again = true;
    while (again) {
      again = false;
      for (AclItem item : left) {
        if (item.grantee() == change.grantee() && item.options() != 0) {
          left = revoked(left, item, roles, owner, true);
          again = true;
          break;
        }
      }
    }
    long own = mask(left, roles, change.grantor(), owner, Privileges.options(change.options()));
    if ((change.options() & ~(own >>> AclItem.OPTION_SHIFT)) != 0) {
      throw SqlException.of(
          SqlState.INVALID_GRANT_OPERATION,
          "grant options cannot be granted back to your own grantor");
    }
  }

  /** By grantee, then by grantor (aclitemsort): default privileges are kept so. */
  public static List<AclItem> sorted(List<AclItem> acl) {
    return acl.stream()
        .sorted(Comparator.comparingLong(AclItem::grantee).thenComparingLong(AclItem::grantor))
        .toList();
  }

  /** The list of an object that belongs to another role from now on. */
  static List<AclItem> newOwner(List<AclItem> acl, long before, long owner) {
    List<AclItem> changed = new ArrayList<>();
    for (AclItem item : acl) {
      AclItem moved =
          new AclItem(
              item.grantee() == before ? owner : item.grantee(),
              item.grantor() == before ? owner : item.grantor(),
              item.privileges());
      int at = place(changed, moved);
      if (at < 0) {
        changed.add(moved);
      } else {
        changed.set(at, moved.with(changed.get(at).privileges() | moved.privileges()));
      }
    }
    return List.copyOf(changed);
  }
}
