package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.expression.Execution;
import dev.tusk.storage.IndexCursor;
import dev.tusk.storage.RelationView;
import dev.tusk.storage.Row;
import dev.tusk.storage.RowCursor;
import dev.tusk.storage.VectorColumn;
import dev.tusk.vector.SlotSet;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Conditions on rows, turned into sets of the slots that their vectors are in. */
final class RowSets {
  /** Below this share of the slots, rows are fetched one by one to learn their slots. */
  private static final int SLOTS_PER_FETCH = 100;

  private RowSets() {}

  /** Slots of rows that meet all conditions, by their B-tree indexes. */
  static SlotSet slots(
      StatementAccess access,
      TableObject object,
      int column,
      VectorColumn vectors,
      List<IndexCondition> conditions) {
    SlotSet set = null;
    for (IndexCondition condition : conditions) {
      SlotSet one = slots(access, object, column, vectors, condition);
      set = set == null ? one : intersection(set, one);
    }
    if (set == null) {
      throw new IllegalArgumentException("no conditions");
    }
    return set;
  }

  private static SlotSet slots(
      StatementAccess access,
      TableObject object,
      int column,
      VectorColumn vectors,
      IndexCondition condition) {
    BitSet rows = new BitSet();
    int count = 0;
    for (IndexRange range : condition.ranges()) {
      access.host().countIndexScan(condition.index().oid());
      IndexCursor cursor = access.cursor(object, condition.index(), range, false);
      while (cursor.next()) {
        rows.set(Math.toIntExact(cursor.rowId()));
        count++;
      }
    }
    RelationView view = access.view(object);
    int slotCount = vectors.slotCount();
    SlotSet set = new SlotSet(slotCount);
    if ((long) count * SLOTS_PER_FETCH < slotCount) {
      int vectorIndex = view.vectorIndex(column);
      for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
        Row stored = view.get(row);
        int slot = stored == null ? -1 : stored.slot(vectorIndex);
        if (slot >= 0) {
          set.add(slot);
        }
      }
      return set;
    }
    for (int slot = 0; slot < slotCount; slot++) {
      long row = view.visibleRow(column, slot);
      if (row > 0 && rows.get((int) row)) {
        set.add(slot);
      }
    }
    return set;
  }

  private static SlotSet intersection(SlotSet a, SlotSet b) {
    SlotSet smaller = a.cardinality() <= b.cardinality() ? a : b;
    SlotSet larger = smaller == a ? b : a;
    SlotSet both = new SlotSet(0);
    for (int slot = smaller.next(0); slot >= 0; slot = smaller.next(slot + 1)) {
      if (larger.accepts(slot)) {
        both.add(slot);
      }
    }
    return both;
  }

  /** Slots of all rows that pass a filter: a scan of the table, or of the rows allowed. */
  static SlotSet passing(
      StatementAccess access,
      TableObject object,
      int column,
      VectorColumn vectors,
      Predicate<@Nullable Object[]> filter,
      VectorQuery query,
      @Nullable SlotSet allowed,
      Execution execution) {
    RelationView view = access.view(object);
    RowReader reader = access.store().reader(object, query.columns());
    SlotSet set = new SlotSet(vectors.slotCount());
    if (allowed != null) {
      for (int slot = allowed.next(0); slot >= 0; slot = allowed.next(slot + 1)) {
        long rowId = view.visibleRow(column, slot);
        Row row = rowId <= 0 ? null : view.get(rowId);
        if (row != null && filter.test(reader.read(row, 1))) {
          set.add(slot);
        }
      }
      return set;
    }
    int vectorIndex = view.vectorIndex(column);
    RowCursor rows = view.scan();
    int count = 0;
    for (Row row = rows.next(); row != null; row = rows.next()) {
      if ((++count & 0xFF) == 0) {
        execution.checkCancelled();
      }
      int slot = row.slot(vectorIndex);
      if (slot >= 0 && filter.test(reader.read(row, 1))) {
        set.add(slot);
      }
    }
    return set;
  }
}
