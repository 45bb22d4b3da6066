package dev.tusk.executor.table;

import java.util.Arrays;

/** A growing list of row ids. */
final class RowIds {
  private long[] rows = new long[64];
  private int count;

  void add(long rowId) {
    if (count == rows.length) {
      rows = Arrays.copyOf(rows, 2 * count);
    }
    rows[count++] = rowId;
  }

  int count() {
    return count;
  }

  /** As they were added. */
  long[] inOrder() {
    return Arrays.copyOf(rows, count);
  }

  /** Ascending, each once. */
  long[] sorted() {
    Arrays.sort(rows, 0, count);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || rows[i] != rows[i - 1]) {
        rows[kept++] = rows[i];
      }
    }
    return Arrays.copyOf(rows, kept);
  }
}
