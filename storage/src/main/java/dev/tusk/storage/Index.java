package dev.tusk.storage;

import dev.tusk.storage.store.OrderedTree;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An ordered index: keys with the row id behind them, eight bytes big-endian. A row has as many
 * entries as it was given: one in a B-tree, one for each key of its value in an inverted index.
 *
 * <p>Entries of versions that vacuum removed stay behind and lead to row ids that nothing will ever
 * have again; readers skip them, report those they meet, and vacuum sweeps when they are many.
 */
final class Index {
  static final int MAX_KEY_BYTES = OrderedTree.MAX_KEY_BYTES - Long.BYTES;

  final long id;
  final Relation relation;
  final OrderedTree tree;

  /** Created by a transaction that has not committed. */
  volatile boolean uncommitted;

  /** Commit that dropped it, or 0. */
  volatile long droppedAt;

  /** About how many entries lead nowhere. */
  final AtomicLong garbage = new AtomicLong();

  Index(long id, Relation relation, OrderedTree tree) {
    this.id = id;
    this.relation = relation;
    this.tree = tree;
  }

  /**
   * A row is removed, whose entries now lead nowhere: as many as rows have on average, for an index
   * may have several of each row.
   */
  void rowGone() {
    garbage.addAndGet(Math.max(1, tree.size() / Math.max(1, relation.liveRows)));
  }

  static byte[] withRow(byte[] key, long rowId) {
    byte[] entry = Arrays.copyOf(key, key.length + Long.BYTES);
    for (int i = 0; i < Long.BYTES; i++) {
      entry[key.length + i] = (byte) (rowId >>> 56 - 8 * i);
    }
    return entry;
  }

  static long rowOf(byte[] entry) {
    long rowId = 0;
    for (int i = entry.length - Long.BYTES; i < entry.length; i++) {
      rowId = rowId << 8 | entry[i] & 0xFF;
    }
    return rowId;
  }

  static byte[] keyOf(byte[] entry) {
    return Arrays.copyOf(entry, entry.length - Long.BYTES);
  }

  /** The least key above all that start with the prefix, or null when there is none. */
  static byte @Nullable [] above(byte[] prefix) {
    int length = prefix.length;
    while (length > 0 && prefix[length - 1] == (byte) 0xFF) {
      length--;
    }
    if (length == 0) {
      return null;
    }
    byte[] next = Arrays.copyOf(prefix, length);
    next[length - 1]++;
    return next;
  }

  /** A number for a key to lock; keys that share one wait for each other needlessly. */
  static long lockId(byte[] key) {
    long hash = 0xCBF29CE484222325L;
    for (byte b : key) {
      hash = (hash ^ b) * 0x100000001B3L;
      hash ^= hash >>> 29;
    }
    return hash;
  }
}
