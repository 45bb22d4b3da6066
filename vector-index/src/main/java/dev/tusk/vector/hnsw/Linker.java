package dev.tusk.vector.hnsw;

import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.exact.ExactDistance;
import dev.tusk.vector.memory.Raw;
import java.util.Arrays;

/**
 * Ties nodes into a graph (Malkov and Yashunin 2016, algorithm 1) beside searches that take no
 * lock.
 *
 * <p>Candidates are found by codes and chosen by floats. All neighbours are computed from the top
 * layer down, then linked from the ground up: a search that comes down onto a new node always finds
 * its ground links in place.
 */
final class Linker {
  /** Candidates measured by floats: more do not improve the graph, codes having sorted them. */
  private static final int MEASURED = 128;

  /** Nodes kept on the layers above the new node's: in a wrong group it would be lost for good. */
  private static final int WIDTH = 16;

  private final ExactDistance exact;
  private final NodeTable nodes;
  private final NeighbourChoice choice;
  private final int efConstruction;

  /**
   * Whether each node keeps a link to it. Under inner product a few long vectors are near to all
   * others, and links that keep the short ones in reach would stand in the way of those that lead
   * to the long ones (recall where norms differ: 0.58 with, 0.99 without them); what nothing links
   * to is seen to by {@link Reachability}.
   */
  private final boolean eachInReach;

  Linker(ExactDistance exact, NodeTable nodes, HnswOptions options) {
    this.exact = exact;
    this.nodes = nodes;
    this.choice = new NeighbourChoice(exact, nodes);
    this.efConstruction = options.efConstruction();
    this.eachInReach = options.metric() != Metric.INNER_PRODUCT;
  }

  /**
   * Finds candidates on all layers for a new node whose vector is in the context, prepared for
   * linking; and the live node with the identical vector, if there is one.
   */
  void look(Graph graph, SearchContext c, NewNode own, double deadShare) {
    LinkScratch s = c.links();
    long entry = graph.entry();
    if (entry < 0) {
      return;
    }
    float norm = nodes.squaredNorm(own.node);
    int top = Graph.entryLevel(entry);
    int from = Traversal.descend(graph, c, Graph.entryNode(entry), top, own.level, WIDTH);
    int ef = (int) (efConstruction * (1 + Math.min(3, deadShare)));
    for (int l = Math.min(own.level, top); l >= 0; l--) {
      int size = Traversal.beam(graph, c, from, l, ef);
      from = Keys.node(c.pool[0]);
      c.reserveBatch(size);
      int found = 0;
      for (int i = 0; i < size && found < MEASURED; i++) {
        int candidate = Keys.node(c.pool[i]);
        if (nodes.live(candidate)) {
          c.batch[found++] = candidate;
        }
      }
      int live = choice.measure(c, c.vector, norm, c.batch, found);
      if (l == 0) {
        own.same = identical(s, live, own.slot);
      }
      own.keepCandidates(l, s, live, MEASURED);
    }
  }

  /** Chooses links on all layers for a new node whose vector is in the context. */
  void choose(Graph graph, SearchContext c, NewNode own, NewNode[] batch, int count) {
    LinkScratch s = c.links();
    s.reserve(MEASURED + count);
    c.reserveBatch(count);
    float norm = nodes.squaredNorm(own.node);
    for (int l = own.level; l >= 0; l--) {
      int live = found(s, own, l);
      live = others(c, own, l, live, batch, count);
      int width = graph.width(l);
      own.keepChosen(l, s, choice.choose(s, norm, live, MEASURED, width), width);
    }
  }

  /** Fills the scratch with the candidates that were found in the graph and are live still. */
  private int found(LinkScratch s, NewNode own, int level) {
    int live = 0;
    for (int i = 0; i < own.candidateCount[level]; i++) {
      int node = own.candidates[level][i];
      int slot = nodes.slot(node);
      if (slot >= 0) {
        put(s, live++, node, slot, own.candidateDistances[level][i]);
      }
    }
    return live;
  }

  /** Adds the others of the batch that are no farther than what was found. */
  private int others(
      SearchContext c, NewNode own, int level, int found, NewNode[] batch, int count) {
    LinkScratch s = c.links();
    int others = 0;
    for (int i = 0; i < count; i++) {
      NewNode other = batch[i];
      if (other != own && other.level >= level && other.fresh()) {
        c.batch[others] = i;
        c.slots[others++] = other.slot;
      }
    }
    exact.raw(c.vector, c.slots, others, c.scores);
    float farthest = found < MEASURED ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY;
    for (int i = 0; i < found; i++) {
      farthest = Math.max(farthest, s.distances[i]);
    }
    int all = found;
    float norm = nodes.squaredNorm(own.node);
    for (int i = 0; i < others; i++) {
      NewNode other = batch[c.batch[i]];
      float distance = exact.linking(c.scores[i], norm, nodes.squaredNorm(other.node));
      if (distance <= farthest) {
        put(s, all++, other.node, other.slot, distance);
      }
    }
    return all;
  }

