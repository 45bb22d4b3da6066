package dev.tusk.executor.table;

import dev.tusk.executor.catalog.TriggerObject;
import dev.tusk.executor.routine.TriggerData.Operation;
import dev.tusk.executor.routine.TriggerData.When;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The triggers of a table by what fires them, in the order of their names; compiled once. */
final class TableTriggers {
  private final List<TriggerObject> source;
  private final Map<Operation, Map<When, List<TriggerRule>>> perRow =
      new EnumMap<>(Operation.class);
  private final Map<Operation, Map<When, List<TriggerRule>>> perStatement =
      new EnumMap<>(Operation.class);

  /**
   * Compiles triggers.
   *
   * @param source in the order of their names
   */
  TableTriggers(Table table, List<TriggerObject> source, RuleCompiler compiler) {
    this.source = source;
    for (TriggerObject trigger : source) {
      String condition = trigger.condition();
      TriggerRule rule =
          new TriggerRule(
              trigger,
              condition == null ? null : compiler.overRows(table, condition),
              transition(table, trigger.oldTable()),
              transition(table, trigger.newTable()));
      for (Operation operation : Operation.values()) {
        if (rule.fitsEvent(operation)) {
          (trigger.is(TriggerObject.ROW) ? perRow : perStatement)
              .computeIfAbsent(operation, _ -> new EnumMap<>(When.class))
              .computeIfAbsent(rule.when(), _ -> new ArrayList<>())
              .add(rule);
        }
      }
    }
  }

  /** The live columns of a table under another name. */
  private static @Nullable Table transition(Table table, @Nullable String name) {
    if (name == null) {
      return null;
    }
    List<Column> columns = new ArrayList<>();
    for (Column column : table.liveColumns()) {
      columns.add(
          new Column(
              columns.size() + 1,
              column.name(),
              column.type(),
              column.typmod(),
              false,
              null,
              Column.Identity.NONE,
              false));
    }
    return new Table(0, "", name, Table.Kind.SYSTEM, List.copyOf(columns), List.of(), List.of());
  }

  /** Whether it was made of these, so that it still counts. */
  boolean of(List<TriggerObject> triggers) {
    return source.equals(triggers);
  }

  List<TriggerRule> perRow(When when, Operation operation) {
    return perRow.getOrDefault(operation, Map.of()).getOrDefault(when, List.of());
  }

  List<TriggerRule> perStatement(When when, Operation operation) {
    return perStatement.getOrDefault(operation, Map.of()).getOrDefault(when, List.of());
  }

  /** Whether some trigger behind the operation asks for the rows, old or new. */
  boolean collects(Operation operation, boolean ofNew) {
    return collects(perRow(When.AFTER, operation), ofNew)
        || collects(perStatement(When.AFTER, operation), ofNew);
  }

  private static boolean collects(List<TriggerRule> rules, boolean ofNew) {
    return rules.stream().anyMatch(rule -> rule.readsTransition(ofNew));
  }
}
