package dev.tusk.vector.hnsw;

import dev.tusk.vector.memory.Raw;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Links a batch of pending slots on several threads, in steps that each end before the next begins:
 *
 * <ol>
 *   <li>nodes get their numbers, in the order of the slots;
 *   <li>each is coded and looks for its neighbours in the graph as it was before the batch;
 *   <li>each chooses its links among these and all others of the batch, which it compares with;
 *   <li>all are published with their own links, to which nothing leads yet;
 *   <li>the links back are added, those of one node by one thread in the order of the batch.
 * </ol>
 *
 * No step depends on which thread does what, so that the same slots in the same order give the same
 * graph whatever the number of threads. Comparing 256 of a batch with each other costs 5
 * microseconds a row at 768 dimensions; without it, rows that come in groups would not find their
 * own group.
 *
 * <p>One batch at a time ({@link Linking}). Searches, removals and maintenance go on; a slot that
 * is removed meanwhile leaves a dead node.
 */
final class LinkBatch {
  /** Rows of a batch at most; their numbers have eleven bits in {@link #ends}. */
  static final int MOST = 512;

  private static final int GRAIN = 4;

  private final IndexState state;
  private final Crew crew;
  private final NodeTable nodes;
  private final SlotTable slots;
  private final Linker linker;
  private final NewNode[] batch = new NewNode[MOST];
  private int count;

  /** Links back: node, layer, number in the batch and place among its links. */
  private long[] ends = new long[1024];

  private int[] firstEnds = new int[1024];
  private int endCount;
  private int ended;
  private int[] again = new int[16];
  private int againCount;

  LinkBatch(IndexState state, Crew crew) {
    this.state = state;
    this.crew = crew;
    this.nodes = state.nodes;
    this.slots = state.slots;
    this.linker = state.linker;
  }

  /**
   * Links slots that are pending; the others are left alone.
   *
   * @param c the caller's, entered as a writer's
   * @return how many slots have to be tried again; {@link #again} has them
   */
  int link(Graph graph, SearchContext c, int threads, int[] some, int from, int to) {
    againCount = 0;
    admit(graph, some, from, to);
    if (count == 0) {
      return 0;
    }
    double deadShare = state.deadShare();
    crew.run(c, threads, count, GRAIN, (own, i) -> look(graph, own, batch[i], deadShare));
    findTwins();
    crew.run(c, threads, count, GRAIN, (own, i) -> choose(graph, own, batch[i]));
    for (int i = 0; i < count; i++) {
      publish(graph, c, batch[i]);
    }
    linkBack(graph, c, threads);
    for (int i = 0; i < count; i++) {
      finish(graph, c, batch[i]);
    }
    return againCount;
  }

  int again(int i) {
    return again[i];
  }

  private void tryAgain(int slot) {
    if (againCount == again.length) {
      again = Arrays.copyOf(again, 2 * againCount);
    }
    again[againCount++] = slot;
  }

  private void admit(Graph graph, int[] some, int from, int to) {
    count = 0;
    int[] sorted = Arrays.copyOfRange(some, from, to);
    Arrays.sort(sorted);
    boolean twice = false;
    for (int i = 1; i < sorted.length; i++) {
      twice |= sorted[i] == sorted[i - 1];
    }
    for (int i = from; i < to; i++) {
      if (slots.node(some[i]) == SlotTable.PENDING && !(twice && has(some[i]))) {
        if (batch[count] == null) {
          batch[count] = new NewNode();
        }
        batch[count++].begin(some[i], allocate(graph, some[i]), graph.levelFor(some[i]));
      }
    }
    graph.cover(nodes.count());
  }

  private boolean has(int slot) {
    for (int i = 0; i < count; i++) {
      if (batch[i].slot == slot) {
        return true;
      }
    }
    return false;
  }

  private int allocate(Graph graph, int slot) {
    int node = nodes.allocate();
    if (node >= Keys.MAX_NODES) {
      throw new IllegalStateException("an index holds at most " + Keys.MAX_NODES + " vectors");
    }
    graph.cover(node + 1);
    int level = graph.levelFor(slot);
    nodes.level(node, level);
    nodes.inDegree(node, 0);
    nodes.slot(node, -1);
    if (level > 0) {
      nodes.upper(node, state.upper.allocate(level));
    }
    return node;
  }

