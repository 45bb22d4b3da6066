package dev.tusk.storage;

import java.util.Arrays;

/**
 * What one transaction has done to one relation: rows written, versions ended, truncations, each
 * with the number of the operation, so that a statement sees what is older than itself.
 *
 * <p>Row ids ascend, so a row is found by binary search. 30 bytes a row, with its bytes elsewhere.
 */
final class OwnRows {
  /** The row's bytes are in the store, not in the transaction's memory. */
  static final int STORED = -1;

  private static final long[] NONE = {};

  final Relation relation;
  private long[] rowIds = NONE;
  private long[] seqs = NONE;
  private int[] locations = {};
  private int[][] slots = {};

  /** Of rows that replaced another one; empty while there are none. */
  private long[] origins = NONE;

  private int rowCount;

  private final LockMap endedIndex = new LockMap();
  private long[] endedRows = NONE;
  private long[] endedSeqs = NONE;
  private long[] successors = NONE;
  private int[] commands = {};
  private int endedCount;

  private long[] truncations = NONE;

  OwnRows(Relation relation) {
    this.relation = relation;
  }

  // Writing.

  /** A row is written, in place of {@code previous} or, where that is 0, as a new one. */
  void addRow(long rowId, long seq, int location, int[] rowSlots, long previous) {
    if (rowCount == rowIds.length) {
      int length = Math.max(4, rowCount + (rowCount >> 1));
      rowIds = Arrays.copyOf(rowIds, length);
      seqs = Arrays.copyOf(seqs, length);
      locations = Arrays.copyOf(locations, length);
      slots = Arrays.copyOf(slots, length);
    }
    rowIds[rowCount] = rowId;
    seqs[rowCount] = seq;
    locations[rowCount] = location;
    slots[rowCount] = rowSlots;
    if (previous != 0 || rowCount < origins.length) {
      setOrigin(rowCount, previous);
    }
    rowCount++;
  }

  private void setOrigin(int index, long previous) {
    if (index >= origins.length) {
      origins = Arrays.copyOf(origins, rowIds.length);
    }
    int own = find(previous);
    origins[index] = own < 0 ? previous : origins[own];
  }

  /** Ids of the rows written by operations from a number on. */
  long[] rowsSince(long seq) {
    int from = rowCount;
    while (from > 0 && seqs[from - 1] >= seq) {
      from--;
    }
    return Arrays.copyOfRange(rowIds, from, rowCount);
  }

  /**
   * A version ends, replaced by {@code successor}, or deleted: 0.
   *
   * @param command what its cmin and cmax show from then on
   */
  void addEnd(long rowId, long seq, long successor, int command) {
    if (endedCount == endedRows.length) {
      int length = Math.max(4, endedCount + (endedCount >> 1));
      endedRows = Arrays.copyOf(endedRows, length);
      endedSeqs = Arrays.copyOf(endedSeqs, length);
      successors = Arrays.copyOf(successors, length);
      commands = Arrays.copyOf(commands, length);
    }
    endedRows[endedCount] = rowId;
    endedSeqs[endedCount] = seq;
    commands[endedCount] = command;
    successors[endedCount++] = successor;
    endedIndex.put(0, rowId, endedCount);
  }

  void addTruncation(long seq) {
    truncations = Arrays.copyOf(truncations, truncations.length + 1);
    truncations[truncations.length - 1] = seq;
  }

  /** All rows so far have their bytes in the store now. */
  void markStored() {
    for (int i = rowCount - 1; i >= 0 && locations[i] != STORED; i--) {
      locations[i] = STORED;
    }
  }

  /** Takes back what was done by operations from {@code seq} on; the rows are handled before. */
  void rollback(long seq) {
    while (rowCount > 0 && seqs[rowCount - 1] >= seq) {
      rowCount--;
    }
    while (endedCount > 0 && endedSeqs[endedCount - 1] >= seq) {
      endedIndex.remove(0, endedRows[--endedCount]);
    }
    int count = truncations.length;
    while (count > 0 && truncations[count - 1] >= seq) {
      count--;
    }
    truncations = Arrays.copyOf(truncations, count);
  }

  // Reading.

  int rowCount() {
    return rowCount;
  }

  long rowId(int index) {
    return rowIds[index];
  }

  long seq(int index) {
    return seqs[index];
  }

  int location(int index) {
    return locations[index];
  }

  int[] slots(int index) {
    return slots[index];
  }

  int endedCount() {
    return endedCount;
  }

  long endedRow(int index) {
    return endedRows[index];
  }

  long successor(int index) {
    return successors[index];
  }

  /** The row that replaced one, or 0. */
  long successorOf(long rowId) {
    int index = (int) endedIndex.get(0, rowId);
    return index == 0 ? 0 : successors[index - 1];
  }

  boolean truncated() {
    return truncations.length > 0;
  }

  /** Position of a row of this transaction's, or negative. */
  int find(long rowId) {
    if (rowCount == 0 || rowId < rowIds[0]) {
      return -1;
    }
    return Arrays.binarySearch(rowIds, 0, rowCount, rowId);
  }

  /** The version of another transaction's that a row of this one's stands for, or 0. */
  long origin(int index) {
    return index < origins.length ? origins[index] : 0;
  }

  /** The operation that ended a version, or 0. */
  long endedBy(long rowId) {
    int index = (int) endedIndex.get(0, rowId);
    return index == 0 ? 0 : endedSeqs[index - 1];
  }

  /** What cmin shows of a version that this transaction has ended, or -1. */
  int endingCommand(long rowId) {
    int index = (int) endedIndex.get(0, rowId);
    return index == 0 ? -1 : commands[index - 1];
  }

  /** Versions that were ended by operations from a number on, with what they show of it. */
  void leaveMarks(long seq, long xid) {
    for (int i = endedCount - 1; i >= 0 && endedSeqs[i] >= seq; i--) {
      relation.marks.ended(endedRows[i], xid, commands[i]);
    }
  }

  /** Whether this transaction has ended a version before an operation. */
  boolean ended(long rowId, long before) {
    int index = (int) endedIndex.get(0, rowId);
    return index != 0 && endedSeqs[index - 1] < before;
  }

  boolean visible(long rowId, long snapshot, long before) {
    if (ended(rowId, before)) {
      return false;
    }
    int index = find(rowId);
    if (index < 0) {
      return lastTruncation(before) == 0 && relation.versions.visible(rowId, snapshot);
    }
    return seqs[index] < before && seqs[index] > lastTruncation(before);
  }

  /** The last truncation before an operation, or 0. */
  long lastTruncation(long before) {
    for (int i = truncations.length - 1; i >= 0; i--) {
      if (truncations[i] < before) {
        return truncations[i];
      }
    }
    return 0;
  }

  /** The first row id this transaction wrote, or {@link Long#MAX_VALUE}. */
  long firstRow() {
    return rowCount == 0 ? Long.MAX_VALUE : rowIds[0];
  }
}
