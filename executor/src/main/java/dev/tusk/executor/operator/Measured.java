package dev.tusk.executor.operator;

import dev.tusk.executor.expression.RowSource;
import org.jspecify.annotations.Nullable;

/** A source whose rows and time are counted, for EXPLAIN ANALYZE. */
final class Measured implements RowSource {
  private final RowSource source;
  private final PlanActuals actuals;
  private boolean started;

  private Measured(RowSource source, PlanActuals actuals) {
    this.source = source;
    this.actuals = actuals;
  }

  static RowSource open(Operator operator, PlanActuals actuals, PlanExecution execution) {
    long start = System.nanoTime();
    RowSource source = operator.open(execution);
    actuals.loops++;
    long nanos = System.nanoTime() - start;
    actuals.nanos += nanos;
    actuals.startupNanos += nanos;
    return new Measured(source, actuals);
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    long start = System.nanoTime();
    @Nullable Object[] row = source.next();
    long nanos = System.nanoTime() - start;
    actuals.nanos += nanos;
    if (!started) {
      started = true;
      actuals.startupNanos += nanos;
    }
    if (row != null) {
      actuals.rows++;
    }
    return row;
  }

  @Override
  public void close() {
    source.close();
  }
}
