package dev.tusk.vector.hnsw;

import dev.tusk.vector.BuildProgress;
import dev.tusk.vector.BuildReport;

/**
 * Links many slots on several threads. All are searchable at once: those not yet linked are
 * compared by their floats.
 */
final class Builder {
  private static final long REPORT_NANOS = 100_000_000;

  private final IndexState state;
  private final Inserter inserter;
  private final Linking linking;
  private final int[] slots;
  private boolean cancelled;

  Builder(IndexState state, Inserter inserter, Linking linking, int[] slots) {
    this.state = state;
    this.inserter = inserter;
    this.linking = linking;
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
    long reported = System.nanoTime();
    int at = 0;
    while (at < slots.length && !cancelled && !state.closed) {
      int to = Math.min(slots.length, at + batchSize());
      linking.link(slots, at, to, Math.max(1, threads));
      at = to;
      if (System.nanoTime() - reported >= REPORT_NANOS) {
        progress.report(at, slots.length);
        reported = System.nanoTime();
      }
      cancelled |= progress.cancelled() || Thread.currentThread().isInterrupted();
    }
    progress.report(at, slots.length);
  }

  /**
   * Rows of a batch see the graph before it, and one another: neither is to be much of the whole.
   */
  private int batchSize() {
    return Math.clamp(state.linkedSlots.get() / 16, 64, LinkBatch.MOST);
  }
}
