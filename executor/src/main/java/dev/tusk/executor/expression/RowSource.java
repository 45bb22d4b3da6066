package dev.tusk.executor.expression;

import org.jspecify.annotations.Nullable;

/** Rows, pulled one by one. */
public interface RowSource extends AutoCloseable {
  /** The next row, null at the end. A row belongs to the caller and is never changed afterwards. */
  @Nullable Object @Nullable [] next();

  @Override
  void close();
}
