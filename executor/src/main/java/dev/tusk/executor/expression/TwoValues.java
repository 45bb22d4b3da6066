package dev.tusk.executor.expression;

import org.jspecify.annotations.Nullable;

/** A function of two values; answers NULL by itself where the function is strict. */
@FunctionalInterface
public interface TwoValues {
  @Nullable Object apply(@Nullable Object left, @Nullable Object right, Execution execution);
}
