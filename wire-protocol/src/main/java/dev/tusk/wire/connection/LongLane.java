package dev.tusk.wire.connection;

import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that run what is not short: platform threads, which the operating system slices, so
 * that a statement of seconds does not hold up its neighbours.
 *
 * <p>A job never waits for a thread: there is one for each running job, and a connection has one
 * job at a time, so their number is bounded by that of the connections. Idle threads are used again
 * and go after a while.
 */
final class LongLane implements AutoCloseable {
  private static final int IDLE_SECONDS = 30;

  /** Deep expressions recurse; PostgreSQL's max_stack_depth is 2 MB of smaller frames. */
  private static final long STACK_BYTES = 8L << 20;

  private final AtomicInteger lastThread = new AtomicInteger();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          this::thread);

  private Thread thread(Runnable work) {
    String name = "tusk-worker-" + lastThread.incrementAndGet();
    Thread thread = new Thread(null, work, name, STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }

  void execute(Runnable job) {
    threads.execute(job);
  }

  /** Interrupts what still runs; a while later gives up on it. */
  void close(Duration wait) {
    threads.shutdownNow();
    try {
      threads.awaitTermination(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    close(Duration.ZERO);
  }
}
