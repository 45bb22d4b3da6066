package dev.tusk.executor.vector;

import dev.tusk.storage.RelationView;
import dev.tusk.storage.Row;
import dev.tusk.storage.RowSlots;
import dev.tusk.storage.VectorColumn;
import dev.tusk.vector.Elements;
import dev.tusk.vector.VectorSource;
import dev.tusk.vector.VectorStore;
import java.util.Arrays;

/**
 * The vectors of an index's key that no column has in slots: of an expression, of bits, sparse
 * ones. The index keeps them in memory, one for each version of a row; at the engine's start they
 * are computed from the rows again.
 *
 * <p>A slot is used again as soon as its row is gone: a search that still looks at it does not see
 * the row that has it then.
 */
public final class KeyedVectors implements IndexedVectors {
  private final long indexOid;
  private final long relationId;
  private final int dimensions;
  private final VectorStore store;
  private final RowSlots slots = new RowSlots();
  private volatile long[] rows = new long[64];
  private volatile int count;
  private volatile int live;
  private int[] free = new int[16];
  private int freeCount;

  KeyedVectors(long indexOid, long relationId, Elements elements, int dimensions) {
    this.indexOid = indexOid;
    this.relationId = relationId;
    this.dimensions = dimensions;
    this.store = new VectorStore(elements, dimensions);
  }

  /** Keeps a row's vector; returns its slot, or -1 when the row is there already. */
  synchronized int add(long rowId, float[] open) {
    return slots.get(rowId) >= 0 ? -1 : put(freeCount > 0 ? free[--freeCount] : count, rowId, open);
  }

  /** Begins to put vectors where a snapshot of the index has them: in slots below a limit. */
  synchronized void beginRestoring(int limit) {
    rows = Arrays.copyOf(rows, Math.max(rows.length, limit));
    count = limit;
  }

  /** Puts a row's vector where it was. */
  synchronized void restore(int slot, long rowId, float[] open) {
    put(slot, rowId, open);
  }

  /** All rows are there: slots without one can be used. */
  synchronized void endRestoring() {
    for (int slot = 0; slot < count; slot++) {
      if (rows[slot] == 0) {
        release(slot);
      }
    }
  }

  private int put(int slot, long rowId, float[] open) {
    if (slot >= rows.length) {
      rows = Arrays.copyOf(rows, Math.max(slot + 1, rows.length * 3 / 2));
    }
    store.put(slot, open);
    rows[slot] = rowId;
    count = Math.max(count, slot + 1);
    live++;
    slots.put(rowId, slot);
    return slot;
  }

  private void release(int slot) {
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, 2 * freeCount);
    }
    free[freeCount++] = slot;
  }

  /** The slot of a row, -1 when it has none. */
  int slotOf(long rowId) {
    return slots.get(rowId);
  }

  /** Forgets a row, whose slot has left the index. */
  synchronized void remove(long rowId) {
    int slot = slots.get(rowId);
    if (slot >= 0) {
      slots.remove(rowId);
      rows[slot] = 0;
      live--;
      store.free(slot);
      release(slot);
    }
  }

  long bytes() {
    return store.bytes();
  }

  @Override
  public long relationId() {
    return relationId;
  }

  @Override
  public int dimensions() {
    return dimensions;
  }

  @Override
  public VectorSource source() {
    return store;
  }

  @Override
  public int slotCount() {
    return count;
  }

  @Override
  public int liveSlots() {
    return live;
  }

  @Override
  public long birthRow(int slot) {
    long[] known = rows;
    return slot < known.length ? known[slot] : 0;
  }

  @Override
  public long newestRow(int slot) {
    return birthRow(slot);
  }

  @Override
  public void forEachLiveSlot(VectorColumn.SlotConsumer consumer) {
    for (int slot = 0; slot < count; slot++) {
      long row = birthRow(slot);
      if (row != 0) {
        consumer.accept(slot, row);
      }
    }
  }

  @Override
  public Rows in(RelationView view) {
    return new Rows() {
      @Override
      public long visibleRow(int slot) {
        long row = birthRow(slot);
        return row != 0 && view.visible(row) ? row : -1;
      }

      @Override
      public int slot(long rowId) {
        return slotOf(rowId);
      }

      @Override
      public int slot(Row row) {
        return slotOf(row.rowId());
      }

      @Override
      public int number() {
        return (int) -indexOid;
      }
    };
  }

  @Override
  public void close() {
    store.close();
  }
}