  private void put(LinkScratch s, int at, int node, int slot, float distance) {
    s.nodes[at] = node;
    s.marks[at] = 0;
    s.distances[at] = distance;
    s.norms[at] = nodes.squaredNorm(node);
    s.addresses[at] = exact.address(slot);
  }

  /** Equal floats give exactly the same sums, so only the nearest candidates need comparing. */
  private int identical(LinkScratch s, int count, int slot) {
    float nearest = Float.POSITIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      nearest = Math.min(nearest, s.distances[i]);
    }
    float limit = nearest + Math.abs(nearest) + 1e-6f;
    long address = exact.address(slot);
    for (int i = 0; i < count; i++) {
      if (s.distances[i] <= limit && exact.identical(address, s.addresses[i])) {
        return s.nodes[i];
      }
    }
    return -1;
  }

  /** Gives a node to which nothing links a link from one of those it links to. */
  void keepInReach(Graph graph, SearchContext c, int node) {
    if (!eachInReach || nodes.inDegree(node) > 0 || !nodes.live(node)) {
      return;
    }
    c.reserveBatch(graph.width(0));
    int count = graph.copyLinks(node, 0, c.batch);
    for (int i = 0; i < count && nodes.inDegree(node) <= 0; i++) {
      forceLink(graph, c.batch[i], node);
    }
  }

  /** Changes the number of links to a node, or remembers to; returns what it was. */
  private int addDegree(LinkScratch s, int node, int delta) {
    if (!s.deferring) {
      return nodes.addInDegree(node, delta);
    }
    s.change(node, delta);
    return nodes.inDegree(node);
  }

  void raiseEntry(Graph graph, int node, int level) {
    long entry = graph.entry();
    while ((entry < 0 || level > Graph.entryLevel(entry))
        && !graph.replaceEntry(entry, node, level)) {
      entry = graph.entry();
    }
  }

  /**
   * Looks for better neighbours of a node whose vector is in the context, prepared for linking, by
   * the codes of today; those it has are candidates, too.
   */
  void relink(Graph graph, SearchContext c, int node) {
    long entry = graph.entry();
    if (entry < 0) {
      return;
    }
    int level = nodes.level(node);
    int top = Graph.entryLevel(entry);
    int from = Traversal.descend(graph, c, Graph.entryNode(entry), top, level, WIDTH);
    LinkScratch s = c.links();
    for (int l = Math.min(level, top); l >= 0; l--) {
      int size = Traversal.beam(graph, c, from, l, efConstruction);
      from = Keys.node(c.pool[0]);
      int[] candidates = new int[MEASURED + graph.width(l)];
      int count = graph.copyLinks(node, l, candidates);
      int linked = count;
      for (int i = 0; i < size && count - linked < MEASURED; i++) {
        int candidate = Keys.node(c.pool[i]);
        if (candidate != node && nodes.live(candidate) && !has(candidates, linked, candidate)) {
          candidates[count++] = candidate;
        }
      }
      int chosen = rewire(graph, c, node, l, candidates, count);
      int[] neighbours = new int[chosen];
      float[] distances = new float[chosen];
      for (int i = 0; i < chosen; i++) {
        neighbours[i] = s.nodes[s.chosen[i]];
        distances[i] = s.distances[s.chosen[i]];
      }
      for (int i = 0; i < chosen; i++) {
        connect(graph, c, neighbours[i], node, distances[i], l);
      }
    }
  }

  private static boolean has(int[] nodes, int count, int node) {
    for (int i = 0; i < count; i++) {
      if (nodes[i] == node) {
        return true;
      }
    }
    return false;
  }

  /** Adds a link from one node to another; where there is no room, the worst goes. */
  void connect(Graph graph, SearchContext c, int from, int to, float distance, int level) {
    nodes.lock(from);
    try {
      long links = graph.links(from, level);
      int width = graph.width(level);
      int unused = -1;
      for (int i = 0; i < width; i++) {
        int other = Raw.getInt(links + 4L * i) & Graph.NODE;
        if (other == to) {
          return;
        }
        unused = other == from ? i : unused;
      }
      if (unused < 0) {
        prune(graph, c, from, to, distance, level);
        return;
      }
      if (level == 0) {
        addDegree(c.links(), to, 1);
      }
      Raw.putIntRelease(links + 4L * unused, to);
    } finally {
      nodes.unlock(from);
    }
  }

  /** Chooses among a full set of links and one more. Kept links stay where they are. */
  private void prune(Graph graph, SearchContext c, int from, int to, float distance, int level) {
    int slot = nodes.slot(from);
    if (slot < 0) {
      return;
    }
    int toSlot = nodes.slot(to);
    if (toSlot < 0) {
      return;
    }
    LinkScratch s = c.links();
    int width = graph.width(level);
    float norm = nodes.squaredNorm(from);
    exact.read(slot, c.other);
    c.reserveBatch(width + 1);
    long links = graph.links(from, level);
    for (int i = 0; i < width; i++) {
      c.batch[i] = Raw.getInt(links + 4L * i);
    }
    int live = choice.measure(c, c.other, norm, c.batch, width);
    s.nodes[live] = to;
    s.marks[live] = 0;
    s.distances[live] = distance;
    s.norms[live] = nodes.squaredNorm(to);
    s.addresses[live] = exact.address(toSlot);
    int chosen = choice.choose(s, norm, live + 1, width);
    Arrays.fill(s.kept, 0, live + 1, false);
    for (int i = 0; i < chosen; i++) {
      s.kept[s.chosen[i]] = true;
    }
    if (level == 0) {
      releaseDropped(s, live, chosen, width);
    }
    store(graph, s, from, to, live, level);
  }

  /** A link that is dropped must not be the last one to its node: then it is kept after all. */
  private void releaseDropped(LinkScratch s, int live, int chosen, int width) {
    int kept = chosen;
    for (int i = 0; i < live; i++) {
      if (s.kept[i] || addDegree(s, s.nodes[i], -1) > 1 || !eachInReach) {
        continue;
      }
      if (kept == width && !releaseFarthest(s, live, chosen)) {
        continue;
      }
      addDegree(s, s.nodes[i], 1);
      s.kept[i] = true;
      kept = Math.min(kept + 1, width);
    }
  }

  private boolean releaseFarthest(LinkScratch s, int live, int chosen) {
    for (int i = chosen - 1; i >= 0; i--) {
      int candidate = s.chosen[i];
      if (!s.kept[candidate]) {
        continue;
      }
      if (candidate == live) {
        s.kept[candidate] = false;
        return true;
      }
      if (addDegree(s, s.nodes[candidate], -1) > 1) {
        s.kept[candidate] = false;
        return true;
      }
      addDegree(s, s.nodes[candidate], 1);
    }
    return false;
  }

  /** Writes what changed: kept links stay where they are, since searches read meanwhile. */
  private void store(Graph graph, LinkScratch s, int from, int to, int live, int level) {
    boolean toBeStored = s.kept[live];
    long links = graph.links(from, level);
    int next = 0;
    for (int i = 0; i < graph.width(level); i++) {
      // Dead nodes were not measured: their places are free.
      boolean measured = next < live && s.positions[next] == i;
      int at = measured ? next++ : -1;
      if (measured && s.kept[at]) {
        Raw.putIntRelease(links + 4L * i, s.nodes[at] | s.marks[at]);
      } else if (toBeStored) {
        toBeStored = false;
        if (level == 0) {
          addDegree(s, to, 1);
        }
        Raw.putIntRelease(links + 4L * i, to | s.marks[live]);
      } else {
        Raw.putIntRelease(links + 4L * i, from);
      }
    }
  }

  /**
   * Adds a ground link at the cost of the one to the best connected neighbour, a filler's first.
   */
  boolean forceLink(Graph graph, int from, int to) {
    nodes.lock(from);
    try {
      long links = graph.links(from, 0);
      int best = -1;
      long bestWorth = 0;
      for (int i = 0; i < graph.width(0); i++) {
        int link = Raw.getInt(links + 4L * i);
        int other = link & Graph.NODE;
        if (other == to) {
          return true;
        }
        int degree = nodes.inDegree(other);
        long worth = degree > 1 ? degree + (link < 0 ? 1L << 32 : 0) : 0;
        worth = other == from ? Long.MAX_VALUE : worth;
        if (worth > bestWorth) {
          bestWorth = worth;
          best = i;
        }
      }
      if (best < 0) {
        return false;
      }
      int dropped = Raw.getInt(links + 4L * best) & Graph.NODE;
      if (dropped != from) {
        nodes.addInDegree(dropped, -1);
      }
      nodes.addInDegree(to, 1);
      Raw.putIntRelease(links + 4L * best, to);
      return true;
    } finally {
      nodes.unlock(from);
    }
  }

  /**
   * Replaces all links of a node on a layer by the best of some candidates; returns how many, which
   * the scratch holds.
   */
  int rewire(Graph graph, SearchContext c, int node, int level, int[] candidates, int count) {
    int slot = nodes.slot(node);
    if (slot < 0) {
      return 0;
    }
    LinkScratch s = c.links();
    float norm = nodes.squaredNorm(node);
    nodes.lock(node);
    try {
      exact.read(slot, c.other);
      int live = choice.measure(c, c.other, norm, candidates, count);
      int chosen = choice.choose(s, norm, live, graph.width(level));
      long links = graph.links(node, level);
      for (int i = 0; i < graph.width(level); i++) {
        int old = Raw.getInt(links + 4L * i) & Graph.NODE;
        int now = i < chosen ? s.nodes[s.chosen[i]] : node;
        int mark = i < chosen ? s.marks[s.chosen[i]] : 0;
        if (level == 0 && old != node) {
          nodes.addInDegree(old, -1);
        }
        if (level == 0 && now != node) {
          nodes.addInDegree(now, 1);
        }
        Raw.putIntRelease(links + 4L * i, now | mark);
      }
      return chosen;
    } finally {
      nodes.unlock(node);
    }
  }
}
