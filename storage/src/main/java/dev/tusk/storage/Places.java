package dev.tusk.storage;

import dev.tusk.storage.store.RecordStore;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Where the row versions of a relation would stand in PostgreSQL's heap (access/heap/hio.c): blocks
 * of 8 KiB, filled one after another, each version at the next line of its block. Nothing is stored
 * by this order here; ctid, sizes and samples are told by it.
 *
 * <p>A version's place is written into the version itself. Kept here is, for each block, which row
 * ids it holds: those of one block follow one another. A block is filled again when all of its rows
 * are gone and vacuum has seen it; the room that is left in a block with rows in it is not.
 *
 * <pre>
 *  record := u8 1, blocks, current + 1, free, legacy rows a block, toast blocks, toast free,
 *            n, n × record of 1024 blocks
 *  blocks := 1024 × u64: first row id &lt;&lt; 16 | rows; 0 for a block without
 * </pre>
 */
final class Places {
  private static final int BLOCK_BYTES = 8192;
  private static final int PAGE_HEADER_BYTES = 24;
  private static final int LINE_BYTES = 4;
  private static final int MOST_ROWS = 291;

  /** So many empty blocks at the end, or such a part of all, are given back (vacuumlazy.c). */
  private static final int MOST_SPARE = 1000;

  private static final int SPARE_FRACTION = 16;

  /** What a block without rows has free, and what of it the longest row may take. */
  private static final int EMPTY_BYTES = BLOCK_BYTES - PAGE_HEADER_BYTES;

  private static final int NEARLY_EMPTY_BYTES = EMPTY_BYTES - 8 - MOST_ROWS / 8 * LINE_BYTES;

  /** A row of an out-of-line value's: its header, number, sequence and length. */
  private static final int CHUNK_HEADER_BYTES = 36;

  private static final int CHUNK_BYTES = 1996;
  private static final int SHIFT = 10;
  private static final int PAGE_BLOCKS = 1 << SHIFT;

  private long[] @Nullable [] pages = {};
  private boolean[] dirty = {};
  private long[] pageRecords = {};
  private int blocks;
  private int current = -1;
  private int free;
  private int toastBlocks;
  private int toastFree;
  private final TreeSet<Integer> reusable = new TreeSet<>();

  /** Of a relation that was there before places were: its rows stand so many to a block. */
  private volatile int legacyRows;

  /** Whether it differs from what was saved. */
  private boolean changed;

  static long place(long block, int offset) {
    return block << 16 | offset;
  }

  // Giving places.

  /** Where a new version stands; it has the next row id, which the caller gives under this lock. */
  long next(long rowId, NewRow row, long previous) {
    int bytes = Math.min(aligned(row.tupleBytes()), EMPTY_BYTES - LINE_BYTES);
    int wanted = bytes;
    if (current < 0 || previous < firstRow(current)) {
      wanted += row.reservedBytes(); // A new version may use what is reserved for it in its block.
      if (wanted > NEARLY_EMPTY_BYTES) {
        wanted = Math.max(bytes, NEARLY_EMPTY_BYTES);
      }
    }
    if (current < 0
        || free - LINE_BYTES < wanted
        || rows(current) >= MOST_ROWS
        || rows(current) > 0 && firstRow(current) + rows(current) != rowId) {
      begin();
    }
    int offset = rows(current) + 1;
    set(current, offset == 1 ? rowId : firstRow(current), offset);
    free -= bytes + LINE_BYTES;
    for (long rest = row.outOfLineBytes(); rest > 0; rest -= CHUNK_BYTES) {
      addChunk(aligned(CHUNK_HEADER_BYTES + (int) Math.min(rest, CHUNK_BYTES)));
    }
    return place(current, offset);
  }

  private void begin() {
    Integer empty = reusable.pollFirst();
    current = empty == null ? blocks++ : empty;
    free = EMPTY_BYTES;
  }

  private void addChunk(int bytes) {
    if (toastBlocks == 0 || toastFree - LINE_BYTES < bytes) {
      toastBlocks++;
      toastFree = EMPTY_BYTES;
    }
    toastFree -= bytes + LINE_BYTES;
  }

  private static int aligned(int bytes) {
    return bytes + 7 & -8;
  }

  /** A version that the log tells of. */
  synchronized void redo(long rowId, long place) {
    int block = Math.toIntExact(place >>> 16);
    int offset = (int) place & 0xFFFF;
    blocks = Math.max(blocks, block + 1);
    long first = rowId - offset + 1;
    int known = firstRow(block) == first ? rows(block) : 0;
    set(block, first, Math.max(known, offset));
    reusable.remove(block);
    if (current < 0 || firstRow(current) <= first) {
      current = block;
      free = 0; // What it held is not known: the next version begins another one.
    }
  }

  /** Rows that were written without places, up to a row id, stand in blocks of so many. */
  synchronized void legacy(long endRowId, int rowsPerBlock) {
    legacyRows = Math.clamp(rowsPerBlock, 1, MOST_ROWS);
    for (long first = 1; first < endRowId; first += legacyRows) {
      set(blocks++, first, (int) Math.min(legacyRows, endRowId - first));
    }
    current = -1;
  }

