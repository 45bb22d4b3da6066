package dev.tusk.executor.expression;

import org.jspecify.annotations.Nullable;

/** An expression, compiled: gives its value for a row; null is SQL's NULL. Shared by executions. */
@FunctionalInterface
public interface Evaluator {
  @Nullable Object evaluate(@Nullable Object[] row, Execution execution);

  /** Whether a condition holds: NULL counts as false. */
  default boolean holds(@Nullable Object[] row, Execution execution) {
    return Boolean.TRUE.equals(evaluate(row, execution));
  }
}
