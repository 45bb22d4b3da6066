package dev.tusk.storage;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * For each row that is the newest one in a slot, that slot: the way back of {@link SlotTable}, so
 * that a row's vector is found without reading the row. 4 bytes a row, in pages of 1024 that come
 * and go with their rows. In memory only: made of the slot table when it is loaded.
 *
 * <p>Changed under the slot table's lock, or its owner's. A reader asks for rows that its snapshot
 * sees, which were entered before they became visible and leave after no snapshot sees them.
 */
public final class RowSlots {
  private static final int PAGE_SHIFT = 10;
  private static final int MASK = (1 << PAGE_SHIFT) - 1;

  /** Per row: its slot + 1; 0 for rows that are not here. */
  private volatile int[] @Nullable [] pages = {};

  private int[] counts = {};

  /** The slot, or -1 when the row is not the newest in one. */
  public int get(long rowId) {
    int[] @Nullable [] all = pages;
    int index = (int) (rowId >>> PAGE_SHIFT);
    int[] page = index < all.length ? all[index] : null;
    return page == null ? -1 : page[(int) rowId & MASK] - 1;
  }

  public void put(long rowId, int slot) {
    int index = (int) (rowId >>> PAGE_SHIFT);
    if (index >= counts.length) {
      int length = Math.max(index + 1, counts.length + counts.length / 2);
      counts = Arrays.copyOf(counts, length);
      pages = Arrays.copyOf(pages, length);
    }
    int[] page = pages[index];
    if (page == null) {
      page = new int[MASK + 1];
      replace(index, page);
    }
    int at = (int) rowId & MASK;
    counts[index] += page[at] == 0 ? 1 : 0;
    page[at] = slot + 1;
  }

  public void remove(long rowId) {
    int index = (int) (rowId >>> PAGE_SHIFT);
    int[] page = index < counts.length ? pages[index] : null;
    int at = (int) rowId & MASK;
    if (page == null || page[at] == 0) {
      return;
    }
    page[at] = 0;
    if (--counts[index] == 0) {
      replace(index, null);
    }
  }

  private void replace(int index, int @Nullable [] page) {
    int[] @Nullable [] copy = pages.clone();
    copy[index] = page;
    pages = copy;
  }
}
