package dev.tusk.storage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The numbers of transactions: which are under way, and how the last ones ended. What ended longer
 * ago, or before the engine was started, is forgotten.
 */
final class TransactionNumbers {
  /** Those below are not given: in PostgreSQL, making the directory takes them. */
  private static final long FIRST = 731;

  private static final int KEPT = 1 << 16;
  private static final long ROLLED_BACK = -1;

  private final AtomicLong next = new AtomicLong(1);
  private final Set<Long> open = ConcurrentHashMap.newKeySet();

  /** By number: 0 under way, the number of the commit, or {@link #ROLLED_BACK}. */
  private final AtomicLongArray ends = new AtomicLongArray(KEPT);

  private long first;

  /** Begins behind the last number there was. */
  void startAfter(long last) {
    first = Math.max(FIRST, last + 1);
    next.set(first);
  }

  /** The number that is given next. */
  long next() {
    return next.get();
  }

  long assign() {
    long xid = next.getAndIncrement();
    ends.set(place(xid), 0);
    open.add(xid);
    return xid;
  }

  private static int place(long xid) {
    return (int) (xid & KEPT - 1);
  }

  /** Its changes are there for snapshots from this commit on, which are not taken yet. */
  void committed(long xid, long csn) {
    if (xid > next.get() - KEPT) {
      ends.set(place(xid), csn);
    }
  }

  /** It is over; without a commit of its own it has changed nothing, or has been undone. */
  void ended(long xid, boolean undone, long published) {
    if (xid == 0) {
      return; // It never had one.
    }
    if (xid > next.get() - KEPT) {
      ends.compareAndSet(place(xid), 0, undone ? ROLLED_BACK : published);
    }
    open.remove(xid);
  }

  private long oldestKept() {
    return Math.max(first, next.get() - KEPT + 1);
  }

  TransactionState state(long xid) {
    if (Long.compareUnsigned(xid, next.get()) >= 0) {
      return TransactionState.FUTURE;
    }
    if (open.contains(xid)) {
      return TransactionState.IN_PROGRESS;
    }
    if (xid < oldestKept()) {
      return TransactionState.FORGOTTEN;
    }
    return switch ((int) Long.signum(ends.get(place(xid)))) {
      case 0 -> TransactionState.IN_PROGRESS;
      case -1 -> TransactionState.ROLLED_BACK;
      default -> TransactionState.COMMITTED;
    };
  }

  /**
   * What a snapshot of all commits up to a number sees.
   *
   * @param own the number of the transaction that asks, 0 for none
   */
  NumbersSeen seen(long csn, long own) {
    long oldest = oldestKept();
    long end = next.get();
    while (end > oldest && !over(end - 1, csn)) {
      end--;
    }
    List<Long> unseen = new ArrayList<>();
    for (long xid : open) {
      if (xid < oldest && xid != own) {
        unseen.add(xid);
      }
    }
    Collections.sort(unseen);
    for (long xid = oldest; xid < end; xid++) {
      if (xid != own && !over(xid, csn)) {
        unseen.add(xid);
      }
    }
    long start = unseen.isEmpty() ? end : unseen.getFirst();
    return new NumbersSeen(own, own == 0 ? start : Math.min(start, own), end, List.copyOf(unseen));
  }

  /** Whether the transaction is over for a snapshot, whichever way it ended. */
  private boolean over(long xid, long csn) {
    long ended = ends.get(place(xid));
    return ended == ROLLED_BACK || ended != 0 && ended <= csn;
  }
}
