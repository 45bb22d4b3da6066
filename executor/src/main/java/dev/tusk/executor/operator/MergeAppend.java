package dev.tusk.executor.operator;

import dev.tusk.executor.expression.RowSource;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorted inputs merged into one: always the least of their next rows. Each input is read one row
 * ahead; of equal rows those of the first input come first.
 */
final class MergeAppend implements RowSource {
  private final List<RowSource> inputs;
  private final RowOrder order;
  private final PlanExecution execution;
  private @Nullable PriorityQueue<Head> heads;

  /** The next row of an input. */
  private record Head(@Nullable Object[] row, @Nullable Object[] keys, int input) {}

  MergeAppend(List<RowSource> inputs, RowOrder order, PlanExecution execution) {
    this.inputs = inputs;
    this.order = order;
    this.execution = execution;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    PriorityQueue<Head> queue = heads;
    if (queue == null) {
      queue = new PriorityQueue<>(Math.max(1, inputs.size()), this::compare);
      heads = queue;
      for (int i = 0; i < inputs.size(); i++) {
        read(i, queue);
      }
    }
    Head least = queue.poll();
    if (least == null) {
      return null;
    }
    read(least.input, queue);
    return least.row;
  }

  private int compare(Head left, Head right) {
    int compared = order.compareKeys(left.keys, right.keys);
    return compared != 0 ? compared : Integer.compare(left.input, right.input);
  }

  private void read(int input, PriorityQueue<Head> queue) {
    @Nullable Object[] row = inputs.get(input).next();
    if (row != null) {
      queue.add(new Head(row, order.keysOf(row, execution), input));
    }
  }

  @Override
  public void close() {
    List<RuntimeException> failures = new ArrayList<>();
    for (RowSource input : inputs) {
      try {
        input.close();
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
  }
}
