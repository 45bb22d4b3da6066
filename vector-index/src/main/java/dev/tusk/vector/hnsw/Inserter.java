package dev.tusk.vector.hnsw;

import dev.tusk.vector.codec.Metric;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/** Puts slots into the index and takes them out; the caller holds the structure lock, shared. */
final class Inserter {
  private static final int STRIPES = 512;

  private final IndexState state;
  private final NodeTable nodes;
  private final SlotTable slots;

  /** A slot is changed by one thread at a time. */
  private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];

  Inserter(IndexState state) {
    Arrays.setAll(stripes, _ -> new ReentrantLock());
    this.state = state;
    this.nodes = state.nodes;
    this.slots = state.slots;
  }

  private ReentrantLock stripe(int slot) {
    return stripes[slot & (STRIPES - 1)];
  }

  /** Adds a slot, or nothing when it is there with the same vector. */
  void insert(SearchContext c, int slot) {
    ReentrantLock stripe = stripe(slot);
    stripe.lock();
    try {
      insertLocked(c, slot);
    } finally {
      stripe.unlock();
    }
  }

  /** Links a slot that was postponed, unless it was removed since. */
  void insertPostponed(SearchContext c, int slot) {
    ReentrantLock stripe = stripe(slot);
    stripe.lock();
    try {
      if (slots.node(slot) != SlotTable.ABSENT) {
        insertLocked(c, slot);
      }
    } finally {
      stripe.unlock();
    }
  }

  private void insertLocked(SearchContext c, int slot) {
    slots.cover(slot);
    state.exact.read(slot, c.vector);
    int old = slots.node(slot);
    if (old >= 0 && nodes.hash(old) == state.exact.hash(c.vector)) {
      return;
    }
    if (old != SlotTable.ABSENT && old != SlotTable.PENDING) {
      removeLocked(slot);
    }
    if (undefined(c.vector)) {
      leavePending(slot);
      slots.node(slot, SlotTable.UNDEFINED);
      state.undefined.add(slot);
      return;
    }
    Graph graph = state.graph;
    if (graph == null || outlying(c.vector)) {
      slots.node(slot, SlotTable.PENDING);
      state.pending.add(slot);
      return;
    }
    link(graph, c, slot);
    leavePending(slot);
  }

  /** Remembers a slot for later linking; searches compare its floats meanwhile. */
  void postpone(int slot) {
    slots.cover(slot);
    ReentrantLock stripe = stripe(slot);
    stripe.lock();
    try {
      if (slots.node(slot) == SlotTable.ABSENT) {
        slots.node(slot, SlotTable.PENDING);
        state.pending.add(slot);
      }
    } finally {
      stripe.unlock();
    }
  }

  private void leavePending(int slot) {
    state.pending.remove(slot);
  }

  /** Takes a slot out; false when it was not there. */
  boolean remove(int slot) {
    ReentrantLock stripe = stripe(slot);
    stripe.lock();
    try {
      return removeLocked(slot);
    } finally {
      stripe.unlock();
    }
  }

  private boolean removeLocked(int slot) {
    int node = slots.node(slot);
    if (node == SlotTable.ABSENT) {
      return false;
    }
    if (node < 0) {
      slots.node(slot, SlotTable.ABSENT);
      state.undefined.remove(slot);
    } else {
      unlink(node, slot);
    }
    // A build that was interrupted may have left a linked slot pending as well.
    state.pending.remove(slot);
    return true;
  }

  private void unlink(int node, int slot) {
    nodes.lock(node);
    try {
      slots.unlink(nodes, node, slot);
      if (nodes.slot(node) < 0) {
        nodes.state(node, NodeTable.DEAD);
        state.liveNodes.decrementAndGet();
        state.deadNodes.incrementAndGet();
      }
      state.linkedSlots.decrementAndGet();
    } finally {
      nodes.unlock(node);
    }
  }

  private void link(Graph graph, SearchContext c, int slot) {
    state.prepare(c);
    int node = newNode(graph, c, slot);
    while (true) {
      int identical = state.linker.chooseNeighbours(graph, c, node, slot, state.deadShare());
      if (identical >= 0) {
        if (join(identical, slot)) {
          discard(node);
          return;
        }
        continue;
      }
      if (c.links().neighbourCount[0] > 0) {
        break;
      }
      if (firstOf(graph, c, node, slot)) {
        return;
      }
    }
    publish(node, slot);
    state.linker.link(graph, c, node);
  }

  private int newNode(Graph graph, SearchContext c, int slot) {
    int node = nodes.allocate();
    if (node >= Keys.MAX_NODES) {
      throw new IllegalStateException("an index holds at most " + Keys.MAX_NODES + " vectors");
    }
    graph.cover(node + 1);
    c.bind(graph);
    int level = graph.levelFor(slot);
    nodes.level(node, level);
    nodes.hash(node, state.exact.hash(c.vector));
    nodes.squaredNorm(node, state.exact.squaredNorm(c.vector));
    nodes.inDegree(node, 0);
    nodes.slot(node, -1);
    if (level > 0) {
      nodes.upper(node, state.upper.allocate(level));
    }
    graph.clearLinks(node);
    graph.codec.encode(c.prepared, graph.records.address(node), c.query());
    graph.codec.prepare(c.prepared, c.query());
    return node;
  }

  private void discard(int node) {
    if (nodes.level(node) > 0) {
      state.upper.release(nodes.upper(node), nodes.level(node));
    }
    nodes.release(node);
  }

  /** Adds the slot to a node with the same vector, unless that has just lost its last one. */
  private boolean join(int node, int slot) {
    nodes.lock(node);
    try {
      if (!nodes.live(node)) {
        return false;
      }
      slots.push(nodes, node, slot);
      state.linkedSlots.incrementAndGet();
      return true;
    } finally {
      nodes.unlock(node);
    }
  }

  private void publish(int node, int slot) {
    nodes.lock(node);
    nodes.state(node, NodeTable.LIVE);
    slots.push(nodes, node, slot);
    nodes.unlock(node);
    state.liveNodes.incrementAndGet();
    state.linkedSlots.incrementAndGet();
    state.linkedSinceReview.incrementAndGet();
  }

  /**
   * Where no live neighbour was found: makes the node the entry if there is no other live one, or
   * links it to live nodes found by looking at all.
   */
  private boolean firstOf(Graph graph, SearchContext c, int node, int slot) {
    long entry = graph.entry();
    int found = 0;
    int count = nodes.count();
    for (int other = 0; other < count && found < graph.m; other++) {
      if (other != node && nodes.live(other)) {
        c.batch[found++] = other;
      }
    }
    if (found == 0) {
      if (!graph.replaceEntry(entry, node, nodes.level(node))) {
        return false;
      }
      publish(node, slot);
      return true;
    }
    publish(node, slot);
    int linked = found;
    int[] candidates = Arrays.copyOf(c.batch, linked);
    state.linker.rewire(graph, c, node, 0, candidates, linked);
    for (int other : candidates) {
      state.linker.forceLink(graph, other, node);
    }
    if (nodes.inDegree(node) == 0) {
      graph.replaceEntry(entry, node, nodes.level(node));
    }
    return true;
  }

  /** Zero vectors, and vectors without a finite direction, have no cosine with anything. */
  private boolean undefined(float[] vector) {
    return state.options.metric() == Metric.COSINE && state.exact.squaredNorm(vector) == 0;
  }

  /** Values whose squares leave float32 cannot be coded; such slots stay pending. */
  private boolean outlying(float[] vector) {
    float norm = state.exact.squaredNorm(vector);
    return !(norm < 1e37f);
  }
}
