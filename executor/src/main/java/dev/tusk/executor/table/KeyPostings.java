package dev.tusk.executor.table;

import dev.tusk.executor.expression.Execution;
import dev.tusk.storage.IndexCursor;
import dev.tusk.storage.KeyRange;
import dev.tusk.storage.Snapshot;
import java.util.Arrays;

/**
 * The rows of one key of an inverted index. What is near is stepped to, what is far is looked up in
 * the tree: so a rare key beside a frequent one costs little.
 */
final class KeyPostings implements Postings {
  private static final int MOST_STEPS = 24;
  private static final int ROWS_PER_CHECK = 1024;

  private final Snapshot snapshot;
  private final long storageId;
  private final byte[] key;
  private final Execution execution;
  private IndexCursor cursor;
  private long current;
  private int read;

  KeyPostings(Snapshot snapshot, long storageId, byte[] key, Execution execution) {
    this.snapshot = snapshot;
    this.storageId = storageId;
    this.key = key;
    this.execution = execution;
    this.cursor = snapshot.range(storageId, KeyRange.prefix(key), false);
  }

  @Override
  public long next() {
    if ((++read & ROWS_PER_CHECK - 1) == 0) {
      execution.checkCancelled();
    }
    current = cursor.next() ? cursor.rowId() : END;
    return current;
  }

  @Override
  public long seek(long rowId) {
    for (int i = 0; i < MOST_STEPS && current < rowId; i++) {
      next();
    }
    if (current < rowId) {
      byte[] from = Arrays.copyOf(key, key.length + Long.BYTES);
      for (int i = 0; i < Long.BYTES; i++) {
        from[key.length + i] = (byte) (rowId >>> 56 - 8 * i);
      }
      cursor = snapshot.range(storageId, new KeyRange(from, true, key, true), false);
      next();
    }
    return current;
  }
}
