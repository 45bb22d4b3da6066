package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.CommentObject;
import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.RightsEntry;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.statement.AlterAction;
import dev.tusk.sql.statement.AlterDefaultPrivileges;
import dev.tusk.sql.statement.AlterTable;
import dev.tusk.sql.statement.CreateIndex;
import dev.tusk.sql.statement.CreateTable;
import dev.tusk.sql.statement.CreateTableAs;
import dev.tusk.sql.statement.DropOwned;
import dev.tusk.sql.statement.Grant;
import dev.tusk.sql.statement.RefreshMaterializedView;
import dev.tusk.sql.statement.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a command has made and altered, as event triggers are told of it: found by comparing the
 * catalog before and after it, in the order of PostgreSQL's commands within the command.
 */
final class DdlChanges {
  /**
   * A command within a command.
   *
   * @param object what it is about; null for GRANT and its kin
   * @param tag {@code CREATE SEQUENCE}
   * @param type of the objects where there is no {@code object}
   */
  record Change(@Nullable ObjectAddress object, String tag, String type) {
    static Change of(ObjectAddress object, String tag) {
      return new Change(object, tag, "");
    }
  }

  private final String tag;
  private final CatalogState after;
  private final List<CatalogObject> created = new ArrayList<>();
  private final List<CatalogObject> altered = new ArrayList<>();
  private final Map<Long, CatalogObject> gone = new HashMap<>();
  private final Map<Long, CatalogObject> known = new HashMap<>();
  private final List<Change> changes = new ArrayList<>();

  private DdlChanges(String tag, CatalogState before, CatalogState after, long database) {
    this.tag = tag;
    this.after = after;
    for (CatalogObject object : before.of(CatalogObject.class, database)) {
      known.put(object.oid(), object);
      gone.put(object.oid(), object);
    }
    for (CatalogObject object : after.of(CatalogObject.class, database)) {
      gone.remove(object.oid());
      CatalogObject old = known.get(object.oid());
      if (old == null) {
        created.add(object);
      } else if (old != object && !old.equals(object)) {
        altered.add(object);
      }
    }
  }

  static List<Change> of(
      Statement statement, String tag, CatalogState before, CatalogState after, Session session) {
    if (tag.startsWith("DROP ") || statement instanceof DropOwned) {
      return List.of();
    }
    if (statement instanceof Grant grant) {
      return List.of(new Change(null, tag, grant.target().kind().name().replace('_', ' ')));
    }
    if (statement instanceof AlterDefaultPrivileges) {
      return List.of(new Change(null, tag, "TABLE"));
    }
    DdlChanges found = new DdlChanges(tag, before, after, session.databaseOid());
    found.find(statement, session);
    return found.changes;
  }

  private void add(ObjectAddress object, String what) {
    changes.add(Change.of(object, what));
  }

  private void find(Statement statement, Session session) {
    switch (statement) {
      case CreateTable s -> table(s.partitionOf() != null);
      case CreateTableAs _ -> table(true);
      case CreateIndex _ -> index();
      case AlterTable s -> altered(s, session);
      case RefreshMaterializedView s -> {
        CatalogObject view = session.catalog().relation(s.name());
        if (view != null) {
          add(view.address(), tag);
        }
      }
      default -> other();
    }
  }

  private void table(boolean bare) {
    TableObject table = null;
    for (CatalogObject object : created) {
      if (object instanceof TableObject made) {
        table = made;
      }
    }
    if (table == null) {
      return;
    }
    List<SequenceObject> sequences = new ArrayList<>();
    for (CatalogObject object : created) {
      if (object instanceof SequenceObject sequence && sequence.ownerTable() == table.oid()) {
        sequences.add(sequence);
        add(sequence.address(), "CREATE SEQUENCE");
      }
    }
    add(table.address(), tag);
    if (!bare) {
      for (Index index : table.table().indexes()) {
        add(ObjectAddress.relation(index.oid()), "CREATE INDEX");
      }
    }
    sequences.forEach(sequence -> add(sequence.address(), "ALTER SEQUENCE"));
    if (table.table().constraints().stream().anyMatch(c -> c instanceof Constraint.ForeignKey)) {
      add(table.address(), "ALTER TABLE");
    }
  }

  /** The first index that is new: those of partitions follow from it. */
  private void index() {
    Set<Long> before = new HashSet<>();
    for (CatalogObject object : known.values()) {
      if (object instanceof TableObject table) {
        table.table().indexes().forEach(index -> before.add(index.oid()));
      }
    }
    long first = 0;
    for (CatalogObject object : altered) {
      if (object instanceof TableObject table) {
        for (Index index : table.table().indexes()) {
          if (!before.contains(index.oid()) && (first == 0 || index.oid() < first)) {
            first = index.oid();
          }
        }
      }
    }
    if (first != 0) {
      add(ObjectAddress.relation(first), tag);
    }
  }

  private void altered(AlterTable statement, Session session) {
    List<CatalogObject> sequences = new ArrayList<>();
    for (CatalogObject object : created) {
      if (object instanceof SequenceObject sequence && sequence.ownerTable() != 0) {
        sequences.add(object);
        add(object.address(), "CREATE SEQUENCE");
      }
    }
    for (CatalogObject object : altered) {
      if (object instanceof SequenceObject sequence
          && sequence.ownerTable() != 0
          && !tag.equals("ALTER SEQUENCE")) {
        add(object.address(), "ALTER SEQUENCE");
      }
    }
    CatalogObject relation = session.catalog().relation(statement.name());
    Index index = session.catalog().index(statement.name());
    if (relation != null) {
      add(renamed(statement, relation), tag);
    } else if (index != null) {
      add(ObjectAddress.relation(index.oid()), tag);
    } else {
      other();
    }
    sequences.forEach(sequence -> add(sequence.address(), "ALTER SEQUENCE"));
  }

  /** A column that got another name; else the relation as a whole. */
  private static ObjectAddress renamed(AlterTable statement, CatalogObject relation) {
    if (statement.actions().getFirst() instanceof AlterAction.RenameColumn rename
        && relation instanceof TableObject table) {
      return table
          .table()
          .column(rename.newName())
          .map(column -> ObjectAddress.column(table.oid(), column.number()))
          .orElse(relation.address());
    }
    return relation.address();
  }

  /** The one object that is new or other than it was; parts of others come after these. */
  private void other() {
    ObjectAddress found = null;
    for (List<CatalogObject> objects : List.of(created, altered)) {
      for (CatalogObject object : objects) {
        if (found == null
            && !(object instanceof RightsEntry)
            && !(object instanceof CommentObject)) {
          found = object.address();
        }
      }
    }
    for (List<CatalogObject> objects : List.of(created, altered, List.copyOf(gone.values()))) {
      for (CatalogObject object : objects) {
        if (found == null && object instanceof RightsEntry.ObjectRights rights) {
          found = rights.of();
        } else if (found == null && object instanceof CommentObject comment) {
          found = comment.on();
        }
      }
    }
    if (found != null && after.version() != 0) {
      add(found, tag);
    }
  }
}
