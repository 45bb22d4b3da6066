package dev.tusk.storage;

import dev.tusk.storage.store.RecordStore;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * For each row id of a relation: when its version came, when it went, and where its bytes are.
 *
 * <p>Pages of 1024 rows; 24 bytes a row: the commit that made the version (0: none that is
 * visible), the commit that ended it (0: none), its record in the store (0: none). Versions that
 * replaced another or were replaced have three numbers more: previous and next, until vacuum takes
 * the older one, and the root, the first version that all of them come from.
 *
 * <p>Written by the applier alone. Readers see a version when the commit number of their snapshot,
 * taken after the writing, admits it; anything newer that they meet half written is above their
 * number and invisible either way.
 *
 * <pre>
 *  page in the store := 128 bytes: which rows are visible | 128 bytes: which of them are ended
 *                       | 1024 × u64 record
 * </pre>
 */
final class VersionTable {
  /** Commit number of everything that was there when the engine was opened. */
  static final long FROZEN = 1;

  static final int PAGE_SHIFT = 10;
  static final int PAGE_ROWS = 1 << PAGE_SHIFT;
  private static final int MASK = PAGE_ROWS - 1;
  private static final int CHAIN = 3;
  private static final int BITMAP_BYTES = PAGE_ROWS / 8;
  private static final int PAGE_BYTES = 2 * BITMAP_BYTES + PAGE_ROWS * Long.BYTES;

  /** Per row: begin, end, record. */
  private volatile long[] @Nullable [] pages = {};

  /** Per row: previous, next, root; for pages where there are such. */
  private volatile long[] @Nullable [] chains = {};

  /** For the checkpoint: which pages differ from the store, and their records there. */
  private boolean[] dirty = {};

  private long[] pageRecords = {};

  boolean visible(long rowId, long snapshot) {
    long[] @Nullable [] all = pages;
    int index = (int) (rowId >>> PAGE_SHIFT);
    if (index >= all.length) {
      return false;
    }
    long[] page = all[index];
    if (page == null) {
      return false;
    }
    int at = ((int) rowId & MASK) * 3;
    long begin = page[at];
    if (begin == 0 || begin > snapshot) {
      return false;
    }
    long end = page[at + 1];
    return end == 0 || end > snapshot;
  }

  /**
   * The first visible row at or beyond one and before another, or {@code to} when there is none.
   */
  long nextVisible(long from, long to, long snapshot) {
    long[] @Nullable [] all = pages;
    long rowId = from;
    while (rowId < to) {
      int index = (int) (rowId >>> PAGE_SHIFT);
      if (index >= all.length) {
        return to;
      }
      long[] page = all[index];
      long pageEnd = Math.min(to, (long) (index + 1) << PAGE_SHIFT);
      if (page == null) {
        rowId = pageEnd;
        continue;
      }
      for (; rowId < pageEnd; rowId++) {
        int at = ((int) rowId & MASK) * 3;
        long begin = page[at];
        if (begin != 0 && begin <= snapshot && (page[at + 1] == 0 || page[at + 1] > snapshot)) {
          return rowId;
        }
      }
    }
    return to;
  }

  private long field(long rowId, int field) {
    long[] @Nullable [] all = pages;
    int index = (int) (rowId >>> PAGE_SHIFT);
    if (index >= all.length || all[index] == null) {
      return 0;
    }
    return all[index][((int) rowId & MASK) * 3 + field];
  }

  long begin(long rowId) {
    return field(rowId, 0);
  }

  long end(long rowId) {
    return field(rowId, 1);
  }

  long record(long rowId) {
    return field(rowId, 2);
  }

  /** The version that this one replaced, or 0 when there is none any more. */
  long previous(long rowId) {
    return chain(rowId, 0);
  }

  /** The version that replaced this one, or 0. */
  long next(long rowId) {
    return chain(rowId, 1);
  }

  /**
   * The first version of the row, which may be gone: what locks of the row are known by, so that
   * one taken on a version also holds for the next. Not kept over a restart, as locks are not.
   */
  long root(long rowId) {
    long root = chain(rowId, 2);
    return root == 0 ? rowId : root;
  }

  private long chain(long rowId, int field) {
    long[] @Nullable [] all = chains;
    int index = (int) (rowId >>> PAGE_SHIFT);
    if (index >= all.length || all[index] == null) {
      return 0;
    }
    return all[index][((int) rowId & MASK) * CHAIN + field];
  }

  // The applier's.

  void setRecord(long rowId, long record) {
    page(rowId)[((int) rowId & MASK) * 3 + 2] = record;
  }

  void setBegin(long rowId, long csn) {
    page(rowId)[((int) rowId & MASK) * 3] = csn;
  }

  void setEnd(long rowId, long csn) {
    page(rowId)[((int) rowId & MASK) * 3 + 1] = csn;
  }

  void link(long older, long newer) {
    chainPage(older)[((int) older & MASK) * CHAIN + 1] = newer;
    long[] page = chainPage(newer);
    int at = ((int) newer & MASK) * CHAIN;
    page[at] = older;
    page[at + 2] = root(older);
  }

