package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.RowSource;
import org.jspecify.annotations.Nullable;

/**
 * Rows under a condition that reads none of them: it is asked once, before the first, and where it
 * does not hold the input is not even opened (PostgreSQL's One-Time Filter).
 */
final class OneTime implements RowSource {
  private static final @Nullable Object[] NO_ROW = {};

  private final Operator input;
  private final Evaluator condition;
  private final PlanExecution execution;
  private @Nullable RowSource rows;
  private boolean asked;

  OneTime(Operator input, Evaluator condition, PlanExecution execution) {
    this.input = input;
    this.condition = condition;
    this.execution = execution;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (!asked) {
      asked = true;
      if (condition.holds(NO_ROW, execution)) {
        rows = input.open(execution);
      }
    }
    RowSource source = rows;
    return source == null ? null : source.next();
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
    }
  }
}
