package dev.tusk.storage;

import dev.tusk.storage.store.RecordStore;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * For each slot of a vector column: the newest committed row that refers to it, the row it was
 * filled for, and a checksum of what it was filled with. 20 bytes a slot, in pages of 512; and
 * which slots can be given out.
 *
 * <pre>
 *  page in the store := 512 × (u64 newest row, u64 birth row) | 512 × u32 checksum
 * </pre>
 *
 * <p>A slot that is freed can be given out again after the next checkpoint only: until then the row
 * that had it may come back by recovery.
 */
final class SlotTable {
  private static final int PAGE_SHIFT = 9;
  private static final int PAGE_SLOTS = 1 << PAGE_SHIFT;
  private static final int MASK = PAGE_SLOTS - 1;
  private static final int ROWS_BYTES = 2 * PAGE_SLOTS * Long.BYTES;
  private static final int PAGE_BYTES = ROWS_BYTES + PAGE_SLOTS * Integer.BYTES;

  /** Per slot: newest row, birth row. */
  private volatile long[][] pages = {};

  private volatile int[][] checksums = {};

  private final RowSlots rows = new RowSlots();
  private volatile int count;
  private volatile int live;

  private final IntStack free = new IntStack();
  private IntStack freedSinceCheckpoint = new IntStack();
  private boolean[] dirty = {};
  private long[] pageRecords = {};

  int count() {
    return count;
  }

  int live() {
    return live;
  }

  long newest(int slot) {
    return field(slot, 0);
  }

  long birth(int slot) {
    return field(slot, 1);
  }

  /** The slot in which the row is the newest one; -1 when there is none. */
  int slotOf(long rowId) {
    return rows.get(rowId);
  }

  int checksum(int slot) {
    int[][] all = checksums;
    int index = slot >>> PAGE_SHIFT;
    return slot < 0 || index >= all.length ? 0 : all[index][slot & MASK];
  }

  /** The slot was filled with something that has this checksum. */
  synchronized void setChecksum(int slot, int checksum) {
    page(slot);
    checksums[slot >>> PAGE_SHIFT][slot & MASK] = checksum;
  }

  private long field(int slot, int field) {
    long[][] all = pages;
    int index = slot >>> PAGE_SHIFT;
    return slot < 0 || index >= all.length ? 0 : all[index][(slot & MASK) * 2 + field];
  }

  /** Gives out a slot for a row that is being inserted. */
  synchronized int allocate(long birthRow) {
    int slot = free.isEmpty() ? count : free.pop();
    long[] page = page(slot);
    page[(slot & MASK) * 2] = 0;
    page[(slot & MASK) * 2 + 1] = birthRow;
    if (slot == count) {
      count = slot + 1;
    }
    return slot;
  }

  /** Recovery: the slot was filled for this row. */
  synchronized void restore(int slot, long birthRow) {
    page(slot)[(slot & MASK) * 2 + 1] = birthRow;
    count = Math.max(count, slot + 1);
  }

  /** The applier: a committed row refers to the slot. */
  synchronized void setNewest(int slot, long rowId) {
    long[] page = page(slot);
    int at = (slot & MASK) * 2;
    if (page[at] == 0) {
      live++;
    } else {
      rows.remove(page[at]);
    }
    page[at] = rowId;
    rows.put(rowId, slot);
  }

  /** No row refers to the slot any more. */
  synchronized void release(int slot) {
    long[] page = page(slot);
    int at = (slot & MASK) * 2;
    if (page[at] != 0) {
      rows.remove(page[at]);
      page[at] = 0;
      live--;
    }
    freedSinceCheckpoint.push(slot);
  }

  private long[] page(int slot) {
    int index = slot >>> PAGE_SHIFT;
    if (index >= pages.length) {
      long[][] grown = Arrays.copyOf(pages, index + 1);
      for (int i = pages.length; i <= index; i++) {
        grown[i] = new long[2 * PAGE_SLOTS];
      }
      int[][] grownChecksums = Arrays.copyOf(checksums, index + 1);
      for (int i = checksums.length; i <= index; i++) {
        grownChecksums[i] = new int[PAGE_SLOTS];
      }
      checksums = grownChecksums;
      dirty = Arrays.copyOf(dirty, index + 1);
      pageRecords = Arrays.copyOf(pageRecords, index + 1);
      pages = grown;
    }
    dirty[index] = true;
    return pages[index];
  }

  // The checkpoint's.

  /** Writes changed pages; returns the slots that may be reused when the checkpoint is complete. */
  synchronized IntStack save(RecordStore store) {
    for (int index = 0; index < dirty.length; index++) {
      if (!dirty[index]) {
        continue;
      }
      dirty[index] = false;
      ByteBuffer bytes = ByteBuffer.allocate(PAGE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asLongBuffer().put(pages[index]);
      bytes
          .slice(ROWS_BYTES, PAGE_BYTES - ROWS_BYTES)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asIntBuffer()
          .put(checksums[index]);
      if (pageRecords[index] == 0) {
        pageRecords[index] = store.put(bytes.array());
      } else {
        store.update(pageRecords[index], bytes.array());
      }
    }
    IntStack reusable = freedSinceCheckpoint;
    freedSinceCheckpoint = new IntStack();
    return reusable;
  }

  synchronized void reuse(IntStack slots) {
    while (!slots.isEmpty()) {
      free.push(slots.pop());
    }
  }

  /** The checkpoint failed: its slots wait for the next one. */
  synchronized void postpone(IntStack slots) {
    while (!slots.isEmpty()) {
      freedSinceCheckpoint.push(slots.pop());
    }
  }

  void encodeDirectory(ByteWriter to) {
    to.putLong(count);
    to.putLong(pageRecords.length);
    for (long record : pageRecords) {
      to.putLong(record);
    }
  }

  static SlotTable load(RecordStore store, ByteReader directory) {
    SlotTable table = new SlotTable();
    table.count = directory.getInt();
    int pageCount = directory.getInt();
    table.dirty = new boolean[pageCount];
    table.pageRecords = new long[pageCount];
    long[][] loaded = new long[pageCount][2 * PAGE_SLOTS];
    int[][] loadedChecksums = new int[pageCount][PAGE_SLOTS];
    for (int i = 0; i < pageCount; i++) {
      table.pageRecords[i] = directory.getLong();
      if (table.pageRecords[i] != 0) {
        ByteBuffer page =
            ByteBuffer.wrap(store.get(table.pageRecords[i])).order(ByteOrder.LITTLE_ENDIAN);
        page.asLongBuffer().get(loaded[i]);
        if (page.capacity() == PAGE_BYTES) { // Otherwise of the first format, without.
          page.position(ROWS_BYTES).asIntBuffer().get(loadedChecksums[i]);
        }
      }
    }
    table.pages = loaded;
    table.checksums = loadedChecksums;
    for (int slot = 0; slot < table.count; slot++) {
      if (table.newest(slot) != 0) {
        table.rows.put(table.newest(slot), slot);
      }
    }
    return table;
  }

  /** After recovery: slots that no committed row refers to can be given out. */
  synchronized void findFree(VersionTable versions) {
    free.clear();
    live = 0;
    for (int slot = count - 1; slot >= 0; slot--) {
      long newest = newest(slot);
      if (newest == 0 || versions.begin(newest) == 0) {
        rows.remove(newest);
        page(slot)[(slot & MASK) * 2] = 0; // Removed just before a checkpoint, freed after it.
        free.push(slot);
      } else {
        live++;
      }
    }
  }

  void drop(RecordStore store) {
    for (long record : pageRecords) {
      if (record != 0) {
        store.delete(record);
      }
    }
  }
}
