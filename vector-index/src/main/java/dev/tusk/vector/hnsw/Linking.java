package dev.tusk.vector.hnsw;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Links pending slots in the background, in batches and on all processors, so that who inserts does
 * not wait for it: until then searches compare the slots' vectors themselves.
 *
 * <p>That costs each search something, so no more than {@link #most} slots are to wait: beyond
 * that, {@link #pace} makes writers wait.
 */
final class Linking implements AutoCloseable {
  /**
   * Numbers that searches compare for slots that wait: 2^16 are 85 vectors of 768 dimensions, which
   * take 6 microseconds, where a search by codes takes 77 and its statement twice that.
   */
  private static final int MOST_NUMBERS = 1 << 16;

  private static final int FEWEST_SLOTS = 64;
  private static final int MOST_SLOTS = 1_024;
  private static final long LINGERING_MILLIS = 500;

  private final IndexState state;
  private final LinkBatch batch;
  private final Crew crew;
  private final Runnable whenLinked;
  private final Runnable whenRested;
  private final int most;

  /** Whose turn it is to link a batch: the background's, or a build's. */
  private final ReentrantLock turn = new ReentrantLock(true);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition room = lock.newCondition();

  /** A ring of slots that wait. */
  private int[] ring = new int[256];

  private int head;
  private int queued;
  private int underWay;
  private boolean running;

  /**
   * @param whenLinked called after each batch of the background, without a lock
   * @param whenRested called when batches have been linked and nothing has come for a while
   */
  Linking(IndexState state, Runnable whenLinked, Runnable whenRested) {
    this.whenRested = whenRested;
    this.state = state;
    this.crew = new Crew(state.contexts);
    this.batch = new LinkBatch(state, crew);
    this.whenLinked = whenLinked;
    this.most = Math.clamp(MOST_NUMBERS / state.source.dimension(), FEWEST_SLOTS, MOST_SLOTS);
  }

  /** Takes a pending slot on. */
  void add(int slot) {
    lock.lock();
    try {
      put(slot);
      wake();
    } finally {
      lock.unlock();
    }
  }

  private void put(int slot) {
    if (queued == ring.length) {
      int[] grown = new int[2 * queued];
      System.arraycopy(ring, head, grown, 0, queued - head);
      System.arraycopy(ring, 0, grown, queued - head, head);
      ring = grown;
      head = 0;
    }
    ring[(head + queued++) & (ring.length - 1)] = slot;
  }

  private void wake() {
    if (state.closed) {
      return;
    }
    if (running) {
      work.signal();
    } else {
      running = true;
      Thread.ofPlatform().daemon().name("tusk-index-linking").start(this::run);
    }
  }

  /** Waits while too many slots wait. */
  void pace() {
    if (queued + underWay <= most) {
      return; // A look without the lock: one row more or less does not matter.
    }
    lock.lock();
    try {
      while (queued + underWay > most && running && !state.closed) {
        room.await(100, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    int[] slots = new int[Math.min(LinkBatch.MOST, most / 2)];
    int count = take(slots);
    while (count > 0) {
      try {
        link(slots, 0, count, Runtime.getRuntime().availableProcessors());
      } finally {
        linked();
      }
      whenLinked.run();
      count = take(slots);
    }
    whenRested.run();
  }

  /** Waits a while for slots; without any, the thread is to end. */
  private int take(int[] slots) {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(LINGERING_MILLIS);
      while (queued == 0 && left > 0 && !state.closed) {
        left = work.awaitNanos(left);
      }
      int count = state.closed ? 0 : Math.min(queued, slots.length);
      for (int i = 0; i < count; i++) {
        slots[i] = ring[(head + i) & (ring.length - 1)];
      }
      head = (head + count) & (ring.length - 1);
      queued -= count;
      underWay = count;
      running = count > 0;
      return count;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running = false;
      return 0;
    } finally {
      lock.unlock();
    }
  }

  private void linked() {
    lock.lock();
    try {
      underWay = 0;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Links a batch of pending slots now; what has to be tried again is taken on. */
  void link(int[] slots, int from, int to, int threads) {
    turn.lock();
    try {
      SearchContext c = state.enterWriter();
      try {
        Graph graph = state.graph;
        int again = graph == null ? 0 : batch.link(graph, c, threads, slots, from, to);
        for (int i = 0; i < again; i++) {
          add(batch.again(i));
        }
      } finally {
        state.exitWriter(c);
      }
    } catch (IllegalStateException e) {
      if (!state.closed) {
        throw e;
      }
    } finally {
      turn.unlock();
    }
  }

  /** Takes all that is pending on. */
  void addAll(int[] slots) {
    lock.lock();
    try {
      Arrays.stream(slots).forEach(this::put);
      if (slots.length > 0) {
        wake();
      }
    } finally {
      lock.unlock();
    }
  }

  boolean idle() {
    lock.lock();
    try {
      return queued + underWay == 0 || state.closed;
    } finally {
      lock.unlock();
    }
  }

  /** The index is closed: whoever waits goes on. */
  @Override
  public void close() {
    lock.lock();
    try {
      work.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
    crew.close();
  }
}
