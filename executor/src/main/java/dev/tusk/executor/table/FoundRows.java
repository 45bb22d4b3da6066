package dev.tusk.executor.table;

import dev.tusk.storage.RelationView;
import dev.tusk.vector.SlotSet;
import java.util.Arrays;

/** Rows that meet a condition: the slots of their vectors, and those that have none. */
final class FoundRows {
  private static final long[] NONE = {};

  private final RelationView view;
  private final int vectorIndex;
  private final SlotSet slots;
  private long[] withoutVector = NONE;
  private int withoutCount;

  FoundRows(RelationView view, int column, int slotLimit) {
    this.view = view;
    this.vectorIndex = view.vectorIndex(column);
    this.slots = new SlotSet(slotLimit);
  }

  /** Adds a row that the snapshot sees. */
  void add(long rowId) {
    add(rowId, view.slot(rowId, vectorIndex));
  }

  void add(long rowId, int slot) {
    if (slot >= 0) {
      slots.add(slot);
      return;
    }
    if (withoutCount == withoutVector.length) {
      withoutVector = Arrays.copyOf(withoutVector, Math.max(8, 2 * withoutCount));
    }
    withoutVector[withoutCount++] = rowId;
  }

  int vectorIndex() {
    return vectorIndex;
  }

  SlotSet slots() {
    return slots;
  }

  /** Ids of the rows whose vector is NULL. */
  long[] withoutVector() {
    return Arrays.copyOf(withoutVector, withoutCount);
  }
}
