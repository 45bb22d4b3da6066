package dev.tusk.executor.operator;

import org.jspecify.annotations.Nullable;

/** A window function, compiled. */
interface WindowFunction {
  /** Starts on a partition; rows are then asked for in order. */
  Evaluation start(WindowPartition partition, PlanExecution execution);

  /** Values of a window function over one partition. */
  @FunctionalInterface
  interface Evaluation {
    @Nullable Object at(int row);
  }
}
