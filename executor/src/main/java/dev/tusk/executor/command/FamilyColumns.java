package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Descent;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.AlterAction;
import dev.tusk.sql.statement.TableConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What ALTER TABLE does to columns of a table and of those below it. */
final class FamilyColumns {
  private final CommandHost host;
  private final Family family;

  FamilyColumns(CommandHost host, Family family) {
    this.host = host;
    this.family = family;
  }

  private ColumnChanges changes(long oid) {
    return new ColumnChanges(host, oid);
  }

  /** ADD COLUMN ({@code ATExecAddColumn}), its constraints behind it. */
  void add(AlterAction.AddColumn action) {
    String name = action.column().name();
    if (action.ifNotExists() && family.draft(family.root()).hasColumn(name)) {
      changes(family.root()).add(action);
      return;
    }
    if (action.column().identity() != null && !family.only() && family.hasChildren()) {
      throw Family.invalid("cannot recursively add identity column to table that has child tables");
    }
    changes(family.root())
        .add(new AlterAction.AddColumn(action.column(), List.of(), action.ifNotExists()));
    family.requireAll("column must be added to child tables too");
    inherit(family.root(), name);
    FamilyConstraints constraints = new FamilyConstraints(host, family);
    for (TableConstraint constraint : action.constraints()) {
      constraints.add(constraint);
    }
  }

  private void inherit(long parent, String name) {
    for (long child : family.children(parent)) {
      TableObject above = family.table(parent);
      Column column = new TableDraft(above).column(name);
      if (changes(child).inherit(above, column)) {
        inherit(child, name);
      }
    }
  }

  /** DROP COLUMN ({@code ATExecDropColumn}): from all tables at once. */
  void drop(AlterAction.DropColumn action) {
    TableDraft draft = family.draft(family.root());
    if (!draft.hasColumn(action.column())) {
      changes(family.root()).drop(action, List.of());
      return;
    }
    if (draft.column(action.column()).descent().inherited()) {
      throw Family.invalid("cannot drop inherited column \"" + action.column() + "\"");
    }
    List<ObjectAddress> below = new ArrayList<>();
    dropBelow(family.root(), action.column(), below);
    changes(family.root()).drop(action, below);
  }

  private void dropBelow(long parent, String name, List<ObjectAddress> dropped) {
    for (long child : family.children(parent)) {
      TableDraft draft = family.draft(child);
      Column column = draft.column(name);
      Descent descent = column.descent().fromOneLess();
      boolean goes = !family.only() && !descent.inherited() && !descent.local();
      draft.replace(column.withDescent(family.only() ? descent.made() : descent));
      host.changes().put(draft.object());
      if (goes) {
        dropped.add(ObjectAddress.column(child, column.number()));
        dropBelow(child, name, dropped);
      }
    }
  }

  /** ALTER COLUMN TYPE ({@code ATPrepAlterColumnType}). */
  void setType(AlterAction.SetType action) {
    Column column = family.draft(family.root()).column(action.column());
    if (column.descent().inherited()) {
      throw Family.invalid("cannot alter inherited column \"" + action.column() + "\"");
    }
    Map<Long, Integer> below = family.only() ? Map.of() : family.below();
    below.forEach((child, parents) -> {
      TableDraft draft = family.draft(child);
      if (draft.column(action.column()).descent().parents() > parents) {
        throw Family.invalid(
            "cannot alter inherited column \""
                + action.column()
                + "\" of relation \""
                + draft.name
                + "\"");
      }
    });
    family.requireAll(
        "type of inherited column \"" + action.column() + "\" must be changed in child tables too");
    changes(family.root()).setType(action);
    below.keySet().forEach(child -> changes(child).setType(action));
  }

  /** RENAME COLUMN ({@code renameatt_internal}). */
  void rename(AlterAction.RenameColumn action) {
    Map<Long, Integer> below = family.only() ? Map.of() : family.below();
    if (family.only() && family.hasChildren()) {
      throw Family.invalid(
          "inherited column \"" + action.column() + "\" must be renamed in child tables too");
    }
    ViewTexts views = new ViewTexts(host);
    below.keySet().forEach(child -> read(views, child, action.column()));
    read(views, family.root(), action.column());
    below.forEach((child, parents) -> rename(child, action, parents));
    rename(family.root(), action, 0);
    views.write();
  }

  private void read(ViewTexts views, long table, String column) {
    TableDraft draft = family.draft(table);
    if (draft.hasColumn(column)) {
      views.read(ObjectAddress.column(draft.oid, draft.column(column).number()));
    }
  }

  private void rename(long table, AlterAction.RenameColumn action, int parents) {
    TableDraft draft = family.draft(table);
    if (draft.hasColumn(action.column())
        && draft.column(action.column()).descent().parents() > parents) {
      throw Family.invalid("cannot rename inherited column \"" + action.column() + "\"");
    }
    Table before = draft.table();
    new Renaming(host).column(draft, action.column(), action.newName());
    new TriggerCommands(host).reword(before, draft.table());
  }

  /** DROP EXPRESSION ({@code ATPrepDropExpression}). */
  void dropExpression(AlterAction.DropExpression action) {
    if (family.only() && family.hasChildren()) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "ALTER TABLE / DROP EXPRESSION must be applied to child tables too");
    }
    TableDraft draft = family.draft(family.root());
    if (draft.hasColumn(action.column()) && draft.column(action.column()).descent().inherited()) {
      throw Family.invalid("cannot drop generation expression from inherited column");
    }
    all(changes -> changes.dropExpression(action));
  }

  /** What is done to all tables in the same way ({@code ATSimpleRecursion}). */
  void all(Consumer<ColumnChanges> change) {
    change.accept(changes(family.root()));
    if (!family.only()) {
      family.below().keySet().forEach(child -> change.accept(changes(child)));
    }
  }

  static SqlException differentType(String child, String column) {
    return SqlException.of(
        SqlState.DATATYPE_MISMATCH,
        "child table \"" + child + "\" has different type for column \"" + column + "\"");
  }
}
