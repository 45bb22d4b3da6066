package dev.tusk.executor.copy;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;

/**
 * Bytes from the client, in a window that lines and fields are cut from.
 *
 * <p>A line or field is held whole: at most {@link #MAX_FIELD_BYTES}, PostgreSQL's limit for a
 * value.
 */
final class CopyInput {
  /** MaxAllocSize (memutils.h). */
  static final int MAX_FIELD_BYTES = 0x3fffffff;

  private static final int CHUNK = 64 * 1024;

  /** Where bytes come from. */
  @FunctionalInterface
  interface Source {
    /** Some bytes, at least one; -1 at the end. */
    int read(byte[] target, int from, int length);
  }

  private final Source source;
  private byte[] bytes = new byte[2 * CHUNK];
  private int start;
  private int end;
  private boolean ended;

  CopyInput(Source source) {
    this.source = source;
  }

  byte[] bytes() {
    return bytes;
  }

  /** First byte not yet taken. */
  int start() {
    return start;
  }

  /** Behind the last byte read so far. */
  int end() {
    return end;
  }

  /** Takes bytes off the front. */
  void take(int count) {
    start += count;
  }

  /**
   * Reads more behind {@link #end}; positions move when the window does, so callers count from
   * {@link #start}.
   *
   * @return false at the end of the data
   */
  boolean more() {
    if (ended) {
      return false;
    }
    if (bytes.length - end < CHUNK) {
      int kept = end - start;
      if (kept > MAX_FIELD_BYTES - CHUNK) {
        throw SqlException.of(
            SqlState.PROGRAM_LIMIT_EXCEEDED, "out of memory: a value in COPY is too large");
      }
      byte[] target = kept + CHUNK > bytes.length / 2 ? new byte[bytes.length * 2] : bytes;
      System.arraycopy(bytes, start, target, 0, kept);
      bytes = target;
      start = 0;
      end = kept;
    }
    int count = source.read(bytes, end, bytes.length - end);
    if (count < 0) {
      ended = true;
      return false;
    }
    end += count;
    return true;
  }

  /**
   * Reads what the client still sends and drops it: the end of this COPY must not be left for the
   * next one to find.
   */
  void skipRest() {
    while (!ended) {
      ended = source.read(bytes, 0, bytes.length) < 0;
    }
    start = 0;
    end = 0;
  }

  /** Makes {@code count} bytes available from {@link #start}; false when the data ends before. */
  boolean require(int count) {
    while (end - start < count) {
      if (!more()) {
        return false;
      }
    }
    return true;
  }
}
