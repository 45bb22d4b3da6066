package dev.tusk.executor.session;

import dev.tusk.executor.expression.RowSource;
import org.jspecify.annotations.Nullable;

/** A run's rows as a source that ends the run when it is closed. */
record RunRows(QueryRun run) implements RowSource {
  @Override
  public @Nullable Object @Nullable [] next() {
    return run.next();
  }

  @Override
  public void close() {
    run.close();
  }
}