  /** Codes a new node and finds who is near to it. */
  private void look(Graph graph, SearchContext c, NewNode fresh, double deadShare) {
    state.exact.read(fresh.slot, c.vector);
    if (state.outlying(c.vector) || state.undefined(c.vector)) {
      fresh.outlying = true;
      return;
    }
    state.prepare(c);
    c.bind(graph);
    fresh.hash = state.exact.hash(c.vector);
    nodes.hash(fresh.node, fresh.hash);
    nodes.squaredNorm(fresh.node, state.exact.squaredNorm(c.vector));
    graph.clearLinks(fresh.node);
    graph.codec.encode(c.prepared, graph.records.address(fresh.node), c.query());
    graph.codec.prepare(c.prepared, c.query());
    linker.look(graph, c, fresh, deadShare);
  }

  private void findTwins() {
    Map<Integer, NewNode> byHash = HashMap.newHashMap(count);
    for (int i = 0; i < count; i++) {
      NewNode own = batch[i];
      NewNode first = own.outlying ? null : byHash.putIfAbsent(own.hash, own);
      if (first != null
          && state.exact.identical(
              state.exact.address(first.slot), state.exact.address(own.slot))) {
        own.twin = first;
      }
    }
  }

  private void choose(Graph graph, SearchContext c, NewNode fresh) {
    if (fresh.fresh()) {
      state.exact.read(fresh.slot, c.vector);
      linker.choose(graph, c, fresh, batch, count);
    }
  }

  /** Makes a node one of the graph's, unless its slot has gone or got another vector. */
  private void publish(Graph graph, SearchContext c, NewNode own) {
    if (!own.fresh()) {
      discard(own.node, own.level);
      if (!own.outlying) {
        join(c, own);
      }
      return;
    }
    storeLinks(graph, own);
    ReentrantLock stripe = state.stripe(own.slot);
    stripe.lock();
    try {
      if (!unchanged(c, own)) {
        // Others of the batch may have chosen it: it stays a sign-post until the next repair.
        nodes.state(own.node, NodeTable.DEAD);
        state.deadNodes.incrementAndGet();
        return;
      }
      nodes.lock(own.node);
      nodes.state(own.node, NodeTable.LIVE);
      slots.push(nodes, own.node, own.slot);
      nodes.unlock(own.node);
      state.liveNodes.incrementAndGet();
      linked(own);
      state.linkedSinceReview.incrementAndGet();
    } finally {
      stripe.unlock();
    }
  }

  /** The slot is in the graph now, and stays pending until all links are there. */
  private void linked(NewNode own) {
    own.linked = true;
    state.counted.incrementAndGet();
    state.linkedSlots.incrementAndGet();
  }

  /** Whether a slot is still pending with the vector that was looked at; else it comes again. */
  private boolean unchanged(SearchContext c, NewNode own) {
    if (slots.node(own.slot) != SlotTable.PENDING) {
      return false;
    }
    if (hash(c, own.slot) != own.hash) {
      tryAgain(own.slot);
      return false;
    }
    return true;
  }

  private int hash(SearchContext c, int slot) {
    state.exact.read(slot, c.vector);
    return state.exact.hash(c.vector);
  }

  private void discard(int node, int level) {
    if (level > 0) {
      state.upper.release(nodes.upper(node), level);
    }
    nodes.release(node);
  }

  /** Adds a slot to a node with the same vector, unless that has just lost its last one. */
  private void join(SearchContext c, NewNode own) {
    int node = own.standing();
    ReentrantLock stripe = state.stripe(own.slot);
    stripe.lock();
    try {
      if (!unchanged(c, own)) {
        return;
      }
      nodes.lock(node);
      try {
        if (nodes.live(node)) {
          slots.push(nodes, node, own.slot);
          linked(own);
        } else {
          tryAgain(own.slot);
        }
      } finally {
        nodes.unlock(node);
      }
    } finally {
      stripe.unlock();
    }
  }

