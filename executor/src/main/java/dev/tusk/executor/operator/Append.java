package dev.tusk.executor.operator;

import dev.tusk.executor.expression.RowSource;
import org.jspecify.annotations.Nullable;

/** UNION ALL: one input after the other, each opened when its turn comes. */
final class Append implements RowSource {
  private final Operator[] inputs;
  private final PlanExecution execution;
  private int index;
  private @Nullable RowSource current;

  Append(Operator[] inputs, PlanExecution execution) {
    this.inputs = inputs;
    this.execution = execution;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    while (true) {
      RowSource source = current;
      if (source == null) {
        if (index == inputs.length) {
          return null;
        }
        source = inputs[index++].open(execution);
        current = source;
      }
      @Nullable Object[] row = source.next();
      if (row != null) {
        return row;
      }
      source.close();
      current = null;
    }
  }

  @Override
  public void close() {
    if (current != null) {
      current.close();
    }
  }
}
