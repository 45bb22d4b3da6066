package dev.tusk.vector.hnsw;

import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.memory.Raw;
import java.util.Arrays;

/**
 * Counts the live nodes that no walk from the entry can reach on the ground layer, and links them
 * to ones that it can. One pass costs some tens of milliseconds for 200,000 nodes.
 */
final class Reachability {
  private static final int ROUNDS = 8;

  private final IndexState state;
  private final Graph graph;
  private byte[] reached = new byte[0];
  private int[] queue = new int[1024];
  private int relinked;

  Reachability(IndexState state, Graph graph) {
    this.state = state;
    this.graph = graph;
  }

  /** Nodes given a further link by {@link #restore}. */
  int relinked() {
    return relinked;
  }

  /** Live nodes that cannot be reached. */
  int unreachable() {
    long entry = graph.entry();
    int count = state.nodes.count();
    reached = new byte[count];
    if (entry >= 0) {
      spread(Graph.entryNode(entry));
    }
    int unreachable = 0;
    for (int node = 0; node < count; node++) {
      unreachable += lost(node) ? 1 : 0;
    }
    return unreachable;
  }

  private boolean lost(int node) {
    return reached[node] == 0 && state.nodes.live(node);
  }

  private void spread(int from) {
    int head = 0;
    int tail = 0;
    reached[from] = 1;
    queue[tail++] = from;
    while (head < tail) {
      int node = queue[head++];
      long links = graph.links(node, 0);
      for (int i = 0; i < graph.width(0); i++) {
        int other = Raw.getIntAcquire(links + 4L * i) & Graph.NODE;
        if (other < reached.length && reached[other] == 0) {
          reached[other] = 1;
          if (tail == queue.length) {
            queue = Arrays.copyOf(queue, 2 * tail);
          }
          queue[tail++] = other;
        }
      }
    }
  }

  /** Links what cannot be reached until nothing is left; returns how many nodes are. */
  int restore() {
    int unreachable = unreachable();
    for (int round = 0; round < ROUNDS && unreachable > 0; round++) {
      if (state.options.metric() == Metric.INNER_PRODUCT) {
        adopt();
      } else {
        relink();
      }
      unreachable = unreachable();
    }
    return unreachable;
  }

  private void relink() {
    SearchContext c = state.enter();
    try {
      for (int node = 0; node < reached.length; node++) {
        if (lost(node)) {
          relink(c, node);
        }
      }
    } finally {
      state.contexts.release(c);
    }
  }

  /**
   * Under inner product, what is lost is far from everything, the nodes near to it are the hubs of
   * the graph, and their links are not for giving away. So the lost hang on those that were about
   * to be lost, and on one another: out of the way, but reached by a walk that must go on.
   */
  private void adopt() {
    int[] adopters = new int[reached.length];
    int count = 0;
    for (int degree = 0; degree <= graph.width(0) && count == 0; degree++) {
      for (int node = 0; node < reached.length; node++) {
        if (reached[node] != 0 && state.nodes.live(node) && state.nodes.inDegree(node) <= degree) {
          adopters[count++] = node;
        }
      }
    }
    int at = 0;
    int given = 0;
    for (int node = 0; node < reached.length && at < count; node++) {
      if (!lost(node)) {
        continue;
      }
      while (at < count
          && (given == graph.m || !state.linker.forceLink(graph, adopters[at], node))) {
        at++;
        given = 0;
      }
      if (at < count) {
        given++;
        relinked++;
        reached[node] = 1;
        adopters[count++] = node;
      }
    }
  }

  private void relink(SearchContext c, int node) {
    int slot = state.nodes.slot(node);
    long entry = graph.entry();
    if (slot < 0 || entry < 0) {
      return;
    }
    state.exact.read(slot, c.vector);
    state.prepare(c);
    c.bind(graph);
    graph.codec.prepare(c.prepared, c.query());
    int from = Traversal.descend(graph, c, Graph.entryNode(entry), Graph.entryLevel(entry), 0);
    if (from >= reached.length || reached[from] == 0) {
      // The upper layers may lead to lost nodes too.
      from = Graph.entryNode(entry);
    }
    int size = Traversal.beam(graph, c, from, 0, state.options.efConstruction());
    int[] near = new int[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      int candidate = Keys.node(c.pool[i]);
      if (candidate != node && candidate < reached.length && reached[candidate] == 1) {
        near[count++] = candidate;
      }
    }
    if (graph.copyLinks(node, 0, c.batch) == 0) {
      state.linker.rewire(graph, c, node, 0, near, Math.min(count, 4 * graph.m));
    }
    for (int i = 0; i < count; i++) {
      if (state.linker.forceLink(graph, near[i], node)) {
        relinked++;
        spread(node);
        return;
      }
    }
  }
}
