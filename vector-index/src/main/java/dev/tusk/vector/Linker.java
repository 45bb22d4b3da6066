package dev.tusk.vector;

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

  private final ExactDistance exact;
  private final NodeTable nodes;
  private final NeighbourChoice choice;
  private final int efConstruction;

  Linker(ExactDistance exact, NodeTable nodes, int efConstruction) {
    this.exact = exact;
    this.nodes = nodes;
    this.choice = new NeighbourChoice(exact, nodes);
    this.efConstruction = efConstruction;
  }

  /**
   * Chooses neighbours on all layers for a node whose vector is in the context, prepared for
   * linking.
   *
   * @return a live node with the identical vector, or -1
   */
  int chooseNeighbours(Graph graph, SearchContext c, int node, int slot, double deadShare) {
    LinkScratch s = c.links();
    Arrays.fill(s.neighbourCount, 0);
    long entry = graph.entry();
    if (entry < 0) {
      return -1;
    }
    int level = nodes.level(node);
    float norm = nodes.squaredNorm(node);
    int top = Graph.entryLevel(entry);
    int from = Traversal.descend(graph, c, Graph.entryNode(entry), top, level);
    int ef = (int) (efConstruction * (1 + Math.min(3, deadShare)));
    for (int l = Math.min(level, top); l >= 0; l--) {
      int size = Traversal.beam(graph, c, from, l, ef);
      from = Keys.node(c.pool[0]);
      c.reserveBatch(size);
      int found = 0;
      for (int i = 0; i < size && found < MEASURED; i++) {
        int candidate = Keys.node(c.pool[i]);
        if (candidate != node && nodes.live(candidate)) {
          c.batch[found++] = candidate;
        }
      }
      int live = choice.measure(graph, c, c.vector, norm, c.batch, found);
      if (l == 0) {
        int identical = identical(s, live, slot);
        if (identical >= 0) {
          return identical;
        }
      }
      s.keepChosen(l, choice.choose(graph, s, norm, live, graph.m), graph.m);
    }
    return -1;
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

  /** Links a node both ways with the neighbours chosen for it. */
  void link(Graph graph, SearchContext c, int node) {
    LinkScratch s = c.links();
    int level = nodes.level(node);
    for (int l = 0; l <= level; l++) {
      long links = graph.links(node, l);
      for (int i = 0; i < s.neighbourCount[l]; i++) {
        Raw.putIntRelease(links + 4L * i, s.neighbours[l][i]);
        if (l == 0) {
          nodes.addInDegree(s.neighbours[l][i], 1);
        }
      }
    }
    for (int l = 0; l <= level; l++) {
      for (int i = 0; i < s.neighbourCount[l]; i++) {
        connect(graph, c, s.neighbours[l][i], node, s.neighbourDistances[l][i], l);
      }
    }
    for (int i = 0; i < s.neighbourCount[0] && nodes.inDegree(node) == 0; i++) {
      forceLink(graph, s.neighbours[0][i], node);
    }
    raiseEntry(graph, node, level);
  }

  private void raiseEntry(Graph graph, int node, int level) {
    long entry = graph.entry();
    while ((entry < 0 || level > Graph.entryLevel(entry))
        && !graph.replaceEntry(entry, node, level)) {
      entry = graph.entry();
    }
  }

  /** Adds a link from one node to another; where there is no room, the best are chosen anew. */
  void connect(Graph graph, SearchContext c, int from, int to, float distance, int level) {
    nodes.lock(from);
    try {
      long links = graph.links(from, level);
      int width = graph.width(level);
      int unused = -1;
      for (int i = 0; i < width; i++) {
        int other = Raw.getInt(links + 4L * i);
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
        nodes.addInDegree(to, 1);
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
    LinkScratch s = c.links();
    int width = graph.width(level);
    float norm = nodes.squaredNorm(from);
    exact.read(slot, c.other);
    c.reserveBatch(width + 1);
    int count = graph.copyLinks(from, level, c.batch);
    int live = choice.measure(graph, c, c.other, norm, c.batch, count);
    s.reserve(live + 1);
    int toSlot = nodes.slot(to);
    if (toSlot < 0) {
      return;
    }
    s.nodes[live] = to;
    s.distances[live] = distance;
    s.norms[live] = nodes.squaredNorm(to);
    s.addresses[live] = exact.address(toSlot);
    int chosen = choice.choose(graph, s, norm, live + 1, width);
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
      if (s.kept[i] || nodes.addInDegree(s.nodes[i], -1) > 1) {
        continue;
      }
      if (kept == width && !releaseFarthest(s, live, chosen)) {
        continue;
      }
      nodes.addInDegree(s.nodes[i], 1);
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
      if (nodes.addInDegree(s.nodes[candidate], -1) > 1) {
        s.kept[candidate] = false;
        return true;
      }
      nodes.addInDegree(s.nodes[candidate], 1);
    }
    return false;
  }

  private void store(Graph graph, LinkScratch s, int from, int to, int live, int level) {
    boolean toBeStored = s.kept[live];
    long links = graph.links(from, level);
    for (int i = 0; i < graph.width(level); i++) {
      int other = Raw.getInt(links + 4L * i);
      if (other != from && keeps(s, live, other)) {
        continue;
      }
      if (toBeStored) {
        toBeStored = false;
        if (level == 0) {
          nodes.addInDegree(to, 1);
        }
        Raw.putIntRelease(links + 4L * i, to);
      } else {
        Raw.putIntRelease(links + 4L * i, from);
      }
    }
  }

  private static boolean keeps(LinkScratch s, int live, int node) {
    for (int i = 0; i < live; i++) {
      if (s.nodes[i] == node) {
        return s.kept[i];
      }
    }
    return false;
  }

  /** Adds a ground link at the cost of the one to the best connected neighbour. */
  boolean forceLink(Graph graph, int from, int to) {
    nodes.lock(from);
    try {
      long links = graph.links(from, 0);
      int best = -1;
      int bestDegree = 1;
      for (int i = 0; i < graph.width(0); i++) {
        int other = Raw.getInt(links + 4L * i);
        if (other == to) {
          return true;
        }
        int degree = other == from ? Integer.MAX_VALUE : nodes.inDegree(other);
        if (degree > bestDegree) {
          bestDegree = degree;
          best = i;
        }
      }
      if (best < 0) {
        return false;
      }
      int dropped = Raw.getInt(links + 4L * best);
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

  /** Replaces all links of a node on a layer by the best of some candidates. */
  void rewire(Graph graph, SearchContext c, int node, int level, int[] candidates, int count) {
    int slot = nodes.slot(node);
    if (slot < 0) {
      return;
    }
    LinkScratch s = c.links();
    float norm = nodes.squaredNorm(node);
    nodes.lock(node);
    try {
      exact.read(slot, c.other);
      int live = choice.measure(graph, c, c.other, norm, candidates, count);
      int chosen = choice.choose(graph, s, norm, live, graph.width(level));
      long links = graph.links(node, level);
      for (int i = 0; i < graph.width(level); i++) {
        int old = Raw.getInt(links + 4L * i);
        int now = i < chosen ? s.nodes[s.chosen[i]] : node;
        if (level == 0 && old != node) {
          nodes.addInDegree(old, -1);
        }
        if (level == 0 && now != node) {
          nodes.addInDegree(now, 1);
        }
        Raw.putIntRelease(links + 4L * i, now);
      }
    } finally {
      nodes.unlock(node);
    }
  }
}
