package dev.tusk.executor.expression;

import org.jspecify.annotations.Nullable;

/**
 * An expression as PostgreSQL's planner looks at it before the first row is read: what is constant
 * is computed, and fails here if it fails.
 */
@FunctionalInterface
public interface Fold {
  /** The expression's value when it turns out to be constant, else null. */
  @Nullable Known fold(Execution execution);
}
