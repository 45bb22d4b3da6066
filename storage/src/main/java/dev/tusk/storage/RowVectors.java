package dev.tusk.storage;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Puts the vectors of new rows into slots. */
final class RowVectors {
  private static final int[] NO_SLOTS = {};

  private final Engine engine;
  private final WriteSet changes;

  RowVectors(Engine engine, WriteSet changes) {
    this.engine = engine;
    this.changes = changes;
  }

  /** The slots of a new row's vectors, filled; those it keeps are the previous version's. */
  int[] fill(Relation relation, long rowId, long previous, NewRow row) {
    VectorFile[] columns = relation.columns;
    if (columns.length == 0) {
      return NO_SLOTS;
    }
    int[] slots = new int[columns.length];
    boolean[] filled = new boolean[columns.length];
    try {
      for (int i = 0; i < columns.length; i++) {
        MemorySegment value = row.value(columns[i].spec().columnNumber());
        if (value == null) {
          boolean keep = row.keeps(columns[i].spec().columnNumber());
          slots[i] = keep && previous != 0 ? previousSlot(relation, previous, i) : -1;
        } else {
          slots[i] = columns[i].slots.allocate(rowId);
          filled[i] = true;
          columns[i].write(slots[i], value);
        }
      }
    } catch (RuntimeException e) {
      List<Applier.FreedSlot> freed = new ArrayList<>();
      for (int i = 0; i < columns.length; i++) {
        if (filled[i]) {
          freed.add(new Applier.FreedSlot(columns[i], slots[i]));
        }
      }
      engine.committer.release(freed);
      throw e;
    }
    for (int i = 0; i < columns.length; i++) {
      if (filled[i]) {
        changes.filled(columns[i], slots[i], rowId);
      }
    }
    return slots;
  }

  private int previousSlot(Relation relation, long previous, int column) {
    OwnRows own = changes.own(relation.id);
    int index = own == null ? -1 : own.find(previous);
    if (own != null && index >= 0) {
      return column < own.slots(index).length ? own.slots(index)[column] : -1;
    }
    return relation.read(engine.registry.store, previous).slot(column);
  }
}
