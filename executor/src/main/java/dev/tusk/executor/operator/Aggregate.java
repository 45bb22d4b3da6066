package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.RowKey;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** GROUP BY by hashing, for one or several grouping sets; groups come in the order first met. */
final class Aggregate {
  private final PhysicalPlan.Aggregate plan;
  private final Evaluator[] keys;
  private final AggregateState.Compiled[] calls;
  private final Type[] types;
  private final PlanExecution execution;

  Aggregate(
      PhysicalPlan.Aggregate plan,
      Evaluator[] keys,
      AggregateState.Compiled[] calls,
      PlanExecution execution) {
    this.plan = plan;
    this.keys = keys;
    this.calls = calls;
    this.types = plan.keys().stream().map(Expression::type).toArray(Type[]::new);
    this.execution = execution;
  }

  List<@Nullable Object[]> run(RowSource input) {
    List<List<Integer>> sets = plan.groupingSets();
    List<Map<RowKey, AggregateState[]>> groups = new ArrayList<>(sets.size());
    for (int i = 0; i < sets.size(); i++) {
      groups.add(new LinkedHashMap<>());
    }
    try (input) {
      boolean sorts = groups.size() == 1 && sorted();
      List<Keyed> first = new ArrayList<>();
      for (@Nullable Object[] row = input.next(); row != null; row = input.next()) {
        execution.checkCancelled();
        @Nullable Object[] values = Rows.evaluate(keys, row, execution);
        if (sorts && first.size() < TupleSort.MOST_IN_MEMORY) {
          first.add(new Keyed(row, values));
        } else {
          if (!first.isEmpty()) {
            addSorted(first, groups);
          }
          add(row, values, groups);
        }
      }
      addSorted(first, groups);
    }
    return results(groups);
  }

  /** A row with the values of the keys. */
  private record Keyed(@Nullable Object[] row, @Nullable Object[] values) {}

  /**
   * Where PostgreSQL sorts to find the groups, rows reach the aggregates in the order of that sort.
   */
  private void addSorted(List<Keyed> rows, List<Map<RowKey, AggregateState[]>> groups) {
    Keyed[] sorted = rows.toArray(Keyed[]::new);
    rows.clear();
    TupleSort.sort(sorted, (a, b) -> compared(a.values(), b.values()));
    for (Keyed keyed : sorted) {
      add(keyed.row(), keyed.values(), groups);
    }
  }

  private void add(
      @Nullable Object[] row,
      @Nullable Object[] values,
      List<Map<RowKey, AggregateState[]>> groups) {
    for (int i = 0; i < groups.size(); i++) {
      RowKey key = new RowKey(only(values, plan.groupingSets().get(i)), types);
      for (AggregateState state : groups.get(i).computeIfAbsent(key, _ -> start())) {
        state.add(row);
      }
    }
  }

  private AggregateState[] start() {
    AggregateState[] states = new AggregateState[calls.length];
    for (int i = 0; i < states.length; i++) {
      states[i] = calls[i].start(execution);
    }
    return states;
  }

  /** The key values of a grouping set; the others are NULL. */
  private @Nullable Object[] only(@Nullable Object[] values, List<Integer> set) {
    if (set.size() == values.length) {
      return values;
    }
    @Nullable Object[] kept = new Object[values.length];
    for (int key : set) {
      kept[key] = values[key];
    }
    return kept;
  }

  /**
   * Groups come as they were met, but by their keys where PostgreSQL must sort to find them, so
   * that clients see the order they know.
   */
  private List<@Nullable Object[]> results(List<Map<RowKey, AggregateState[]>> groups) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    if (groups.size() == 1 && sorted()) {
      List<Integer> set = plan.groupingSets().getFirst();
      groups.getFirst().entrySet().stream()
          .sorted((a, b) -> compared(a.getKey().values(), b.getKey().values()))
          .forEach(e -> rows.add(result(e.getKey().values(), set, e.getValue())));
      return rows;
    }
    for (int i = 0; i < groups.size(); i++) {
      List<Integer> set = plan.groupingSets().get(i);
      Map<RowKey, AggregateState[]> ofSet = groups.get(i);
      if (ofSet.isEmpty() && set.isEmpty()) {
        rows.add(result(new Object[keys.length], set, start()));
      }
      ofSet.forEach((key, states) -> rows.add(result(key.values(), set, states)));
    }
    return rows;
  }

  private boolean sorted() {
    return keys.length > 0
        && Arrays.stream(calls).anyMatch(AggregateState.Compiled::ordered)
        && Arrays.stream(types).allMatch(Type::ordered);
  }

  private int compared(@Nullable Object[] left, @Nullable Object[] right) {
    for (int i = 0; i < types.length; i++) {
      Object a = left[i];
      Object b = right[i];
      int order =
          a == null || b == null ? Boolean.compare(a == null, b == null) : types[i].compare(a, b);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private @Nullable Object[] result(
      @Nullable Object[] keyValues, List<Integer> set, AggregateState[] states) {
    boolean masked = plan.groupingSets().size() > 1;
    @Nullable Object[] row = new Object[plan.types().size()];
    int at = keyValues.length;
    System.arraycopy(keyValues, 0, row, 0, at);
    if (masked) {
      row[at++] = mask(set);
    }
    for (AggregateState state : states) {
      row[at++] = state.result();
    }
    return row;
  }

  private Integer mask(List<Integer> set) {
    int mask = 0;
    for (int key = 0; key < keys.length; key++) {
      if (!set.contains(key)) {
        mask |= 1 << key;
      }
    }
    return mask;
  }
}
