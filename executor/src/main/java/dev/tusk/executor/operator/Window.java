package dev.tusk.executor.operator;

import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.plan.PhysicalPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Window functions of one window: all rows sorted by the keys of partitions and those of the order,
 * once, as PostgreSQL does, so that peers come as its sort leaves them; then computed row by row.
 */
final class Window {
  private final PhysicalPlan.Window plan;
  private final RowOrder partition;
  private final RowOrder order;
  private final WindowFunction[] functions;
  private final PlanExecution execution;

  /** A row with the keys of its partition. */
  private record Placed(@Nullable Object[] partition, RowOrder.Keyed row) {}

  Window(
      PhysicalPlan.Window plan,
      RowOrder partition,
      RowOrder order,
      WindowFunction[] functions,
      PlanExecution execution) {
    this.plan = plan;
    this.partition = partition;
    this.order = order;
    this.functions = functions;
    this.execution = execution;
  }

  List<@Nullable Object[]> run(RowSource input) {
    List<Placed> all = new ArrayList<>();
    try (input) {
      for (@Nullable Object[] row = input.next(); row != null; row = input.next()) {
        execution.checkCancelled();
        all.add(new Placed(partition.keysOf(row, execution), order.keyed(row, execution)));
      }
    }
    Placed[] sorted = all.toArray(Placed[]::new);
    if (!partition.isEmpty() || !order.isEmpty()) {
      TupleSort.sort(sorted, this::compare);
    }
    List<@Nullable Object[]> output = new ArrayList<>(sorted.length);
    for (int start = 0, end; start < sorted.length; start = end) {
      List<RowOrder.Keyed> rows = new ArrayList<>();
      for (end = start; end < sorted.length && samePartition(sorted[start], sorted[end]); end++) {
        rows.add(sorted[end].row());
      }
      compute(new WindowPartition(rows, order), output);
    }
    return output;
  }

  private int compare(Placed one, Placed other) {
    int compared = partition.compareKeys(one.partition(), other.partition());
    return compared != 0 ? compared : order.compareKeys(one.row().keys(), other.row().keys());
  }

  private boolean samePartition(Placed one, Placed other) {
    return partition.compareKeys(one.partition(), other.partition()) == 0;
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
