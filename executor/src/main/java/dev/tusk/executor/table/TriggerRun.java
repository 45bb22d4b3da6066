package dev.tusk.executor.table;

import dev.tusk.executor.catalog.TriggerObject;
import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.routine.TriggerData;
import dev.tusk.executor.routine.TriggerData.Operation;
import dev.tusk.executor.routine.TriggerData.TransitionTable;
import dev.tusk.executor.routine.TriggerData.When;
import dev.tusk.executor.table.AfterEvent.RowTrigger;
import dev.tusk.executor.table.AfterEvent.StatementTrigger;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.PhysicalPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The triggers of one table at work in one statement: those BEFORE are called, those AFTER go to
 * the statement's queue.
 */
final class TriggerRun {
  /** Names of the triggers that foreign keys are in PostgreSQL, among which others have a place. */
  private static final String FOREIGN_KEYS = "RI_ConstraintTrigger";

  private final StatementHost host;
  private final Table table;
  private final TableTriggers triggers;
  private final AfterQueue queue;
  private final boolean replica;
  private final Map<Operation, Set<Integer>> begun = new LinkedHashMap<>(4);
  private final Map<Operation, Set<Integer>> rowsOnly = new LinkedHashMap<>(4);

  /** The trigger BEFORE that was called last. */
  private @Nullable TriggerObject last;

  TriggerRun(StatementHost host, Table table, TableTriggers triggers, AfterQueue queue) {
    this.host = host;
    this.table = table;
    this.triggers = triggers;
    this.queue = queue;
    this.replica = host.replica();
  }

  /** The statement, or an action, begins; {@code columns} are those an UPDATE assigns. */
  void begin(Operation operation, Set<Integer> columns) {
    begun.put(operation, columns);
    ChangedRows changed = queue.changed(table, operation);
    if (changed.begun) {
      return;
    }
    changed.begun = true;
    for (TriggerRule rule : triggers.perStatement(When.BEFORE, operation)) {
      if (fires(rule, operation, null, null)) {
        host.fire(rule.trigger(), data(table, rule, operation, null, null, columns, null, null));
      }
    }
  }

  /** The same of a statement on a table above, whose own triggers fire for the statement. */
  void beginRows(Operation operation, Set<Integer> columns) {
    rowsOnly.put(operation, columns);
  }

  private Set<Integer> columns(Operation operation) {
    return begun.getOrDefault(operation, rowsOnly.getOrDefault(operation, Set.of()));
  }

  private boolean fires(
      TriggerRule rule,
      Operation operation,
      @Nullable Object @Nullable [] before,
      @Nullable Object @Nullable [] after) {
    return rule.on(replica)
        && rule.concerns(operation, columns(operation))
        && holds(rule.condition(), before, after);
  }

  private boolean holds(
      @Nullable Evaluator condition,
      @Nullable Object @Nullable [] before,
      @Nullable Object @Nullable [] after) {
    if (condition == null) {
      return true;
    }
    int columns = before != null ? before.length : after != null ? after.length : 0;
    int width = columns + PhysicalPlan.SYSTEM_COLUMNS.size();
    @Nullable Object[] both = new @Nullable Object[2 * width];
    place(before, both, 0, columns);
    place(after, both, width, columns);
    return condition.holds(both, host.ruleExecution());
  }

  private void place(
      @Nullable Object @Nullable [] row, @Nullable Object[] both, int at, int columns) {
    if (row != null) {
      System.arraycopy(row, 0, both, at, columns);
      both[at + columns + PhysicalPlan.SYSTEM_COLUMNS.indexOf(PhysicalPlan.TABLE_OID)] =
          table.oid();
    }
  }

  // BEFORE.

  /** The row that is to be written; null where a trigger leaves it out. */
  @Nullable Object @Nullable [] before(
      Operation operation, @Nullable Object @Nullable [] old, @Nullable Object[] row) {
    return made(When.BEFORE, operation, old, row);
  }

  /** The row of a view that triggers say they have written; null where one says that it has not. */
  @Nullable Object @Nullable [] instead(
      Operation operation, @Nullable Object @Nullable [] old, @Nullable Object[] row) {
    return made(When.INSTEAD_OF, operation, old, row);
  }

