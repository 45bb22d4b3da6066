package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.TriggerObject;
import dev.tusk.executor.rights.OwnerRights;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Descent;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.AlterAction;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** ALTER TABLE INHERIT and NO INHERIT ({@code ATExecAddInherit}, {@code ATExecDropInherit}). */
final class ParentChanges {
  private final CommandHost host;
  private final Family family;

  ParentChanges(CommandHost host, Family family) {
    this.host = host;
    this.family = family;
  }

  void change(AlterAction.Inherit action) {
    TableDraft child = family.draft(family.root());
    if (child.partitioning.isPartition()) {
      throw wrong("cannot change inheritance of a partition");
    }
    if (!action.ends() && child.partitioning.key() != null) {
      throw wrong("cannot change inheritance of partitioned table");
    }
    TableObject parent = parent(action.parent());
    if (action.ends()) {
      leave(child, parent);
      host.countChildren(parent.oid(), true);
    } else {
      OwnerRights.require(host.catalog(), host.roles(), parent);
      join(child, parent);
    }
    host.changes().put(child.object());
  }

  private static SqlException wrong(String message) {
    return SqlException.of(SqlState.WRONG_OBJECT_TYPE, message);
  }

  private static SqlException mismatch(String message) {
    return SqlException.of(SqlState.DATATYPE_MISMATCH, message);
  }

  private TableObject parent(QualifiedName name) {
    CatalogObject object = host.catalog().relation(name);
    if (object instanceof TableObject table && table.materialized() == null) {
      host.changes().lockObject(host.transaction(), table.oid());
      return family.table(table.oid());
    }
    if (object == null && host.catalog().index(name) == null) {
      throw Names.noRelation(name);
    }
    throw wrong("\"" + name.name() + "\" is not a table or foreign table");
  }

  private void join(TableDraft child, TableObject parent) {
    if (parent.temporary() && !child.temporary()) {
      throw wrong("cannot inherit from temporary relation \"" + parent.name() + "\"");
    }
    if (parent.temporary() && !host.catalog().isOwnTemporary(parent.schema())) {
      throw wrong("cannot inherit from temporary relation of another session");
    }
    if (parent.partitioning().key() != null) {
      throw wrong("cannot inherit from partitioned table \"" + parent.name() + "\"");
    }
    if (parent.partitioning().isPartition()) {
      throw wrong("cannot inherit from a partition");
    }
    boolean below =
        parent.oid() == child.oid
            || host.changes().state().descendants(child.oid).stream()
                .anyMatch(table -> table.oid() == parent.oid());
    if (below) {
      throw SqlException.of(SqlState.DUPLICATE_TABLE, "circular inheritance not allowed")
          .withDetail("\"" + parent.name() + "\" is already a child of \"" + child.name + "\".");
    }
    for (TriggerObject trigger : host.changes().state().triggersOn(child.oid)) {
      if ((trigger.type() & TriggerObject.ROW) != 0
          && (trigger.oldTable() != null || trigger.newTable() != null)) {
        throw SqlException.of(
                SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
                String.format(
                    Locale.ROOT,
                    "trigger \"%s\" prevents table \"%s\" from becoming an inheritance child",
                    trigger.name(),
                    child.name))
            .withDetail(
                "ROW triggers with transition tables are not supported in inheritance"
                    + " hierarchies.");
      }
    }
    if (child.parents.contains(parent.oid())) {
      throw SqlException.of(
          SqlState.DUPLICATE_TABLE,
          "relation \"" + parent.name() + "\" would be inherited from more than once");
    }
    columns(child, parent.table());
    checks(child, parent.table());
    child.parents.add(parent.oid());
  }

  private static void columns(TableDraft child, Table parent) {
    for (Column column : parent.liveColumns()) {
      if (!child.hasColumn(column.name())) {
        throw mismatch("child table is missing column \"" + column.name() + "\"");
      }
      Column own = child.column(column.name());
      if (own.type() != column.type() || own.typmod() != column.typmod()) {
        throw FamilyColumns.differentType(child.name, column.name());
      }
      String what = "column \"" + column.name() + "\" in child table ";
      if (column.notNull() && !own.notNull()) {
        throw mismatch(what + "must be marked NOT NULL");
      }
      if (column.generated() && !own.generated()) {
        throw mismatch(what + "must be a generated column");
      }
      if (column.generated()
          && own.defaultText() != null
          && !own.defaultText().equals(column.defaultText())) {
        throw mismatch(what + "has a conflicting generation expression");
      }
      child.replace(own.withDescent(own.descent().fromOneMore()));
    }
  }

  private static Constraint.@Nullable Check check(List<Constraint> constraints, String name) {
    for (Constraint constraint : constraints) {
      if (constraint instanceof Constraint.Check check && check.name().equals(name)) {
        return check;
      }
    }
    return null;
  }

  private static void checks(TableDraft child, Table parent) {
    for (Constraint constraint : parent.constraints()) {
      if (!(constraint instanceof Constraint.Check check) || check.noInherit()) {
        continue;
      }
      Constraint.Check own = check(child.constraints, check.name());
      if (own == null) {
        throw mismatch("child table is missing constraint \"" + check.name() + "\"");
      }
      if (!own.expressionText().equals(check.expressionText())) {
        throw mismatch(
            "child table \""
                + child.name
                + "\" has different definition for check constraint \""
                + check.name()
                + "\"");
      }
      if (own.noInherit() || !own.validated()) {
        throw SqlException.of(
            SqlState.INVALID_OBJECT_DEFINITION,
            "constraint \""
                + check.name()
                + "\" conflicts with "
                + (own.noInherit() ? "non-inherited" : "NOT VALID")
                + " constraint on child table \""
                + child.name
                + "\"");
      }
      replace(child, own.withDescent(own.descent().fromOneMore()));
    }
  }

  private static void replace(TableDraft child, Constraint.Check now) {
    child.constraints.replaceAll(c -> c.oid() == now.oid() ? now : c);
  }

  private static void leave(TableDraft child, TableObject parent) {
    if (!child.parents.remove(parent.oid())) {
      throw SqlException.of(
          SqlState.UNDEFINED_TABLE,
          "relation \"" + parent.name() + "\" is not a parent of relation \"" + child.name + "\"");
    }
    for (Column column : List.copyOf(child.columns)) {
      if (!column.dropped()
          && column.descent().inherited()
          && parent.table().column(column.name()).isPresent()) {
        child.replace(column.withDescent(left(column.descent())));
      }
    }
    for (Constraint constraint : List.copyOf(child.constraints)) {
      if (constraint instanceof Constraint.Check check && check.descent().inherited()) {
        Constraint.Check above = check(parent.table().constraints(), check.name());
        if (above != null && !above.noInherit()) {
          replace(child, check.withDescent(left(check.descent())));
        }
      }
    }
  }

  /** What no parent has any more is the table's own. */
  private static Descent left(Descent descent) {
    Descent now = descent.fromOneLess();
    return now.inherited() ? now : now.made();
  }
}
