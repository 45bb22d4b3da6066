package dev.tusk.vector.hnsw;

import java.util.BitSet;

/**
 * Takes dead nodes out of the graph: each node that links to one chooses anew among its live
 * neighbours and those of the dead. Then the dead are free for new vectors, once every search that
 * may still stand on one has ended.
 *
 * <p>The caller holds the maintenance lock; searches and inserts go on.
 */
final class Repair {
  private static final int MAX_CANDIDATES = 256;

  private final IndexState state;
  private final NodeTable nodes;
  private final Graph graph;
  private final BitSet dead;
  private final BitSet gathered = new BitSet();
  private final int[] candidates = new int[MAX_CANDIDATES];

  private Repair(IndexState state, Graph graph) {
    this.state = state;
    this.nodes = state.nodes;
    this.graph = graph;
    int count = nodes.count();
    this.dead = new BitSet(count);
    for (int node = 0; node < count; node++) {
      if (nodes.state(node) == NodeTable.DEAD) {
        dead.set(node);
      }
    }
  }

  /** Repairs the whole graph, and makes all live nodes reachable. */
  static void run(IndexState state, Graph graph) {
    Repair repair = new Repair(state, graph);
    if (!repair.dead.isEmpty()) {
      repair.replaceDead();
    }
    if (state.liveNodes.get() > 0) {
      new Reachability(state, graph).restore();
    }
  }

  private void replaceDead() {
    moveEntry();
    rewireAll();
    // Whoever found a dead node before has now ended, and nobody chooses one any more.
    state.contexts.awaitOthers();
    keepLinked();
    state.contexts.awaitOthers();
    free();
  }

  private void moveEntry() {
    long entry = graph.entry();
    if (entry < 0 || !dead.get(Graph.entryNode(entry))) {
      return;
    }
    int best = -1;
    for (int node = 0; node < nodes.count(); node++) {
      if (nodes.live(node) && (best < 0 || nodes.level(node) > nodes.level(best))) {
        best = node;
      }
    }
    if (best >= 0) {
      graph.replaceEntry(entry, best, nodes.level(best));
      return;
    }
    state.structure.writeLock().lock();
    try {
      if (state.liveNodes.get() == 0) {
        graph.clearEntry();
      }
    } finally {
      state.structure.writeLock().unlock();
    }
  }

  private void rewireAll() {
    int count = nodes.count();
    for (int node = 0; node < count && !state.closed; node++) {
      if (!nodes.live(node)) {
        continue;
      }
      for (int level = nodes.level(node); level >= 0; level--) {
        if (linksToDead(node, level)) {
          rewire(node, level);
        }
      }
    }
  }

  private boolean linksToDead(int node, int level) {
    int linked = graph.copyLinks(node, level, candidates);
    for (int i = 0; i < linked; i++) {
      if (dead.get(candidates[i])) {
        return true;
      }
    }
    return false;
  }

  private void rewire(int node, int level) {
    SearchContext c = state.enterWriter();
    try {
      gathered.clear();
      gathered.set(node);
      int[] links = new int[graph.width(0)];
      int found = gather(node, level, links, 0, 2);
      state.linker.rewire(graph, c, node, level, candidates, found);
    } finally {
      state.exitWriter(c);
    }
  }

  /** Live neighbours, and those of dead neighbours up to some steps away. */
  private int gather(int node, int level, int[] links, int found, int steps) {
    int linked = graph.copyLinks(node, level, links);
    int now = found;
    for (int i = 0; i < linked && now < MAX_CANDIDATES; i++) {
      int other = links[i];
      if (gathered.get(other)) {
        continue;
      }
      gathered.set(other);
      if (!dead.get(other)) {
        candidates[now++] = other;
      } else if (steps > 0) {
        now = gather(other, level, new int[links.length], now, steps - 1);
      }
    }
    return now;
  }

  /** Spares dead nodes that something still links to; they are tried again next time. */
  private void keepLinked() {
    int count = nodes.count();
    BitSet linked = new BitSet(count);
    for (int node = 0; node < count; node++) {
      if (nodes.state(node) != NodeTable.FREE && !dead.get(node)) {
        markDeadNeighbours(node, linked);
      }
    }
    long entry = graph.entry();
    if (entry >= 0 && dead.get(Graph.entryNode(entry))) {
      linked.set(Graph.entryNode(entry));
    }
    BitSet kept = new BitSet(count);
    for (int node = linked.nextSetBit(0); node >= 0; node = linked.nextSetBit(0)) {
      linked.clear(node);
      kept.set(node);
      markDeadNeighbours(node, linked);
      linked.andNot(kept);
    }
    dead.andNot(kept);
  }

  private void markDeadNeighbours(int node, BitSet marked) {
    for (int level = 0; level <= nodes.level(node); level++) {
      int linked = graph.copyLinks(node, level, candidates);
      for (int i = 0; i < linked; i++) {
        if (dead.get(candidates[i])) {
          marked.set(candidates[i]);
        }
      }
    }
  }

  private void free() {
    for (int node = dead.nextSetBit(0); node >= 0; node = dead.nextSetBit(node + 1)) {
      int linked = graph.copyLinks(node, 0, candidates);
      for (int i = 0; i < linked; i++) {
        nodes.addInDegree(candidates[i], -1);
      }
      if (nodes.level(node) > 0) {
        state.upper.release(nodes.upper(node), nodes.level(node));
      }
      nodes.release(node);
      state.deadNodes.decrementAndGet();
    }
  }
}
