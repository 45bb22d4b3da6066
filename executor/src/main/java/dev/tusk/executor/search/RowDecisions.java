package dev.tusk.executor.search;

import dev.tusk.storage.RelationView;
import dev.tusk.storage.Row;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of a table's rows pass a filter, as far as that was asked. A version never changes
 * and its id is never given to another, so an answer holds for good, for every snapshot: what
 * commits add is asked when it is met.
 *
 * <p>Two bits a row, in pages of 1024 rows: 16 words that say which rows are decided, then 16 that
 * say which pass. One thread writes at a time; the others read what is decided and decide the rest
 * for themselves.
 */
final class RowDecisions {
  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int PAGE_SHIFT = 10;
  private static final int PAGE_ROWS = 1 << PAGE_SHIFT;
  private static final int WORDS = PAGE_ROWS / 64;
  private static final int PAGE_BYTES = 2 * WORDS * Long.BYTES + 24;

  /** What a filter's identity takes, about. */
  private static final int NAME_BYTES = 1024;

  /** How often pages are looked through for such that no snapshot needs any more. */
  private static final int USES_PER_PRUNING = 256;

  private final ReentrantLock writing = new ReentrantLock();
  private final AtomicLong spentNanos = new AtomicLong();
  private volatile long[] @Nullable [] pages = {};
  private volatile int decided;
  private volatile int passing;
  private volatile int pageCount;
  private int uses;

  /** What was found of one vector column in the table as one commit left it. */
  private record Latest(long lastCommit, int number, RowCollector.Found rows) {}

  private volatile @Nullable Latest latest;

  int decided() {
    return decided;
  }

  /** Of the rows decided, how many pass. */
  int passing() {
    return passing;
  }

  long bytes() {
    Latest found = latest;
    long ofFound = found == null ? 0 : found.rows.slots().bytes();
    return NAME_BYTES + (long) pageCount * PAGE_BYTES + 8L * pages.length + ofFound;
  }

  /** Adds time that searches took because the filter is not decided for all rows. */
  void spend(long nanos) {
    spentNanos.addAndGet(nanos);
  }

  /** Sum of that time. When it comes to what filtering all rows costs, that is to be done once. */
  long spent() {
    return spentNanos.get();
  }

  /** Decides by a row's bytes. */
  interface Decider {
    boolean passes(Row row);
  }

  /** The rows that pass when they were found for the same state of the table; else null. */
  RowCollector.@Nullable Found latest(RelationView view, int number) {
    Latest known = latest;
    return known != null && known.lastCommit == view.lastCommit() && known.number == number
        ? known.rows
        : null;
  }

  /** All rows seen that pass; rows not yet decided are read. */
  RowCollector.Found passing(Decider decider, RowCollector into) {
    collect(decider, into);
    RowCollector.Found found = into.found();
    long lastCommit = into.view().lastCommit();
    Latest known = latest;
    if (lastCommit >= 0 && (known == null || known.lastCommit <= lastCommit)) {
      latest = new Latest(lastCommit, into.vectors().number(), found);
    }
    return found;
  }

  private void collect(Decider decider, RowCollector into) {
    boolean writer = writing.tryLock();
    try {
      RelationView view = into.view();
      boolean prune = writer && ++uses % USES_PER_PRUNING == 0;
      long end = view.endRowId();
      for (long from = 0; from < end; from += PAGE_ROWS) {
        page(from, Math.min(end, from + PAGE_ROWS), writer, decider, into);
        if (prune) {
          prune(view, from);
        }
      }
    } finally {
      if (writer) {
        writing.unlock();
      }
    }
  }

  private void page(long from, long to, boolean writer, Decider decider, RowCollector into) {
    int index = (int) (from >>> PAGE_SHIFT);
    long[] @Nullable [] all = pages;
    long[] page = index < all.length ? all[index] : null;
    RelationView view = into.view();
    if (page == null) {
      long rowId = view.nextVisible(Math.max(1, from), to);
      while (rowId < to) {
        judge(rowId, writer, decider, into);
        rowId = view.nextVisible(rowId + 1, to);
      }
      return;
    }
    for (long first = from; first < to; first += 64) {
      // Read once: others may decide meanwhile, and each row is to be met exactly once.
      int word = (int) (first - from) >>> 6;
      long known = (long) WORD.getAcquire(page, word);
      for (long rest = known & page[WORDS + word]; rest != 0; rest &= rest - 1) {
        long rowId = first + Long.numberOfTrailingZeros(rest);
        if (rowId < to && view.visible(rowId)) {
          into.add(rowId);
        }
      }
      for (long rest = ~known; rest != 0; rest &= rest - 1) {
        long rowId = first + Long.numberOfTrailingZeros(rest);
        if (rowId < to && view.visible(rowId)) {
          judge(rowId, writer, decider, into);
        }
      }
    }
  }

  private void judge(long rowId, boolean writer, Decider decider, RowCollector into) {
    Row row = into.view().get(rowId);
    if (row == null) {
      return;
    }
    boolean passes = decider.passes(row);
    if (passes) {
      into.add(rowId, into.vectors().slot(row));
    }
    if (writer) {
      decide(rowId, passes);
    }
  }

  /** Takes over what an index says: only these of the rows seen may pass. */
  void seed(RelationView view, long[] candidates, Decider decider) {
    if (!writing.tryLock()) {
      return;
    }
    try {
      for (long rowId : candidates) {
        Row row = view.get(rowId);
        if (row != null) {
          decide(rowId, decider.passes(row));
        }
      }
      long end = view.endRowId();
      for (long row = view.nextVisible(1, end); row < end; row = view.nextVisible(row + 1, end)) {
        decide(row, false);
      }
    } finally {
      writing.unlock();
    }
  }

  private void decide(long rowId, boolean passes) {
    int index = (int) (rowId >>> PAGE_SHIFT);
    if (index >= pages.length) {
      pages = Arrays.copyOf(pages, Math.max(index + 1, pages.length + pages.length / 2));
    }
    long[] page = pages[index];
    if (page == null) {
      page = new long[2 * WORDS];
      replace(index, page);
      pageCount++;
    }
    int word = (int) rowId >>> 6 & WORDS - 1;
    long bit = 1L << (rowId & 63);
    if ((page[word] & bit) == 0) {
      if (passes) {
        page[WORDS + word] |= bit;
        passing++;
      }
      decided++;
      WORD.setRelease(page, word, page[word] | bit);
    }
  }

  private void replace(int index, long @Nullable [] page) {
    long[] @Nullable [] copy = pages.clone();
    copy[index] = page;
    pages = copy;
  }

  /** Forgets a page of which no row is seen any more. */
  private void prune(RelationView view, long from) {
    int index = (int) (from >>> PAGE_SHIFT);
    long[] page = index < pages.length ? pages[index] : null;
    long to = from + PAGE_ROWS;
    if (page == null || view.nextVisible(Math.max(1, from), to) < to) {
      return;
    }
    for (int w = 0; w < WORDS; w++) {
      decided -= Long.bitCount(page[w]);
      passing -= Long.bitCount(page[WORDS + w]);
    }
    pageCount--;
    replace(index, null);
  }
}
