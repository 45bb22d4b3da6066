package dev.tusk.storage;

import org.jspecify.annotations.Nullable;

/** Rows one after another. Not for several threads at a time. */
public interface RowCursor {
  /** The next row, or null at the end. */
  @Nullable Row next();
}
