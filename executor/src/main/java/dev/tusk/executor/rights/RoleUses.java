package dev.tusk.executor.rights;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.ObjectDescriptions;
import dev.tusk.executor.catalog.PolicyObject;
import dev.tusk.executor.catalog.RightsEntry.DefaultRights;
import dev.tusk.executor.catalog.RightsEntry.ObjectRights;
import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.executor.largeobject.LargeObjects;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.type.AclItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What belongs to a role, or is granted to it or by it: why it cannot be dropped. */
public final class RoleUses {
  /** So many are told of by name. */
  private static final int MAX_REPORTED = 100;

  /** An object, and whether the role owns it or stands in its access control list. */
  public record Use(ObjectAddress object, boolean owner) {}

  private final SessionCatalog catalog;
  private final CatalogState state;
  private final long role;
  private final List<Use> here = new ArrayList<>();
  private final Map<Long, Integer> elsewhere = new TreeMap<>();

  public RoleUses(SessionCatalog catalog, LargeObjects largeObjects, long role) {
    this.catalog = catalog;
    this.state = catalog.state();
    this.role = role;
    for (ObjectRights rights : state.rights()) {
      if (rights.owner() == role) {
        add(rights.databaseOid(), rights.of(), true);
      }
      if (mentions(rights.acl(), rights.owner())) {
        add(rights.databaseOid(), rights.of(), false);
      }
      rights
          .columns()
          .forEach((column, acl) -> {
            if (mentions(acl, rights.owner())) {
              ObjectAddress of = rights.of();
              add(
                  rights.databaseOid(),
                  new ObjectAddress(of.classOid(), of.objectOid(), column),
                  false);
            }
          });
    }
    for (PolicyObject policy : state.of(PolicyObject.class, 0)) {
      if (policy.roles().contains(role)) {
        add(policy.databaseOid(), policy.address(), false);
      }
    }
    for (DefaultRights rights : state.of(DefaultRights.class, 0)) {
      if (rights.role() == role) {
        add(rights.databaseOid(), rights.address(), true);
      }
      if (mentions(rights.acl(), rights.role())) {
        add(rights.databaseOid(), rights.address(), false);
      }
    }
    largeObjects.forEachObjectAnywhere((database, object, rights) -> {
      ObjectAddress address = ObjectAddress.of(ObjectAddress.PG_LARGEOBJECT, object);
      if (rights.owner() == role) {
        add(database, address, true);
      }
      if (mentions(rights.acl(), rights.owner())) {
        add(database, address, false);
      }
    });
    here.sort(
        Comparator.comparingLong(this::place)
            .thenComparingLong(use -> use.object().classOid())
            .thenComparingInt(use -> use.object().sub())
            .thenComparing(Use::owner));
  }

  /** Sequences of a table's columns are made before the table. */
  private long place(Use use) {
    SequenceObject sequence = state.sequence(use.object().objectOid());
    return sequence == null || sequence.ownerTable() == 0
        ? 2 * use.object().objectOid()
        : 2 * sequence.ownerTable() - 1;
  }

  /** What an owner has of his own objects is no use of him beside that. */
  private boolean mentions(@Nullable List<AclItem> acl, long owner) {
    return acl != null
        && role != owner
        && acl.stream().anyMatch(item -> item.grantee() == role || item.grantor() == role);
  }

  private void add(long database, ObjectAddress object, boolean owner) {
    if (database == 0 || database == catalog.databaseOid()) {
      here.add(new Use(object, owner));
    } else {
      elsewhere.merge(database, 1, Integer::sum);
    }
  }

  /** In this database, and of what all databases share; by OID. */
  public List<Use> here() {
    return here;
  }

  private static String what(Use use) {
    return use.owner()
        ? "owner of "
        : use.object().classOid() == ObjectAddress.PG_POLICY ? "target of " : "privileges for ";
  }

  /** One line each; null when there is none. */
  public @Nullable String told() {
    ObjectDescriptions descriptions = new ObjectDescriptions(catalog);
    List<String> lines = new ArrayList<>();
    int hidden = 0;
    for (Use use : here) {
      if (lines.size() == MAX_REPORTED) {
        hidden++;
      } else {
        lines.add(what(use) + descriptions.of(use.object()));
      }
    }
    for (Map.Entry<Long, Integer> other : elsewhere.entrySet()) {
      CatalogObject database = state.object(other.getKey());
      int count = other.getValue();
      lines.add(
          count
              + (count == 1 ? " object" : " objects")
              + " in database "
              + (database == null ? other.getKey() : database.name()));
    }
    if (lines.isEmpty()) {
      return null;
    }
    return String.join("\n", lines)
        + (hidden == 0
            ? ""
            : "\nand "
                + hidden
                + " other object"
                + (hidden == 1 ? "" : "s")
                + " (see server log for list)");
  }
}
