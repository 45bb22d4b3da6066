package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.RowSource;
import org.jspecify.annotations.Nullable;

/** The rows for which a condition is true. */
final class Filter implements RowSource {
  private final RowSource input;
  private final Evaluator condition;
  private final PlanExecution execution;

  Filter(RowSource input, Evaluator condition, PlanExecution execution) {
    this.input = input;
    this.condition = condition;
    this.execution = execution;
  }

  /** The input itself when there is no condition. */
  static RowSource of(RowSource input, @Nullable Evaluator condition, PlanExecution execution) {
    return condition == null ? input : new Filter(input, condition, execution);
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    for (@Nullable Object[] row = input.next(); row != null; row = input.next()) {
      if (condition.holds(row, execution)) {
        return row;
      }
      execution.checkCancelled();
    }
    return null;
  }

  @Override
  public void close() {
    input.close();
  }
}