  /** How many versions that have no place written in them stand in each block; 0 for none. */
  int legacyRows() {
    return legacyRows;
  }

  // What there is.

  synchronized int blocks() {
    return blocks;
  }

  synchronized int toastBlocks() {
    return toastBlocks;
  }

  private long entry(int block) {
    long[] page = block >>> SHIFT < pages.length ? pages[block >>> SHIFT] : null;
    return page == null ? 0 : page[block & PAGE_BLOCKS - 1];
  }

  private long firstRow(int block) {
    return entry(block) >>> 16;
  }

  private int rows(int block) {
    return (int) entry(block) & 0xFFFF;
  }

  private void set(int block, long first, int rows) {
    int index = block >>> SHIFT;
    if (index >= pages.length) {
      int length = index + 1 + pages.length / 2;
      pages = Arrays.copyOf(pages, length);
      dirty = Arrays.copyOf(dirty, length);
      pageRecords = Arrays.copyOf(pageRecords, length);
    }
    long[] page = pages[index];
    if (page == null) {
      page = new long[PAGE_BLOCKS];
      pages[index] = page;
    }
    page[block & PAGE_BLOCKS - 1] = first << 16 | rows;
    dirty[index] = true;
    changed = true;
  }

  // Vacuum.

  /**
   * Blocks without rows become usable again; those at the end go, where they may. Nobody may be
   * writing to the relation.
   *
   * @param present whether there is a version of a row id
   */
  synchronized void vacuum(LongPredicate present, boolean truncate) {
    reusable.clear();
    for (int block = 0; block < blocks; block++) {
      if (isEmpty(block, present)) {
        if (entry(block) != 0) {
          set(block, 0, 0);
        }
        reusable.add(block);
      }
    }
    int used = blocks;
    while (truncate && used > 0 && reusable.contains(used - 1)) {
      used--;
    }
    int spare = blocks - used;
    if (spare >= Math.min(MOST_SPARE, blocks / SPARE_FRACTION) && spare > 0) {
      reusable.tailSet(used, true).clear();
      blocks = used;
      changed = true;
    }
    if (current >= blocks || reusable.contains(current)) {
      current = -1;
    }
    if (truncate && blocks == 0) {
      toastBlocks = 0;
    }
  }

  private boolean isEmpty(int block, LongPredicate present) {
    long first = firstRow(block);
    for (int i = rows(block) - 1; i >= 0; i--) {
      if (present.test(first + i)) {
        return false;
      }
    }
    return true;
  }

  // The checkpoint's.

  synchronized boolean changed() {
    return changed;
  }

  synchronized void save(RecordStore store) {
    changed = false;
    for (int index = 0; index < dirty.length; index++) {
      long[] page = pages[index];
      if (!dirty[index] || page == null) {
        continue;
      }
      dirty[index] = false;
      byte[] bytes = new byte[PAGE_BLOCKS * Long.BYTES];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(page);
      if (pageRecords[index] == 0) {
        pageRecords[index] = store.put(bytes);
      } else {
        store.update(pageRecords[index], bytes);
      }
    }
  }

  synchronized void encode(ByteWriter to) {
    to.putByte(1);
    to.putLong(blocks);
    to.putLong(current + 1L);
    to.putLong(free);
    to.putLong(legacyRows);
    to.putLong(toastBlocks);
    to.putLong(toastFree);
    to.putLong(pageRecords.length);
    for (long record : pageRecords) {
      to.putLong(record);
    }
  }

  static Places load(RecordStore store, ByteReader from) {
    Places places = new Places();
    if (!from.hasRemaining() || from.getByte() != 1) {
      return places; // Of a version without places.
    }
    places.blocks = from.getInt();
    places.current = from.getInt() - 1;
    places.free = from.getInt();
    places.legacyRows = from.getInt();
    places.toastBlocks = from.getInt();
    places.toastFree = from.getInt();
    int count = from.getInt();
    places.dirty = new boolean[count];
    places.pageRecords = new long[count];
    long[] @Nullable [] loaded = new long[count][];
    for (int i = 0; i < count; i++) {
      places.pageRecords[i] = from.getLong();
      if (places.pageRecords[i] != 0) {
        long[] page = new long[PAGE_BLOCKS];
        ByteBuffer.wrap(store.get(places.pageRecords[i]))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asLongBuffer()
            .get(page);
        loaded[i] = page;
      }
    }
    places.pages = loaded;
    for (int block = 0; block < places.blocks; block++) {
      if (places.entry(block) == 0) {
        places.reusable.add(block);
      }
    }
    return places;
  }

  synchronized void drop(RecordStore store) {
    for (long record : pageRecords) {
      if (record != 0) {
        store.delete(record);
      }
    }
    Arrays.fill(pageRecords, 0);
  }
}
