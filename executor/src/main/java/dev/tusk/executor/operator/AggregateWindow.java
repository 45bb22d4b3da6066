package dev.tusk.executor.operator;

import dev.tusk.sql.plan.Expression.BoundKind;
import dev.tusk.sql.plan.Expression.Exclusion;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate as a window function. A frame that only grows from the partition's start is added to
 * as it grows; any other is computed anew for each row.
 */
final class AggregateWindow implements WindowFunction {
  private final AggregateState.Compiled aggregate;
  private final WindowFrame frame;

  AggregateWindow(AggregateState.Compiled aggregate, WindowFrame frame) {
    this.aggregate = aggregate;
    this.frame = frame;
  }

  @Override
  public Evaluation start(WindowPartition partition, PlanExecution execution) {
    WindowFrame.Bounds bounds = frame.bind(partition, execution);
    boolean growing =
        frame.frame().start().kind() == BoundKind.UNBOUNDED_PRECEDING
            && frame.frame().exclusion() == Exclusion.NONE;
    return growing
        ? new Growing(partition, bounds, aggregate.start(execution))
        : row -> anew(row, partition, bounds, execution);
  }

  private @Nullable Object anew(
      int row, WindowPartition partition, WindowFrame.Bounds bounds, PlanExecution execution) {
    AggregateState state = aggregate.start(execution);
    int to = bounds.to(row);
    for (int i = bounds.from(row); i < to; i++) {
      if (!bounds.excluded(row, i)) {
        state.add(partition.row(i));
      }
    }
    return state.result();
  }

  private static final class Growing implements Evaluation {
    private final WindowPartition partition;
    private final WindowFrame.Bounds bounds;
    private final AggregateState state;
    private int added;
    private int resultAt = -1;
    private @Nullable Object result;

    Growing(WindowPartition partition, WindowFrame.Bounds bounds, AggregateState state) {
      this.partition = partition;
      this.bounds = bounds;
      this.state = state;
    }

    @Override
    public @Nullable Object at(int row) {
      int to = bounds.to(row);
      while (added < to) {
        state.add(partition.row(added++));
      }
      if (resultAt != added) {
        resultAt = added;
        result = state.result();
      }
      return result;
    }
  }
}
