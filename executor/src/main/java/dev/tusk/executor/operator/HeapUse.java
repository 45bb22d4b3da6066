package dev.tusk.executor.operator;

import dev.tusk.sql.type.ArrayValue;
import org.jspecify.annotations.Nullable;

/**
 * About how many bytes rows take in the heap, with compressed references: what EXPLAIN ANALYZE
 * tells as memory.
 */
final class HeapUse {
  private static final int OBJECT = 16;
  private static final int REFERENCE = 4;

  /** A number, a date, or another object of few fields. */
  private static final int SMALL_VALUE = 24;

  /** An entry of a hash table with its key. */
  static final int ENTRY = 80;

  /** What one aggregate keeps for one group. */
  static final int STATE = 64;

  private HeapUse() {}

  static long ofRow(@Nullable Object[] row) {
    long bytes = OBJECT + (long) REFERENCE * row.length;
    for (Object value : row) {
      bytes += of(value);
    }
    return bytes;
  }

  private static long of(@Nullable Object value) {
    return switch (value) {
      case null -> 0;
      case String text -> SMALL_VALUE + OBJECT + text.length();
      case byte[] bytes -> OBJECT + bytes.length;
      case float[] numbers -> OBJECT + (long) Float.BYTES * numbers.length;
      case Object[] values -> ofRow(values);
      case ArrayValue array -> {
        long bytes = SMALL_VALUE;
        for (Object element : array.elements()) {
          bytes += REFERENCE + of(element);
        }
        yield bytes;
      }
      default -> SMALL_VALUE;
    };
  }

  /** Whole kilobytes, as PostgreSQL rounds them. */
  static long kilobytes(long bytes) {
    return (bytes + 1023) / 1024;
  }
}
