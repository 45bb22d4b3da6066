package dev.tusk.vector.hnsw;

/**
 * Gives every node the neighbours that it would be given today, one node after the other, while
 * searches and inserts go on: after the codes by which the old ones were found turned out not to
 * tell rows apart. Costs as much as a build on one thread.
 *
 * <p>The caller holds the maintenance lock; it is lent to those who wait for it.
 */
final class Relinking {
  private final IndexState state;
  private final Graph graph;

  Relinking(IndexState state, Graph graph) {
    this.state = state;
    this.graph = graph;
  }

  void run() {
    int count = state.nodes.count();
    for (int node = 0; node < count && !state.closed && state.graph == graph; node++) {
      giveWay();
      if (state.nodes.live(node)) {
        relink(node);
      }
    }
    if (state.liveNodes.get() > 0 && !state.closed && state.graph == graph) {
      new Reachability(state, graph).restore();
    }
  }

  /** A snapshot need not wait until all is done. */
  private void giveWay() {
    if (!state.maintenance.hasQueuedThreads() || state.maintenance.getHoldCount() != 1) {
      return;
    }
    state.maintenance.unlock();
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      state.maintenance.lock();
    }
  }

  private void relink(int node) {
    SearchContext c = state.enterWriter();
    try {
      int slot = state.nodes.slot(node);
      if (slot < 0) {
        return;
      }
      state.exact.read(slot, c.vector);
      state.prepare(c);
      c.bind(graph);
      graph.codec.prepare(c.prepared, c.query());
      state.linker.relink(graph, c, node);
    } finally {
      state.exitWriter(c);
    }
  }
}
