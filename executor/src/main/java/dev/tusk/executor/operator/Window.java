package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.RowKey;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Window functions of one window: partitions by hashing, each sorted, then computed row by row. */
final class Window {
  private final PhysicalPlan.Window plan;
  private final Evaluator[] partitionKeys;
  private final RowOrder order;
  private final WindowFunction[] functions;
  private final PlanExecution execution;

  Window(
      PhysicalPlan.Window plan,
      Evaluator[] partitionKeys,
      RowOrder order,
      WindowFunction[] functions,
      PlanExecution execution) {
    this.plan = plan;
    this.partitionKeys = partitionKeys;
    this.order = order;
    this.functions = functions;
    this.execution = execution;
  }

  List<@Nullable Object[]> run(RowSource input) {
    Type[] types = plan.partitionBy().stream().map(Expression::type).toArray(Type[]::new);
    Map<RowKey, List<RowOrder.Keyed>> partitions = new LinkedHashMap<>();
    long place = 0;
    try (input) {
      for (@Nullable Object[] row = input.next(); row != null; row = input.next()) {
        execution.checkCancelled();
        RowKey key = new RowKey(Rows.evaluate(partitionKeys, row, execution), types);
        partitions
            .computeIfAbsent(key, _ -> new ArrayList<>())
            .add(order.keyed(row, place++, execution));
      }
    }
    List<@Nullable Object[]> output = new ArrayList<>();
    for (List<RowOrder.Keyed> rows : sorted(partitions, types)) {
      rows.sort(order.comparator());
      compute(new WindowPartition(rows, order), output);
    }
    return output;
  }

  /** Partitions in the order of their keys, as PostgreSQL's sort leaves them. */
  private static List<List<RowOrder.Keyed>> sorted(
      Map<RowKey, List<RowOrder.Keyed>> partitions, Type[] types) {
    List<Map.Entry<RowKey, List<RowOrder.Keyed>>> entries = new ArrayList<>(partitions.entrySet());
    entries.sort((a, b) -> compare(a.getKey().values(), b.getKey().values(), types));
    return entries.stream().map(Map.Entry::getValue).toList();
  }

  private static int compare(@Nullable Object[] left, @Nullable Object[] right, Type[] types) {
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

  private void compute(WindowPartition partition, List<@Nullable Object[]> output) {
    int width = plan.input().types().size();
    int first = output.size();
    for (int i = 0; i < partition.size(); i++) {
      @Nullable Object[] row = new Object[width + functions.length];
      System.arraycopy(partition.row(i), 0, row, 0, width);
      output.add(row);
    }
    for (int f = 0; f < functions.length; f++) {
      WindowFunction.Evaluation evaluation = functions[f].start(partition, execution);
      for (int i = 0; i < partition.size(); i++) {
        execution.checkCancelled();
        output.get(first + i)[width + f] = evaluation.at(i);
      }
    }
  }
}
