package dev.tusk.vector.hnsw;

import dev.tusk.vector.memory.ContextPool;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share the work on one batch: whoever has one runs it with as many helpers as there
 * are, and goes on when all of it is done. Helpers that have had nothing to do for a second go.
 */
final class Crew implements AutoCloseable {
  private static final int MOST_HELPERS = 63;

  /** Work on numbered things that are independent of each other. */
  interface Work {
    void on(SearchContext context, int index);

    /** Called once on each thread that took part, with its context. */
    default void ends(SearchContext context) {}
  }

  private final ContextPool<SearchContext> contexts;
  private final ThreadPoolExecutor helpers =
      new ThreadPoolExecutor(
          0,
          MOST_HELPERS,
          1,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("tusk-index-linking-", 0).factory());

  Crew(ContextPool<SearchContext> contexts) {
    this.contexts = contexts;
  }

  /**
   * Does the work on all indexes below a count.
   *
   * @param own context of the calling thread
   * @param grain how many indexes a thread takes at a time
   */
  void run(SearchContext own, int threads, int count, int grain, Work work) {
    AtomicInteger next = new AtomicInteger();
    int others = Math.min(Math.min(threads - 1, MOST_HELPERS), (count - 1) / grain);
    if (others <= 0) {
      share(own, next, count, count, work);
      return;
    }
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    CountDownLatch running = new CountDownLatch(others);
    for (int i = 0; i < others; i++) {
      help(next, count, grain, work, failure, running);
    }
    try {
      share(own, next, count, grain, work);
    } finally {
      next.set(count);
      await(running);
    }
    Throwable failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("linking failed", failed);
    }
  }

  private void help(
      AtomicInteger next,
      int count,
      int grain,
      Work work,
      AtomicReference<@Nullable Throwable> failure,
      CountDownLatch running) {
    Runnable helping =
        () -> {
          SearchContext context = contexts.acquire();
          try {
            share(context, next, count, grain, work);
          } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
          } finally {
            contexts.release(context);
            running.countDown();
          }
        };
    try {
      helpers.execute(helping);
    } catch (RejectedExecutionException _) {
      running.countDown(); // The index is being closed: whoever called does the rest.
    }
  }

  private static void share(
      SearchContext context, AtomicInteger next, int count, int grain, Work work) {
    for (int from = next.getAndAdd(grain); from < count; from = next.getAndAdd(grain)) {
      for (int i = from; i < Math.min(count, from + grain); i++) {
        work.on(context, i);
      }
    }
    work.ends(context);
  }

  private static void await(CountDownLatch running) {
    boolean interrupted = false;
    while (true) {
      try {
        running.await();
        break;
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    helpers.shutdown();
  }
}
