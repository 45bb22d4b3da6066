package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.RowKey;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.GroupingChains;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * GROUP BY by hashing, for one or several grouping sets. Groups come in the order first met, or as
 * PostgreSQL's sort would give them.
 */
final class Aggregate {
  private final PhysicalPlan.Aggregate plan;
  private final Evaluator[] keys;
  private final AggregateState.Compiled[] calls;
  private final Type[] types;
  private final List<GroupingChains.Chain> chains;
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
    this.chains = GroupingChains.of(plan.groupingSets());
    this.execution = execution;
  }

  List<@Nullable Object[]> run(RowSource input) {
    List<List<Integer>> sets = plan.groupingSets();
    List<Map<RowKey, AggregateState[]>> groups = new ArrayList<>(sets.size());
    for (int i = 0; i < sets.size(); i++) {
      groups.add(new LinkedHashMap<>());
    }
    try (input) {
      boolean sorts = plan.sorted();
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
    note(groups);
    return results(groups);
  }

  private void note(List<Map<RowKey, AggregateState[]>> groups) {
    MemoryAccount account =
        plan.sorted() || keys.length == 0 ? null : MemoryAccount.of(plan, execution);
    if (account == null) {
      return;
    }
    long bytes = 0;
    for (Map<RowKey, AggregateState[]> set : groups) {
      for (RowKey key : set.keySet()) {
        bytes += HeapUse.ENTRY + HeapUse.ofRow(key.values());
      }
      bytes += (long) HeapUse.STATE * calls.length * set.size();
    }
    account.grouped(bytes);
  }

  /** A row with the values of the keys. */
  private record Keyed(@Nullable Object[] row, @Nullable Object[] values) {}

  /**
   * Where PostgreSQL sorts to find the groups, rows reach the aggregates in the order of that sort.
   */
  private void addSorted(List<Keyed> rows, List<Map<RowKey, AggregateState[]>> groups) {
    Keyed[] sorted = rows.toArray(Keyed[]::new);
    rows.clear();
    List<Integer> order = chains.getFirst().keys();
    TupleSort.sort(sorted, (a, b) -> compared(order, a.values(), b.values()));
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
   * Groups come as they were met, the one of all rows first, but by their keys where PostgreSQL
   * sorts to find them, so that clients see the order they know.
   */
  private List<@Nullable Object[]> results(List<Map<RowKey, AggregateState[]>> groups) {
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).isEmpty() && plan.groupingSets().get(i).isEmpty()) {
        groups.get(i).put(new RowKey(new Object[keys.length], types), start());
      }
    }
    List<@Nullable Object[]> rows = new ArrayList<>();
    if (plan.sorted()) {
      for (GroupingChains.Chain chain : chains) {
        sorted(chain, groups).forEach(g -> rows.add(result(g.values(), g.set(), g.states())));
      }
      return rows;
    }
    for (int set : order()) {
      groups
          .get(set)
          .forEach((key, states) ->
              rows.add(result(key.values(), plan.groupingSets().get(set), states)));
    }
    return rows;
  }

  private record Group(List<Integer> set, @Nullable Object[] values, AggregateState[] states) {}

  /** The groups of a chain: those of a smaller set follow the last of the larger that they hold. */
  private List<Group> sorted(
      GroupingChains.Chain chain, List<Map<RowKey, AggregateState[]>> groups) {
    List<Group> all = new ArrayList<>();
    for (int set : chain.sets()) {
      groups
          .get(set)
          .forEach((key, states) ->
              all.add(new Group(plan.groupingSets().get(set), key.values(), states)));
    }
    all.sort((a, b) -> {
      int both = Math.min(a.set().size(), b.set().size());
      int order = compared(chain.keys().subList(0, both), a.values(), b.values());
      return order != 0 ? order : Integer.compare(b.set().size(), a.set().size());
    });
    return all;
  }

  /** The order of the sets: that of all rows is ready first, the others are read from tables. */
  private List<Integer> order() {
    List<Integer> order = new ArrayList<>();
    for (GroupingChains.Chain chain : chains) {
      order.addAll(chain.sets());
    }
    List<Integer> plain = new ArrayList<>(order);
    plain.removeIf(set -> !plan.groupingSets().get(set).isEmpty());
    order.removeAll(plain);
    order.addAll(0, plain);
    return order;
  }

  private int compared(List<Integer> order, @Nullable Object[] left, @Nullable Object[] right) {
    for (int i : order) {
      Object a = left[i];
      Object b = right[i];
      int compared =
          a == null || b == null ? Boolean.compare(a == null, b == null) : types[i].compare(a, b);
      if (compared != 0) {
        return compared;
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