  private void storeLinks(Graph graph, NewNode own) {
    for (int level = 0; level <= own.level; level++) {
      long links = graph.links(own.node, level);
      for (int i = 0; i < own.neighbourCount[level]; i++) {
        int link = own.neighbours[level][i];
        Raw.putIntRelease(links + 4L * i, link);
        if (level == 0) {
          nodes.addInDegree(link & Graph.NODE, 1);
        }
      }
    }
  }

  /** From the ground up a node's links are there before anything leads to it. */
  private void linkBack(Graph graph, SearchContext c, int threads) {
    gatherEnds();
    DegreeChanges changes = new DegreeChanges();
    crew.run(
        c,
        threads,
        ended,
        GRAIN,
        new Crew.Work() {
          @Override
          public void on(SearchContext context, int index) {
            context.links().deferring = true;
            for (int i = firstEnds[index]; i < firstEnds[index + 1]; i++) {
              linkBack(graph, context, ends[i]);
            }
          }

          @Override
          public void ends(SearchContext context) {
            context.links().deferring = false;
            changes.add(context.links());
          }
        });
    for (int node : changes.apply(nodes)) {
      linker.keepInReach(graph, c, node);
    }
  }

  private void linkBack(Graph graph, SearchContext c, long end) {
    NewNode own = batch[(int) (end >>> 8) & 0x7FF];
    int level = (int) (end >>> 19) & 0x1F;
    int at = (int) end & 0xFF;
    linker.connect(
        graph, c, (int) (end >>> 24), own.node, own.neighbourDistances[level][at], level);
  }

  private void gatherEnds() {
    endCount = 0;
    for (int i = 0; i < count; i++) {
      NewNode own = batch[i];
      for (int level = 0; own.linked && own.fresh() && level <= own.level; level++) {
        for (int at = 0; at < own.neighbourCount[level]; at++) {
          if (endCount == ends.length) {
            ends = Arrays.copyOf(ends, 2 * endCount);
          }
          long node = own.neighbours[level][at] & Graph.NODE;
          ends[endCount++] = node << 24 | (long) level << 19 | (long) i << 8 | at;
        }
      }
    }
    Arrays.sort(ends, 0, endCount);
    ended = 0;
    for (int i = 0; i < endCount; i++) {
      if (i == 0 || ends[i] >>> 24 != ends[i - 1] >>> 24) {
        if (ended + 2 > firstEnds.length) {
          firstEnds = Arrays.copyOf(firstEnds, 2 * firstEnds.length);
        }
        firstEnds[ended++] = i;
      }
    }
    firstEnds[ended] = endCount;
  }

  /** The graph answers for a slot from now on. */
  private void finish(Graph graph, SearchContext c, NewNode own) {
    if (!own.linked) {
      return;
    }
    if (own.fresh()) {
      if (own.neighbourCount[0] == 0) {
        linkToAny(graph, c, own);
      } else {
        linker.keepInReach(graph, c, own.node);
      }
      linker.raiseEntry(graph, own.node, own.level);
    }
    ReentrantLock stripe = state.stripe(own.slot);
    stripe.lock();
    try {
      // Else it was removed, and may have come again.
      if (slots.node(own.slot) >= 0 && state.pending.remove(own.slot)) {
        state.counted.decrementAndGet();
      }
    } finally {
      stripe.unlock();
    }
  }

  /**
   * Where no live neighbour was found: links a node to live ones found by looking at all, or makes
   * it the entry if there is no other.
   */
  private void linkToAny(Graph graph, SearchContext c, NewNode own) {
    int[] others = new int[graph.m];
    int found = 0;
    int all = nodes.count();
    for (int other = 0; other < all && found < graph.m; other++) {
      if (other != own.node && nodes.live(other)) {
        others[found++] = other;
      }
    }
    if (found > 0) {
      linker.rewire(graph, c, own.node, 0, others, found);
      for (int i = 0; i < found; i++) {
        linker.forceLink(graph, others[i], own.node);
      }
    }
    while (nodes.inDegree(own.node) == 0
        && Graph.entryNode(graph.entry()) != own.node
        && !graph.replaceEntry(graph.entry(), own.node, own.level)) {
      Thread.onSpinWait();
    }
  }
}
