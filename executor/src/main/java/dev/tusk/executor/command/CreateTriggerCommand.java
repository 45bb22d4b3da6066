package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.TriggerObject;
import dev.tusk.executor.catalog.ViewObject;
import dev.tusk.executor.routine.ForeignKeyFunctions;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.catalog.TriggerKind;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.AlterAction.Firing;
import dev.tusk.sql.statement.CreateTrigger;
import dev.tusk.sql.statement.CreateTrigger.Event;
import dev.tusk.sql.statement.CreateTrigger.Transition;
import dev.tusk.sql.statement.CreateTrigger.When;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.storage.LockMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CREATE TRIGGER, with the checks of CreateTrigger in trigger.c, in their order. */
final class CreateTriggerCommand {
  private final CommandHost host;
  private final CreateTrigger statement;

  CreateTriggerCommand(CommandHost host, CreateTrigger statement) {
    this.host = host;
    this.statement = statement;
  }

  String run() {
    TriggerRelation table = table();
    if (statement.when() == When.INSTEAD_OF && !table.isView()) {
      throw SqlException.of(
              SqlState.WRONG_OBJECT_TYPE, "\"" + table.table().name() + "\" is a table")
          .withDetail("Tables cannot have INSTEAD OF triggers.");
    }
    long other = statement.from() == null ? 0 : Names.table(host, statement.from()).oid();
    checkForms();
    String oldTable = null;
    String newTable = null;
    if (!statement.transitions().isEmpty()) {
      checkTransitions(table);
      oldTable = transition(false);
      newTable = transition(true);
      if (oldTable != null && oldTable.equals(newTable)) {
        throw invalid("OLD TABLE name and NEW TABLE name cannot be the same");
      }
    }
    CatalogExpressions.Checked condition = condition(table.table());
    long function = host.triggerFunction(statement.function(), "trigger");
    UseRights.call(host, function);
    ForeignKeyFunctions.refuseAsTrigger(function);
    TriggerObject before = TriggerCommands.find(host, table, statement.name());
    checkReplaced(table, before);
    List<Integer> columns = columns(table.table());
    TriggerObject made =
        new TriggerObject(
            before == null ? host.changes().newOid() : before.oid(),
            table.databaseOid(),
            table.oid(),
            statement.name(),
            function,
            type(),
            Firing.ORIGIN,
            statement.constraint() ? host.changes().newOid() : 0,
            statement.timing(),
            other,
            columns,
            statement.arguments(),
            condition == null ? null : condition.text(),
            condition == null ? List.of() : condition.columns(),
            oldTable,
            newTable);
    host.changes().put(made);
    if (statement.perRow() && host.changes().state().table(table.oid()) instanceof TableObject o) {
      new PartitionTriggers(host).cloneDown(made, o);
    }
    return "CREATE TRIGGER";
  }

  private TriggerRelation table() {
    CatalogObject object = host.catalog().relation(statement.table());
    if (object instanceof ViewObject view) {
      checkView(view.name());
    }
    if (object instanceof SequenceObject sequence) {
      throw cannotHave(sequence.name(), "sequences");
    }
    if (object == null && host.catalog().index(statement.table()) != null) {
      throw SqlException.of(
          SqlState.WRONG_OBJECT_TYPE, "\"" + statement.table().name() + "\" is an index");
    }
    return TriggerCommands.lock(host, statement.table(), LockMode.SHARE_ROW_EXCLUSIVE);
  }

  /**
   * Rows of a view are written through it, or not at all, so that only some triggers make sense.
   */
  private void checkView(String name) {
    String problem =
        statement.when() != When.INSTEAD_OF && statement.perRow()
            ? "Views cannot have row-level BEFORE or AFTER triggers."
            : on(Event.TRUNCATE) ? "Views cannot have TRUNCATE triggers." : null;
    if (problem != null) {
      throw SqlException.of(SqlState.WRONG_OBJECT_TYPE, "\"" + name + "\" is a view")
          .withDetail(problem);
    }
  }

  private static SqlException cannotHave(String name, String kind) {
    return SqlException.of(
            SqlState.WRONG_OBJECT_TYPE, "relation \"" + name + "\" cannot have triggers")
        .withDetail("This operation is not supported for " + kind + ".");
  }

  private int type() {
    int type = statement.perRow() ? TriggerObject.ROW : 0;
    type |=
        switch (statement.when()) {
          case BEFORE -> TriggerObject.BEFORE;
          case AFTER -> 0;
          case INSTEAD_OF -> TriggerObject.INSTEAD;
        };
    for (Event event : statement.events()) {
      type |=
          switch (event) {
            case INSERT -> TriggerObject.INSERT;
            case DELETE -> TriggerObject.DELETE;
            case UPDATE -> TriggerObject.UPDATE;
            case TRUNCATE -> TriggerObject.TRUNCATE;
          };
    }
    return type;
  }

