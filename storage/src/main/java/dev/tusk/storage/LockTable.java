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

  /** Answer of an attempt. */
  enum Attempt {
    TAKEN,
    HELD_BEFORE,
    CONFLICT
  }

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

    private Waiter(LockHolder holder, Key key, LockMode mode) {
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
    Attempt attempt;
    synchronized (stripe) {
      attempt = attempt(stripe, holder, space, id, mode, true);
      if (attempt == Attempt.CONFLICT && policy == WaitPolicy.WAIT) {
        waiter = enqueue(stripe, holder, new Key(space, id), mode);
      }
    }
    if (waiter != null) {
      await(stripe, waiter);
      attempt = Attempt.TAKEN;
    }
    return switch (attempt) {
      case TAKEN -> {
        holder.addHeld(space, id);
        yield true;
      }
      case HELD_BEFORE -> true;
      case CONFLICT -> {
        if (policy == WaitPolicy.NOWAIT) {
          throw new LockNotAvailableException("the lock is held by another transaction");
        }
        yield false;
      }
    };
  }

  /** Whether another one holds the lock in a mode that conflicts. */
  boolean conflicts(LockHolder holder, long space, long id, LockMode mode) {
    Stripe stripe = stripe(space, id);
    synchronized (stripe) {
      return conflictsWithHolders(stripe, holder, space, id, mode);
    }
  }

  private Attempt attempt(
      Stripe stripe, LockHolder holder, long space, long id, LockMode mode, boolean queueing) {
    long value = stripe.single.get(space, id);
    int bit = 1 << mode.ordinal();
    if (value == 0) {
      stripe.single.put(space, id, holder.id << MODE_BITS | bit);
      return Attempt.TAKEN;
    }
    int held = heldModes(stripe, holder, space, id, value);
    if ((held & (bit | 1 << LockMode.EXCLUSIVE.ordinal())) != 0) {
      return Attempt.HELD_BEFORE;
    }
    if (conflictsWithHolders(stripe, holder, space, id, mode)
        || queueing
            && held == 0
            && !stripe.queues.isEmpty()
            && conflictsWithQueue(stripe, new Key(space, id), holder, mode)) {
      return Attempt.CONFLICT;
    }
    grant(stripe, holder, space, id, bit, value);
    return held == 0 ? Attempt.TAKEN : Attempt.HELD_BEFORE;
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

  private Waiter enqueue(Stripe stripe, LockHolder holder, Key key, LockMode mode) {
    Waiter waiter = new Waiter(holder, key, mode);
    Deque<Waiter> queue = stripe.queues.computeIfAbsent(key, _ -> new ArrayDeque<>());
    if (heldModes(stripe, holder, key.space, key.id, stripe.single.get(key.space, key.id)) != 0) {
      queue.addFirst(waiter); // Others wait for it anyway.
    } else {
      queue.addLast(waiter);
    }
    holder.setWaiting(waiter);
    return waiter;
  }

  private void await(Stripe stripe, Waiter waiter) {
    long start = System.nanoTime();
    long detectAfter = FIRST_DETECTION_MILLIS;
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
      boolean deadlock = false;
      if (!interrupted && !timedOut && waited >= detectAfter) {
        deadlock = leavesCircle(stripe, waiter);
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
      if (deadlock) {
        throw new DeadlockException("deadlock detected");
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
  private boolean leavesCircle(Stripe stripe, Waiter waiter) {
    return withAllStripes(
        0,
        () -> {
          boolean circle = reaches(waiter.holder, waiter.holder.group, new HashSet<>());
          if (circle) {
            leave(stripe, waiter);
          }
          return circle;
        });
  }

  private boolean withAllStripes(int index, BooleanSupplier action) {
    if (index == STRIPES) {
      return action.getAsBoolean();
    }
    synchronized (stripes[index]) {
      return withAllStripes(index + 1, action);
    }
  }

  private boolean reaches(LockHolder from, long group, Set<Long> seen) {
    Waiter waiter = from.waiting();
    if (waiter == null || waiter.granted) {
      return false;
    }
    for (LockHolder blocker : blockers(waiter)) {
      if (blocker.group == group) {
        return true;
      }
      if (seen.add(blocker.id) && reaches(blocker, group, seen)) {
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
    Key key = waiter.key;
    return new LockEntry(
        waiter.holder.group,
        kind(key.space),
        space(key.space),
        key.id,
        waiter.mode,
        false,
        blockers(waiter).stream().map(blocker -> blocker.group).distinct().toList());
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
      release(holder, holder.heldSpace(last), holder.heldId(last));
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
    Stripe stripe = stripe(space, id);
    synchronized (stripe) {
      long value = stripe.single.get(space, id);
      if (value == SHARED) {
        Key key = new Key(space, id);
        List<Share> shares = sharesOf(stripe, space, id);
        shares.removeIf(share -> share.holder == holder.id);
        if (shares.size() == 1) {
          Share rest = shares.getFirst();
          stripe.shared.remove(key);
          stripe.single.put(space, id, rest.holder << MODE_BITS | rest.modes);
        }
      } else if (value >>> MODE_BITS == holder.id) {
        stripe.single.remove(space, id);
      }
      if (!stripe.queues.isEmpty()) {
        serve(stripe, new Key(space, id));
      }
    }
  }
}
