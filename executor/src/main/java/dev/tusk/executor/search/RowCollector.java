package dev.tusk.executor.search;

import dev.tusk.executor.vector.IndexedVectors;
import dev.tusk.storage.RelationView;
import dev.tusk.storage.Row;
import dev.tusk.storage.RowCursor;
import dev.tusk.vector.set.SlotSet;
import java.util.Arrays;

/** Collects rows that meet a condition, by where their vectors are. */
final class RowCollector {
  private static final long[] NONE = {};

  private final RelationView view;
  private final IndexedVectors.Rows vectors;
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

  RowCollector(RelationView view, IndexedVectors.Rows vectors, int slotLimit) {
    this.view = view;
    this.vectors = vectors;
    this.slots = new SlotSet(slotLimit);
  }

  RelationView view() {
    return view;
  }

  /** Where rows' vectors are. */
  IndexedVectors.Rows vectors() {
    return vectors;
  }

  /** Adds a row that the snapshot sees. */
  void add(long rowId) {
    add(rowId, vectors.slot(rowId));
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

  /** Adds those of some rows that pass. */
  void passing(long[] rows, RowDecisions.Decider decider) {
    for (long rowId : rows) {
      Row row = view.get(rowId);
      if (row != null && decider.passes(row)) {
        add(rowId, vectors.slot(row));
      }
    }
  }

  /** Adds all rows that pass, by reading them. */
  void passing(RowDecisions.Decider decider) {
    RowCursor rows = view.scan();
    for (Row row = rows.next(); row != null; row = rows.next()) {
      if (decider.passes(row)) {
        add(row.rowId(), vectors.slot(row));
      }
    }
  }

  Found found() {
    return new Found(slots, Arrays.copyOf(withoutVector, withoutCount));
  }
}
