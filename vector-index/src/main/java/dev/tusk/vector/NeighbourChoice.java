package dev.tusk.vector;

import java.util.Arrays;

/**
 * Which candidates become links: those not nearer to a chosen one than to the node itself (Malkov
 * and Yashunin 2016, algorithm 4).
 *
 * <p>Distances are exact. Near copies of the node tell nothing about direction and, compared with
 * rounding errors, would push all others out: they neither exclude nor are excluded, and take half
 * of the links at most.
 */
final class NeighbourChoice {
  private final ExactDistance exact;
  private final NodeTable nodes;

  NeighbourChoice(ExactDistance exact, NodeTable nodes) {
    this.exact = exact;
    this.nodes = nodes;
  }

  /**
   * Fills the scratch with live candidates and their distances from a vector.
   *
   * @return how many there are; dead nodes are left out
   */
  int measure(
      Graph graph, SearchContext c, float[] vector, float norm, int[] candidates, int count) {
    LinkScratch s = c.links();
    s.reserve(count);
    c.reserveBatch(count);
    int live = 0;
    for (int i = 0; i < count; i++) {
      int node = candidates[i];
      int slot = nodes.slot(node);
      if (slot >= 0) {
        s.nodes[live] = node;
        s.norms[live] = nodes.squaredNorm(node);
        s.addresses[live] = exact.address(slot);
        c.slots[live++] = slot;
      }
    }
    exact.raw(vector, c.slots, live, s.distances);
    for (int i = 0; i < live; i++) {
      s.distances[i] = exact.linking(s.distances[i], norm, s.norms[i], graph.maxSquaredNorm);
    }
    return live;
  }

  /** Chooses from the measured candidates, nearest first, into the scratch; returns how many. */
  int choose(Graph graph, LinkScratch s, float norm, int count, int max) {
    for (int i = 0; i < count; i++) {
      s.order[i] = Keys.of(s.distances[i], i);
    }
    Arrays.sort(s.order, 0, count);
    int chosen = 0;
    int near = 0;
    for (int i = 0; i < count && chosen < max; i++) {
      int candidate = Keys.node(s.order[i]);
      boolean nearCopy = s.distances[candidate] < exact.nearlyEqual(norm, s.norms[candidate]);
      if (nearCopy ? near < max / 2 : diverse(graph, s, candidate, near, chosen)) {
        near += nearCopy ? 1 : 0;
        s.chosen[chosen++] = candidate;
      }
    }
    return chosen;
  }

  /** Near copies come first in the order, so those before {@code from} are skipped. */
  private boolean diverse(Graph graph, LinkScratch s, int candidate, int from, int chosen) {
    float distance = s.distances[candidate];
    for (int i = from; i < chosen; i++) {
      int other = s.chosen[i];
      float between =
          exact.linking(
              s.addresses[candidate],
              s.addresses[other],
              s.norms[candidate],
              s.norms[other],
              graph.maxSquaredNorm);
      if (between < distance) {
        return false;
      }
    }
    return true;
  }
}
