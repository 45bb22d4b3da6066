package dev.tusk.executor.rights;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.Owners;
import dev.tusk.executor.catalog.RightsEntry.ObjectRights;
import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.executor.largeobject.LargeObjectRights;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.AclItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What only the owner of an object may do, and what being one brings. */
public final class OwnerRights {
  private OwnerRights() {}

  /** Refuses with 42501 who is not the object's owner. */
  public static void require(SessionCatalog catalog, CurrentRoles now, CatalogObject object) {
    long owner = Owners.of(catalog.state(), catalog.databaseOid(), object.address());
    if (!catalog.state().roles(catalog.databaseOid()).hasPrivilegesOf(now.current(), owner)) {
      throw SqlException.of(
          SqlState.INSUFFICIENT_PRIVILEGE,
          "must be owner of " + RightsKind.word(object) + " " + object.name());
    }
  }

  /** The rights of an object that belongs to somebody else from now on (aclnewowner). */
  public static ObjectRights moved(ObjectRights before, long owner) {
    List<AclItem> acl = before.acl();
    Map<Integer, List<AclItem>> columns = new HashMap<>();
    before
        .columns()
        .forEach(
            (column, items) -> columns.put(column, Acl.newOwner(items, before.owner(), owner)));
    return before.with(
        owner, acl == null ? null : Acl.newOwner(acl, before.owner(), owner), columns);
  }

  /** The same of a large object. */
  public static LargeObjectRights moved(LargeObjectRights before, long owner) {
    List<AclItem> acl = before.acl();
    return new LargeObjectRights(
        owner, acl == null ? null : Acl.newOwner(acl, before.owner(), owner));
  }
}
