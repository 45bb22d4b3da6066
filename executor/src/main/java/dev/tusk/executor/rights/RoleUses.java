package dev.tusk.executor.rights;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.ObjectDescriptions;
import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.executor.largeobject.LargeObjects;
import dev.tusk.sql.catalog.ObjectAddress;
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
  private final List<Use> here = new ArrayList<>();
  private final Map<Long, Integer> elsewhere = new TreeMap<>();

  public RoleUses(SessionCatalog catalog, LargeObjects largeObjects, long role) {
    this.catalog = catalog;
    this.state = catalog.state();
    for (SharedDependency found : SharedDependency.all(state, largeObjects)) {
      if (found.role() == role) {
        add(found.database(), found.object(), found.kind() == SharedDependency.Kind.OWNER);
      }
    }
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
