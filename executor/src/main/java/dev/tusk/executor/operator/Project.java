package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.RowSource;
import org.jspecify.annotations.Nullable;

/** New fields computed from each row. */
final class Project implements RowSource {
  private final RowSource input;
  private final Evaluator[] expressions;
  private final PlanExecution execution;

  Project(RowSource input, Evaluator[] expressions, PlanExecution execution) {
    this.input = input;
    this.expressions = expressions;
    this.execution = execution;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    @Nullable Object[] row = input.next();
    return row == null ? null : Rows.evaluate(expressions, row, execution);
  }

  @Override
  public void close() {
    input.close();
  }
}