  /**
   * The version is gone, and its neighbours forget it. It stays ended: a reader that has seen its
   * begin and now looks at its end must not take it for alive.
   */
  void clear(long rowId) {
    long[] page = page(rowId);
    int at = ((int) rowId & MASK) * 3;
    page[at] = 0;
    page[at + 2] = 0;
    long next = next(rowId);
    long previous = previous(rowId);
    if (next != 0) {
      chainPage(next)[((int) next & MASK) * CHAIN] = previous;
    }
    if (previous != 0) {
      chainPage(previous)[((int) previous & MASK) * CHAIN + 1] = next;
    }
    if (next != 0 || previous != 0) {
      int chainAt = ((int) rowId & MASK) * CHAIN;
      chainPage(rowId)[chainAt] = 0;
      chainPage(rowId)[chainAt + 1] = 0;
    }
  }

  private long[] page(long rowId) {
    int index = (int) (rowId >>> PAGE_SHIFT);
    if (index >= pages.length) {
      int length = Math.max(index + 1, pages.length + pages.length / 2);
      dirty = Arrays.copyOf(dirty, length);
      pageRecords = Arrays.copyOf(pageRecords, length);
      pages = Arrays.copyOf(pages, length);
    }
    dirty[index] = true;
    long[] page = pages[index];
    if (page == null) {
      page = new long[3 * PAGE_ROWS];
      long[] @Nullable [] copy = pages.clone();
      copy[index] = page;
      pages = copy;
    }
    return page;
  }

  private long[] chainPage(long rowId) {
    int index = (int) (rowId >>> PAGE_SHIFT);
    long[] page = index < chains.length ? chains[index] : null;
    if (page == null) {
      page = new long[CHAIN * PAGE_ROWS];
      long[] @Nullable [] copy = Arrays.copyOf(chains, Math.max(chains.length, index + 1));
      copy[index] = page;
      chains = copy;
    }
    return page;
  }

  /** Row ids at and beyond this one have never been here. */
  long limit() {
    return (long) pages.length << PAGE_SHIFT;
  }

  // The checkpoint's.

  /** Writes changed pages to the store; pages with nothing in them leave it. */
  void save(RecordStore store) {
    for (int index = 0; index < dirty.length; index++) {
      if (!dirty[index]) {
        continue;
      }
      dirty[index] = false;
      byte[] bytes = encode(index);
      if (bytes.length == 0) {
        forget(store, index);
      } else if (pageRecords[index] == 0) {
        pageRecords[index] = store.put(bytes);
      } else {
        store.update(pageRecords[index], bytes);
      }
    }
  }

  private void forget(RecordStore store, int index) {
    if (pageRecords[index] != 0) {
      store.delete(pageRecords[index]);
      pageRecords[index] = 0;
    }
    long[] @Nullable [] copy = pages.clone();
    copy[index] = null;
    pages = copy;
    if (index < chains.length) {
      long[] @Nullable [] chainCopy = chains.clone();
      chainCopy[index] = null;
      chains = chainCopy;
    }
  }

  private byte[] encode(int index) {
    long[] page = pages[index];
    if (page == null) {
      return new byte[0];
    }
    byte[] bytes = new byte[PAGE_BYTES];
    ByteBuffer records = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    boolean empty = true;
    for (int row = 0; row < PAGE_ROWS; row++) {
      if (page[3 * row + 2] == 0) {
        continue;
      }
      empty = false;
      if (page[3 * row] != 0) {
        bytes[row >>> 3] |= (byte) (1 << (row & 7));
      }
      if (page[3 * row + 1] != 0) {
        bytes[BITMAP_BYTES + (row >>> 3)] |= (byte) (1 << (row & 7));
      }
      records.putLong(2 * BITMAP_BYTES + row * Long.BYTES, page[3 * row + 2]);
    }
    return empty ? new byte[0] : bytes;
  }

  void encodeDirectory(ByteWriter to) {
    to.putLong(pageRecords.length);
    for (long record : pageRecords) {
      to.putLong(record);
    }
  }

  static VersionTable load(RecordStore store, ByteReader directory) {
    VersionTable table = new VersionTable();
    int count = directory.getInt();
    table.pageRecords = new long[count];
    table.dirty = new boolean[count];
    long[] @Nullable [] loaded = new long[count][];
    for (int index = 0; index < count; index++) {
      table.pageRecords[index] = directory.getLong();
      if (table.pageRecords[index] != 0) {
        loaded[index] = decode(store.get(table.pageRecords[index]));
      }
    }
    table.pages = loaded;
    return table;
  }

  private static long[] decode(byte[] bytes) {
    long[] page = new long[3 * PAGE_ROWS];
    ByteBuffer records = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < PAGE_ROWS; row++) {
      page[3 * row] = bytes[row >>> 3] >>> (row & 7) & 1;
      page[3 * row + 1] = bytes[BITMAP_BYTES + (row >>> 3)] >>> (row & 7) & 1;
      page[3 * row + 2] = records.getLong(2 * BITMAP_BYTES + row * Long.BYTES);
    }
    return page;
  }

  /** Deletes all pages from the store. */
  void drop(RecordStore store) {
    for (long record : pageRecords) {
      if (record != 0) {
        store.delete(record);
      }
    }
  }

  /** Takes row ids. */
  @FunctionalInterface
  interface RowConsumer {
    void accept(long rowId);
  }

  /** All row ids that have a record, ascending. */
  void forEachRecord(RowConsumer consumer) {
    long[] @Nullable [] all = pages;
    for (int index = 0; index < all.length; index++) {
      long[] page = all[index];
      for (int row = 0; page != null && row < PAGE_ROWS; row++) {
        if (page[3 * row + 2] != 0) {
          consumer.accept(((long) index << PAGE_SHIFT) + row);
        }
      }
    }
  }
}
