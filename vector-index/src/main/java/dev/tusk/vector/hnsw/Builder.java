package dev.tusk.vector.hnsw;

import dev.tusk.vector.BuildProgress;
import dev.tusk.vector.BuildReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Links many slots on several threads. All are searchable at once: those not yet linked are
 * compared by their floats.
 */
final class Builder {
  private static final long REPORT_MILLIS = 100;

  private final IndexState state;
  private final Inserter inserter;
  private final int[] slots;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile boolean cancelled;

  Builder(IndexState state, Inserter inserter, int[] slots) {
    this.state = state;
    this.inserter = inserter;
    this.slots = slots;
  }

  BuildReport build(int threads, BuildProgress progress, Maintenance maintenance) {
    long start = System.nanoTime();
    for (int slot : slots) {
      SearchContext c = state.enterWriter();
      try {
        inserter.postpone(slot);
      } finally {
        state.exitWriter(c);
      }
    }
    Graph graph = maintenance.trained(slots);
    if (graph == null) {
      progress.report(slots.length, slots.length);
      return report(start, 32, 0, 0);
    }
    link(threads, progress);
    int relinked = 0;
    int unreachable = 0;
    graph = state.graph;
    state.maintenance.lock();
    try {
      if (graph != null && !cancelled && !state.closed) {
        Reachability reachability = new Reachability(state, graph);
        unreachable = reachability.restore();
        relinked = reachability.relinked();
        maintenance.calibrate(graph);
        graph = state.graph;
      }
    } finally {
      state.maintenance.unlock();
    }
    return report(start, graph == null ? 32 : graph.codec.bits(), relinked, unreachable);
  }

  private BuildReport report(long start, int bits, int relinked, int unreachable) {
    double seconds = (System.nanoTime() - start) / 1e9;
    return new BuildReport(state.size(), bits, seconds, relinked, unreachable, cancelled);
  }

  private void link(int threads, BuildProgress progress) {
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < Math.max(1, threads); i++) {
      workers.add(Thread.ofPlatform().daemon().name("tusk-index-build-" + i).start(this::work));
    }
    try {
      for (Thread worker : workers) {
        while (!worker.join(java.time.Duration.ofMillis(REPORT_MILLIS))) {
          progress.report(done.get(), slots.length);
          cancelled |= progress.cancelled();
        }
      }
    } catch (InterruptedException e) {
      cancelled = true;
      Thread.currentThread().interrupt();
    }
    Throwable failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("index build failed", failed);
    }
    progress.report(done.get(), slots.length);
  }

  private void work() {
    try {
      int at = next.getAndIncrement();
      while (at < slots.length && !cancelled && !state.closed) {
        link(slots[at]);
        done.incrementAndGet();
        at = next.getAndIncrement();
      }
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
      cancelled = true;
    }
  }

  private void link(int slot) {
    SearchContext c = state.enterWriter();
    try {
      inserter.insertPostponed(c, slot);
    } finally {
      state.exitWriter(c);
    }
  }
}
