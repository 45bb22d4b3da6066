package dev.tusk.executor.table;

import dev.tusk.storage.RelationView;
import dev.tusk.vector.SlotSet;
import java.util.Arrays;

/** Collects rows that meet a condition, by where their vectors are. */
final class RowCollector {
  private static final long[] NONE = {};

  private final RelationView view;
  private final int vectorIndex;
  private final SlotSet slots;
  private long[] withoutVector = NONE;
  private int withoutCount;

  /**
   * The rows found.
   *
   * @param slots where their vectors are; not to be changed
   * @param withoutVector ids of the rows whose vector is NULL
   */
  record Found(SlotSet slots, long[] withoutVector) {}

  RowCollector(RelationView view, int column, int slotLimit) {
    this.view = view;
    this.vectorIndex = view.vectorIndex(column);
    this.slots = new SlotSet(slotLimit);
  }

  RelationView view() {
    return view;
  }

  /** Position of the vector column in stored rows. */
  int vectorIndex() {
    return vectorIndex;
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

  Found found() {
    return new Found(slots, Arrays.copyOf(withoutVector, withoutCount));
  }
}