  private @Nullable Object @Nullable [] made(
      When when, Operation operation, @Nullable Object @Nullable [] old, @Nullable Object[] row) {
    @Nullable Object[] now = row;
    for (TriggerRule rule : triggers.perRow(when, operation)) {
      boolean deletes = operation == Operation.DELETE;
      if (!fires(rule, operation, old, deletes ? null : now)) {
        continue;
      }
      last = rule.trigger();
      @Nullable Object[] given =
          host.fire(
              rule.trigger(),
              data(
                  table,
                  rule,
                  operation,
                  old,
                  deletes ? null : now,
                  columns(operation),
                  null,
                  null));
      if (given == null) {
        return null;
      }
      if (!deletes) {
        now = given;
      }
    }
    return now;
  }

  @Nullable TriggerObject lastBefore() {
    return last;
  }

  boolean changesRows(Operation operation) {
    return !triggers.perRow(When.BEFORE, operation).isEmpty();
  }

  // AFTER.

  /**
   * A row was changed.
   *
   * @param late whether those triggers are meant that come behind foreign keys
   */
  void after(
      Operation operation,
      @Nullable Object @Nullable [] before,
      @Nullable Object @Nullable [] after,
      boolean late) {
    if (!late) {
      collect(operation, before, after);
    }
    for (TriggerRule rule : triggers.perRow(When.AFTER, operation)) {
      if (rule.trigger().name().compareTo(FOREIGN_KEYS) > 0 == late
          && fires(rule, operation, before, after)) {
        queue.add(
            new RowTrigger(table, rule, operation, before, after, queue.changed(table, operation)));
      }
    }
  }

  /** A row was changed in a table below: the statement's triggers may ask for it. */
  void collect(
      Operation operation,
      @Nullable Object @Nullable [] before,
      @Nullable Object @Nullable [] after) {
    if (before != null && triggers.collects(operation, false)) {
      queue.changed(table, operation).before.add(before);
    }
    if (after != null && triggers.collects(operation, true)) {
      queue.changed(table, operation).after.add(after);
    }
  }

  /** All rows are changed. */
  void finish() {
    List<Operation> operations = new ArrayList<>(begun.keySet());
    for (Operation operation : operations.reversed()) {
      ChangedRows changed = queue.changed(table, operation);
      changed.waiting.forEach(queue::remove);
      List<StatementTrigger> now = new ArrayList<>();
      for (TriggerRule rule : triggers.perStatement(When.AFTER, operation)) {
        if (fires(rule, operation, null, null)) {
          now.add(new StatementTrigger(table, rule, operation, changed));
        }
      }
      now.forEach(queue::add);
      changed.waiting = now;
    }
  }

  // The call.

  static void fire(StatementHost host, RowTrigger event) {
    TriggerRule rule = event.rule();
    host.fire(
        rule.trigger(),
        data(
            event.table(),
            rule,
            event.operation(),
            event.before(),
            event.after(),
            Set.of(),
            transition(rule.oldTable(), event.changed().before),
            transition(rule.newTable(), event.changed().after)));
  }

  static void fire(StatementHost host, StatementTrigger event) {
    TriggerRule rule = event.rule();
    event.changed().waiting = List.of();
    host.fire(
        rule.trigger(),
        data(
            event.table(),
            rule,
            event.operation(),
            null,
            null,
            Set.of(),
            transition(rule.oldTable(), event.changed().before),
            transition(rule.newTable(), event.changed().after)));
  }

  private static @Nullable TransitionTable transition(
      @Nullable Table table, List<@Nullable Object[]> rows) {
    return table == null ? null : new TransitionTable(table, rows);
  }

  private static TriggerData data(
      Table table,
      TriggerRule rule,
      Operation operation,
      @Nullable Object @Nullable [] before,
      @Nullable Object @Nullable [] after,
      Set<Integer> assigned,
      @Nullable TransitionTable oldTable,
      @Nullable TransitionTable newTable) {
    return new TriggerData(
        rule.trigger().oid(),
        rule.trigger().name(),
        rule.when(),
        operation,
        rule.trigger().is(TriggerObject.ROW),
        table,
        rule.trigger().arguments(),
        before,
        after,
        assigned,
        oldTable,
        newTable);
  }
}
