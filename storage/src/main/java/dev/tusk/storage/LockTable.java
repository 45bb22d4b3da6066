package dev.tusk.storage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Locks of anything that two numbers name: rows (relation, row), keys (index, hash), relations,
 * sequences, advisory numbers.
 *
 * <p>Taking a free lock is a probe in one of 16 tables. Who must wait queues behind those who came
 * before and is handed the lock when it is free; after 20 ms of waiting, and then ten times a
 * second, it looks for a circle of owners that wait for each other and gives up when it is part of
 * one.
 */
final class LockTable {
  /** Space of locks on relations; ids are relation ids. */
  static final long RELATIONS = Long.MIN_VALUE;

  /** Space of locks on sequences: who draws values shares one, who alters is alone. */
  static final long SEQUENCES = Long.MIN_VALUE + 1;

  private static final int STRIPES = 16;
  private static final int MODE_BITS = 10;
  private static final long SHARED = -1;
  private static final long FIRST_DETECTION_MILLIS = 20;
  private static final long NEXT_DETECTION_MILLIS = 100;

  private final Stripe[] stripes = new Stripe[STRIPES];
  private final Map<Long, LockHolder> holders = new ConcurrentHashMap<>();
  private final AtomicLong nextId = new AtomicLong(1);

  // Answers of an attempt, beside the modes that were held before it.
  private static final int HELD_BEFORE = -1;
  private static final int CONFLICT = -2;

  private record Key(long space, long id) {}

  /** Modes that one holder has of a lock: bits by ordinal. */
  private static final class Share {
    final long holder;
    int modes;

    Share(long holder, int modes) {
      this.holder = holder;
      this.modes = modes;
    }
  }

  /** Someone in a queue. */
  static final class Waiter {
    final LockHolder holder;
    final Key key;
    final LockMode mode;
    final Thread thread = Thread.currentThread();
    boolean granted;

    /** It has the lock in another mode, and may be waited for by those that it waits for. */
    final boolean strengthens;

    private Waiter(LockHolder holder, Key key, LockMode mode, boolean strengthens) {
      this.strengthens = strengthens;
      this.holder = holder;
      this.key = key;
      this.mode = mode;
    }
  }

  private static final class Stripe {
    /** One holder: its id and modes. Several: {@link #SHARED}, and they are in {@code shared}. */
    final LockMap single = new LockMap();

    final Map<Key, List<Share>> shared = new HashMap<>();
    final Map<Key, Deque<Waiter>> queues = new HashMap<>();
  }