  private boolean on(Event event) {
    return statement.events().contains(event);
  }

  private static SqlException unsupported(String message) {
    return SqlException.of(SqlState.FEATURE_NOT_SUPPORTED, message);
  }

  private static SqlException invalid(String message) {
    return SqlException.of(SqlState.INVALID_OBJECT_DEFINITION, message);
  }

  private void checkForms() {
    if (statement.perRow() && on(Event.TRUNCATE)) {
      throw unsupported("TRUNCATE FOR EACH ROW triggers are not supported");
    }
    if (statement.when() == When.INSTEAD_OF) {
      if (!statement.perRow()) {
        throw unsupported("INSTEAD OF triggers must be FOR EACH ROW");
      }
      if (statement.condition() != null) {
        throw unsupported("INSTEAD OF triggers cannot have WHEN conditions");
      }
      if (!statement.columns().isEmpty()) {
        throw unsupported("INSTEAD OF triggers cannot have column lists");
      }
    }
  }

  private void checkTransitions(TriggerRelation relation) {
    boolean seenOld = false;
    boolean seenNew = false;
    for (Transition transition : statement.transitions()) {
      if (!transition.ofTable()) {
        throw unsupported("ROW variable naming in the REFERENCING clause is not supported")
            .withHint("Use OLD TABLE or NEW TABLE for naming transition tables.");
      }
      if (relation.isView()) {
        throw SqlException.of(
                SqlState.WRONG_OBJECT_TYPE, "\"" + relation.table().name() + "\" is a view")
            .withDetail("Triggers on views cannot have transition tables.");
      }
      if (statement.when() != When.AFTER) {
        throw invalid("transition table name can only be specified for an AFTER trigger");
      }
      if (statement.perRow()
          && host.changes().state().table(relation.table().oid()) instanceof TableObject table
          && !table.parents().isEmpty()) {
        throw unsupported(
            "ROW triggers with transition tables are not supported on inheritance children");
      }
      if (on(Event.TRUNCATE)) {
        throw unsupported("TRUNCATE triggers with transition tables are not supported");
      }
      if (statement.events().size() != 1) {
        throw unsupported(
            "transition tables cannot be specified for triggers with more than one event");
      }
      if (!statement.columns().isEmpty()) {
        throw unsupported("transition tables cannot be specified for triggers with column lists");
      }
      if (transition.isNew()) {
        if (!on(Event.INSERT) && !on(Event.UPDATE)) {
          throw invalid("NEW TABLE can only be specified for an INSERT or UPDATE trigger");
        }
        if (seenNew) {
          throw invalid("NEW TABLE cannot be specified multiple times");
        }
        seenNew = true;
      } else {
        if (!on(Event.DELETE) && !on(Event.UPDATE)) {
          throw invalid("OLD TABLE can only be specified for a DELETE or UPDATE trigger");
        }
        if (seenOld) {
          throw invalid("OLD TABLE cannot be specified multiple times");
        }
        seenOld = true;
      }
    }
  }

  private @Nullable String transition(boolean isNew) {
    for (Transition transition : statement.transitions()) {
      if (transition.isNew() == isNew) {
        return transition.name();
      }
    }
    return null;
  }

  private CatalogExpressions.@Nullable Checked condition(Table table) {
    ParsedExpression condition = statement.condition();
    if (condition == null) {
      return null;
    }
    TriggerKind kind =
        new TriggerKind(
            statement.perRow(),
            on(Event.INSERT),
            on(Event.DELETE),
            statement.when() == When.BEFORE);
    return host.expressions().triggerCondition(table, condition, kind);
  }

  private void checkReplaced(TriggerRelation table, @Nullable TriggerObject before) {
    if (before == null) {
      return;
    }
    if (!statement.replace()) {
      throw TriggerCommands.exists(table, statement.name());
    }
    if (before.isConstraint()) {
      throw SqlException.of(
          SqlState.DUPLICATE_OBJECT,
          "trigger \""
              + statement.name()
              + "\" for relation \""
              + table.table().name()
              + "\" is a constraint trigger");
    }
  }

  private List<Integer> columns(Table table) {
    List<Integer> numbers = new ArrayList<>();
    for (String name : statement.columns()) {
      Column column = table.column(name).orElseThrow(() -> Names.noColumn(name, table.name()));
      if (numbers.contains(column.number())) {
        throw SqlException.of(
            SqlState.DUPLICATE_COLUMN, "column \"" + name + "\" specified more than once");
      }
      numbers.add(column.number());
    }
    return numbers;
  }
}
