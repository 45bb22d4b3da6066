package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.List;

/** Whether the columns of foreign keys can be compared with those that they refer to. */
final class ForeignKeyTypes {
  private final CommandHost host;

  ForeignKeyTypes(CommandHost host) {
    this.host = host;
  }

  /** Refuses a key between two columns of types that have no common equality. */
  void check(String name, Column referencing, Column referenced) {
    if (host.expressions().canRefer(referencing.type(), referenced.type())) {
      return;
    }
    throw SqlException.of(
            SqlState.DATATYPE_MISMATCH,
            "foreign key constraint \"" + name + "\" cannot be implemented")
        .withDetail(
            "Key columns \""
                + referencing.name()
                + "\" and \""
                + referenced.name()
                + "\" are of incompatible types: "
                + referencing.type().displayName()
                + " and "
                + referenced.type().displayName()
                + ".");
  }

  /** Checks all foreign keys of a table and to it again, one of whose columns has another type. */
  void checkAgain(TableObject object, TableDraft draft) {
    for (TableObject other : host.changes().state().tables(object.databaseOid())) {
      boolean own = other.oid() == object.oid();
      for (Constraint constraint : own ? draft.constraints : other.table().constraints()) {
        if (constraint instanceof Constraint.ForeignKey key
            && (own || key.referencedTableOid() == object.oid())) {
          check(key, own ? draft.columns : other.table().columns(), object, draft);
        }
      }
    }
  }

  private void check(
      Constraint.ForeignKey key, List<Column> columns, TableObject changed, TableDraft draft) {
    TableObject target = host.changes().state().table(key.referencedTableOid());
    if (target == null) {
      return;
    }
    List<Column> referenced =
        target.oid() == changed.oid() ? draft.columns : target.table().columns();
    for (int i = 0; i < key.columns().size(); i++) {
      check(
          key.name(),
          columns.get(key.columns().get(i) - 1),
          referenced.get(key.referencedColumns().get(i) - 1));
    }
  }
}
