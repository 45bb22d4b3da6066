package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState.ForeignReference;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Index;

/** Drops a column: its place stays, its indexes, constraints and sequences go. */
final class ColumnRemoval {
  private final CommandHost host;
  private final Removal removal;

  ColumnRemoval(CommandHost host, Removal removal) {
    this.host = host;
    this.removal = removal;
  }

  /** Tells the removal of foreign keys elsewhere that need the column. */
  void addDependents(TableObject object, Column column) {
    for (ForeignReference reference : host.changes().state().referencesTo(object.oid())) {
      if (reference.key().referencedColumns().contains(column.number())
          && reference.tableOid() != object.oid()) {
        TableObject child = host.changes().state().table(reference.tableOid());
        if (child != null) {
          removal.dependent(
              "constraint "
                  + reference.key().name()
                  + " on table "
                  + removal.describe(child.table().schema(), child.table().name()),
              "column "
                  + column.name()
                  + " of table "
                  + removal.describe(object.table().schema(), object.table().name()));
          removal.step(() -> removal.dropConstraint(child.oid(), reference.key().name()));
        }
      }
    }
  }

  void drop(long tableOid, int number) {
    TableObject object = host.changes().state().table(tableOid);
    if (object == null || object.table().column(number).dropped()) {
      return;
    }
    for (Constraint constraint : object.table().constraints()) {
      if (uses(object, constraint, number)) {
        removal.dropConstraint(tableOid, constraint.name());
      }
    }
    for (Index index : object.table().indexes()) {
      if (uses(object, index, number)) {
        removal.dropIndex(tableOid, index.oid());
      }
    }
    for (SequenceObject sequence : host.changes().state().sequences(object.databaseOid())) {
      if (sequence.ownerTable() == tableOid && sequence.ownerColumn() == number) {
        removal.dropSequence(sequence);
      }
    }
    TableObject rest = host.changes().state().table(tableOid);
    if (rest == null) {
      return;
    }
    TableDraft draft = new TableDraft(rest);
    Column c = draft.columns.get(number - 1);
    draft.replace(
        new Column(
            number,
            "........pg.dropped." + number + "........",
            c.type(),
            c.typmod(),
            false,
            null,
            Column.Identity.NONE,
            true));
    host.changes().put(draft.object());
  }

  private boolean uses(TableObject object, Constraint constraint, int number) {
    return switch (constraint) {
      case Constraint.Unique c -> c.columns().contains(number);
      case Constraint.ForeignKey c ->
          c.columns().contains(number)
              || c.referencedTableOid() == object.oid() && c.referencedColumns().contains(number);
      case Constraint.Check c -> reads(object, c.expressionText(), number);
    };
  }

  private boolean uses(TableObject object, Index index, int number) {
    String predicate = index.predicateText();
    if (predicate != null && reads(object, predicate, number)) {
      return true;
    }
    for (Index.Key key : index.keys()) {
      String text = key.expressionText();
      if (text == null ? key.column() == number : reads(object, text, number)) {
        return true;
      }
    }
    return false;
  }

  private boolean reads(TableObject object, String expression, int number) {
    return host.expressions().columnsOf(object.table(), expression).contains(number);
  }
}
