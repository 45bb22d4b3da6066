package dev.tusk.executor.expression;

import org.jspecify.annotations.Nullable;

/**
 * The state of an aggregate over one group. A strict aggregate is not told of rows with a NULL
 * argument.
 */
public interface Accumulator {
  void add(@Nullable Object[] arguments);

  /** The aggregate's value so far; may be asked for again after more rows (running frames). */
  @Nullable Object result();
}