  LockTable() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe();
    }
  }

  /** A new holder; {@code session} is one it shares its locks with, or null. */
  LockHolder newHolder(@Nullable LockHolder session) {
    long id = nextId.getAndIncrement();
    LockHolder holder = new LockHolder(id, session);
    holders.put(id, holder);
    return holder;
  }

  private Stripe stripe(long space, long id) {
    long hash = (space + 31) * 0x9E3779B97F4A7C15L + id * 0xD6E8FEB86659FD93L;
    return stripes[(int) (hash >>> 60) & STRIPES - 1];
  }

  /** Takes a lock for the holder, waiting as told; false only with SKIP_LOCKED. */
  boolean acquire(LockHolder holder, long space, long id, LockMode mode, WaitPolicy policy) {
    Stripe stripe = stripe(space, id);
    Waiter waiter = null;
    int before;
    synchronized (stripe) {
      before = attempt(stripe, holder, space, id, mode);
      if (before == CONFLICT && policy == WaitPolicy.WAIT) {
        before = heldModes(stripe, holder, space, id, stripe.single.get(space, id));
        waiter = enqueue(stripe, holder, new Key(space, id), mode, before != 0);
      }
    }
    if (waiter != null) {
      await(stripe, waiter);
    } else if (before == CONFLICT) {
      if (policy == WaitPolicy.NOWAIT) {
        throw new LockNotAvailableException("the lock is held by another transaction");
      }
      return false;
    }
    if (before != HELD_BEFORE) {
      holder.addHeld(space, id, before);
    }
    return true;
  }

  /** Whether another one holds the lock in a mode that conflicts. */
  boolean conflicts(LockHolder holder, long space, long id, LockMode mode) {
    Stripe stripe = stripe(space, id);
    synchronized (stripe) {
      return conflictsWithHolders(stripe, holder, space, id, mode);
    }
  }

  private int attempt(Stripe stripe, LockHolder holder, long space, long id, LockMode mode) {
    long value = stripe.single.get(space, id);
    int bit = 1 << mode.ordinal();
    if (value == 0) {
      stripe.single.put(space, id, holder.id << MODE_BITS | bit);
      return 0;
    }
    int held = heldModes(stripe, holder, space, id, value);
    if ((held & (bit | 1 << LockMode.EXCLUSIVE.ordinal())) != 0) {
      return HELD_BEFORE;
    }
    if (conflictsWithHolders(stripe, holder, space, id, mode)
        || held == 0
            && !isRow(space)
            && !stripe.queues.isEmpty()
            && conflictsWithQueue(stripe, new Key(space, id), holder, mode)) {
      return CONFLICT;
    }
    grant(stripe, holder, space, id, bit, value);
    return held;
  }

  /**
   * Who asks for a row that no holder keeps from him does not queue for it, as in PostgreSQL: a FOR
   * UPDATE that waits holds up no FOR SHARE beside another.
   */
  private static boolean isRow(long space) {
    return space > 0 && space < SessionLocks.SPACE_OFFSET / 2;
  }

  private static int heldModes(Stripe stripe, LockHolder holder, long space, long id, long value) {
    if (value != SHARED) {
      return value >>> MODE_BITS == holder.id ? (int) value & (1 << MODE_BITS) - 1 : 0;
    }
    for (Share share : sharesOf(stripe, space, id)) {
      if (share.holder == holder.id) {
        return share.modes;
      }
    }
    return 0;
  }

  private static List<Share> sharesOf(Stripe stripe, long space, long id) {
    return stripe.shared.getOrDefault(new Key(space, id), List.of());
  }

  private boolean conflictsWithHolders(
      Stripe stripe, LockHolder holder, long space, long id, LockMode mode) {
    long value = stripe.single.get(space, id);
    if (value == 0) {
      return false;
    }
    if (value != SHARED) {
      int modes = (int) value & (1 << MODE_BITS) - 1;
      return mode.conflictsWithAny(modes) && !sameGroup(holder, value >>> MODE_BITS);
    }
    for (Share share : sharesOf(stripe, space, id)) {
      if (mode.conflictsWithAny(share.modes) && !sameGroup(holder, share.holder)) {
        return true;
      }
    }
    return false;
  }

  private boolean sameGroup(LockHolder holder, long otherId) {
    if (holder.id == otherId) {
      return true;
    }
    LockHolder other = holders.get(otherId);
    return other != null && other.group == holder.group;
  }

  private static boolean conflictsWithQueue(
      Stripe stripe, Key key, LockHolder holder, LockMode mode) {
    for (Waiter waiter : stripe.queues.getOrDefault(key, new ArrayDeque<>())) {
      if (waiter.mode.conflictsWith(mode) && waiter.holder.group != holder.group) {
        return true;
      }
    }
    return false;
  }

  private static void grant(
      Stripe stripe, LockHolder holder, long space, long id, int bit, long value) {
    if (value == 0) {
      stripe.single.put(space, id, holder.id << MODE_BITS | bit);
      return;
    }
    if (value != SHARED) {
      if (value >>> MODE_BITS == holder.id) {
        stripe.single.put(space, id, value | bit);
        return;
      }
      List<Share> shares = new ArrayList<>();
      shares.add(new Share(value >>> MODE_BITS, (int) value & (1 << MODE_BITS) - 1));
      shares.add(new Share(holder.id, bit));
      stripe.shared.put(new Key(space, id), shares);
      stripe.single.put(space, id, SHARED);
      return;
    }
    List<Share> shares = sharesOf(stripe, space, id);
    for (Share share : shares) {
      if (share.holder == holder.id) {
        share.modes |= bit;
        return;
      }
    }
    shares.add(new Share(holder.id, bit));
  }

  // Waiting.

  private Waiter enqueue(
      Stripe stripe, LockHolder holder, Key key, LockMode mode, boolean strengthens) {
    Waiter waiter = new Waiter(holder, key, mode, strengthens);
    Deque<Waiter> queue = stripe.queues.computeIfAbsent(key, _ -> new ArrayDeque<>());
    if (strengthens) {
      queue.addFirst(waiter); // Others wait for it anyway.
    } else {
      queue.addLast(waiter);
    }
    holder.setWaiting(waiter);
    return waiter;
  }

  private void await(Stripe stripe, Waiter waiter) {
    long start = System.nanoTime();
    long detectAfter = waiter.strengthens ? 0 : FIRST_DETECTION_MILLIS;
    long timeout = waiter.holder.timeoutMillis;
    while (true) {
      long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      long limit = timeout > 0 ? Math.min(detectAfter, timeout) : detectAfter;
      if (waited < limit) {
        LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(limit - waited));
      }
      waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      boolean interrupted = Thread.currentThread().isInterrupted() || waiter.holder.cancelled;
      boolean timedOut = timeout > 0 && waited >= timeout;
      List<LockEntry> circle = List.of();
      if (!interrupted && !timedOut && waited >= detectAfter) {
        circle = leavesCircle(stripe, waiter);
        detectAfter = waited + NEXT_DETECTION_MILLIS;
      }
      synchronized (stripe) {
        if (waiter.granted) {
          waiter.holder.setWaiting(null);
          return;
        }
        if (interrupted || timedOut) {
          leave(stripe, waiter);
        }
      }
      if (interrupted) {
        waiter.holder.cancelled = false;
        throw new LockWaitInterruptedException("interrupted while waiting for a lock");
      }
      if (timedOut) {
        throw new LockNotAvailableException("lock timeout of " + timeout + " ms has passed");
      }
      if (!circle.isEmpty()) {
        throw new DeadlockException(circle);
      }
    }
  }

  private void leave(Stripe stripe, Waiter waiter) {
    waiter.holder.setWaiting(null);
    Deque<Waiter> queue = stripe.queues.get(waiter.key);
    if (queue != null) {
      queue.remove(waiter);
      serve(stripe, waiter.key);
    }
  }

  /** Hands the lock to those at the head of the queue that can have it now. */
  private void serve(Stripe stripe, Key key) {
    Deque<Waiter> queue = stripe.queues.get(key);
    while (queue != null && !queue.isEmpty()) {
      Waiter head = queue.peekFirst();
      if (conflictsWithHolders(stripe, head.holder, key.space, key.id, head.mode)) {
        break;
      }
      queue.removeFirst();
      long value = stripe.single.get(key.space, key.id);
      grant(stripe, head.holder, key.space, key.id, 1 << head.mode.ordinal(), value);
      head.granted = true;
      LockSupport.unpark(head.thread);
    }
    if (queue != null && queue.isEmpty()) {
      stripe.queues.remove(key);
    }
  }

  /** Ends the holder's wait, now or at its next one. */
  void cancel(LockHolder holder) {
    holder.cancelled = true;
    Waiter waiter = holder.waiting();
    if (waiter != null) {
      LockSupport.unpark(waiter.thread);
    }
  }

  /**
   * Takes the waiter out of its queue when it is, by way of those it waits for, waiting for itself.
   * Looking and leaving are one step, so that of a circle's members one gives up and not two.
   */
  private List<LockEntry> leavesCircle(Stripe stripe, Waiter waiter) {
    List<LockEntry> circle = new ArrayList<>();
    withAllStripes(
        0,
        () -> {
          boolean found = reaches(waiter.holder, waiter.holder.group, new HashSet<>(), circle);
          if (found) {
            leave(stripe, waiter);
          }
          return found;
        });
    return circle.reversed();
  }

  private boolean withAllStripes(int index, BooleanSupplier action) {
    if (index == STRIPES) {
      return action.getAsBoolean();
    }
    synchronized (stripes[index]) {
      return withAllStripes(index + 1, action);
    }
  }

  /** Follows who waits for whom back to a group; adds the way, its end first. */
  private boolean reaches(LockHolder from, long group, Set<Long> seen, List<LockEntry> way) {
    Waiter waiter = from.waiting();
    if (waiter == null || waiter.granted) {
      return false;
    }
    for (LockHolder blocker : blockers(waiter)) {
      if (blocker.group == group || seen.add(blocker.id) && reaches(blocker, group, seen, way)) {
        way.add(waits(waiter, List.of(blocker.group)));
        return true;
      }
    }
    return false;
  }

  private List<LockHolder> blockers(Waiter waiter) {
    Key key = waiter.key;
    Stripe stripe = stripe(key.space, key.id);
    List<LockHolder> blockers = new ArrayList<>();
    long value = stripe.single.get(key.space, key.id);
    if (value != 0 && value != SHARED) {
      addBlocker(blockers, waiter, value >>> MODE_BITS, (int) value & (1 << MODE_BITS) - 1);
    } else if (value == SHARED) {
      for (Share share : sharesOf(stripe, key.space, key.id)) {
        addBlocker(blockers, waiter, share.holder, share.modes);
      }
    }
    for (Waiter earlier : stripe.queues.getOrDefault(key, new ArrayDeque<>())) {
      if (earlier == waiter) {
        break;
      }
      addBlocker(blockers, waiter, earlier.holder.id, 1 << earlier.mode.ordinal());
    }
    return blockers;
  }

  private void addBlocker(List<LockHolder> blockers, Waiter waiter, long id, int modes) {
    LockHolder other = holders.get(id);
    if (other != null
        && other.group != waiter.holder.group
        && waiter.mode.conflictsWithAny(modes)) {
      blockers.add(other);
    }
  }

  // Listing.

  /** Locks of relations and advisory locks, held or waited for, and all other waits. */
  List<LockEntry> entries() {
    List<LockEntry> entries = new ArrayList<>();
    withAllStripes(
        0,
        () -> {
          for (Stripe stripe : stripes) {
            stripe.single.forEach((space, id, value) -> held(stripe, space, id, value, entries));
            stripe.queues.values().forEach(queue -> queue.forEach(w -> entries.add(waits(w))));
          }
          return true;
        });
    for (LockHolder holder : holders.values()) {
      if (holder.xid != 0) {
        entries.add(
            new LockEntry(
                holder.group,
                LockEntry.Kind.TRANSACTION,
                0,
                holder.xid,
                LockMode.EXCLUSIVE,
                true,
                List.of()));
      }
    }
    return entries;
  }

  private void held(Stripe stripe, long space, long id, long value, List<LockEntry> entries) {
    if (kind(space) == LockEntry.Kind.OTHER) {
      return;
    }
    if (value != SHARED) {
      held(space, id, value >>> MODE_BITS, (int) value & (1 << MODE_BITS) - 1, entries);
      return;
    }
    for (Share share : sharesOf(stripe, space, id)) {
      held(space, id, share.holder, share.modes, entries);
    }
  }

  private void held(long space, long id, long holder, int modes, List<LockEntry> entries) {
    LockHolder owner = holders.get(holder);
    for (LockMode mode : LockMode.values()) {
      if (owner != null && (modes & 1 << mode.ordinal()) != 0) {
        entries.add(
            new LockEntry(owner.group, kind(space), space(space), id, mode, true, List.of()));
      }
    }
  }

  private LockEntry waits(Waiter waiter) {
    return waits(
        waiter, blockers(waiter).stream().map(blocker -> blocker.group).distinct().toList());
  }

  private static LockEntry waits(Waiter waiter, List<Long> blockers) {
    Key key = waiter.key;
    return new LockEntry(
        waiter.holder.group,
        kind(key.space),
        space(key.space),
        key.id,
        waiter.mode,
        false,
        blockers);
  }

  private static LockEntry.Kind kind(long space) {
    return space == RELATIONS
        ? LockEntry.Kind.RELATION
        : space >= SessionLocks.SPACE_OFFSET ? LockEntry.Kind.ADVISORY : LockEntry.Kind.OTHER;
  }

  private static long space(long space) {
    return kind(space) == LockEntry.Kind.ADVISORY ? space - SessionLocks.SPACE_OFFSET : space;
  }

  // Releasing.

  /** Gives back all locks taken since the holder had {@code downTo}. */
  void release(LockHolder holder, int downTo) {
    while (holder.heldCount() > downTo) {
      int last = holder.heldCount() - 1;
      weaken(holder, holder.heldSpace(last), holder.heldId(last), holder.heldBefore(last));
      holder.removeLast();
    }
  }

  /** Gives one lock back that was taken last or is forgotten otherwise. */
  void releaseOne(LockHolder holder, long space, long id) {
    release(holder, space, id);
    holder.forget(space, id);
  }

  /** Forgets the holder, whose locks are given back before. */
  void retire(LockHolder holder) {
    release(holder, 0);
    holders.remove(holder.id);
  }

  private void release(LockHolder holder, long space, long id) {
    weaken(holder, space, id, 0);
  }

  /** Leaves the holder these modes of a lock, which it had before; 0 for none. */
  private void weaken(LockHolder holder, long space, long id, int modes) {
    Stripe stripe = stripe(space, id);
    synchronized (stripe) {
      long value = stripe.single.get(space, id);
      if (value == SHARED) {
        weakenShare(stripe, holder, new Key(space, id), modes);
      } else if (value >>> MODE_BITS == holder.id) {
        if (modes == 0) {
          stripe.single.remove(space, id);
        } else {
          stripe.single.put(space, id, holder.id << MODE_BITS | modes);
        }
      }
      if (!stripe.queues.isEmpty()) {
        serve(stripe, new Key(space, id));
      }
    }
  }

  private static void weakenShare(Stripe stripe, LockHolder holder, Key key, int modes) {
    List<Share> shares = sharesOf(stripe, key.space, key.id);
    if (modes != 0) {
      for (Share share : shares) {
        share.modes = share.holder == holder.id ? modes : share.modes;
      }
      return;
    }
    shares.removeIf(share -> share.holder == holder.id);
    if (shares.size() == 1) {
      Share rest = shares.getFirst();
      stripe.shared.remove(key);
      stripe.single.put(key.space, key.id, rest.holder << MODE_BITS | rest.modes);
    }
  }
}
