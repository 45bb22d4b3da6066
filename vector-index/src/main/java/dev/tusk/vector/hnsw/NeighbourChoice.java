package dev.tusk.vector.hnsw;

import dev.tusk.vector.exact.ExactDistance;
import java.util.Arrays;

/**
 * Which candidates become links: first those not nearer to a chosen one than to the node itself
 * (Malkov and Yashunin 2016, algorithm 4); then, while there is room, the nearest of the others, as
 * fillers.
 *
 * <p>Without fillers, links on a curve or in low dimensions are few and walks end early: recall on
 * {@code sin(g * i)} in 64 dimensions at ef 40 is 0.79 without and 0.99 with them, on Gaussian data
 * in 96 dimensions 0.73 and 0.81, for a tenth more comparisons.
 *
 * <p>A link remembers how it was judged, so that one more candidate for a full set is compared with
 * few of the others instead of all with all.
 *
 * <p>Distances are exact. Near copies of the node tell nothing about direction and, compared with
 * rounding errors, would push all others out: they neither exclude nor are excluded, and take half
 * of the links at most.
 */
final class NeighbourChoice {
  /** Marks in the highest bits of a link; one that was never judged has none. */
  static final int DIVERSE = 1 << 30;

  static final int FILLER = 1 << 31;

  private final ExactDistance exact;
  private final NodeTable nodes;

  NeighbourChoice(ExactDistance exact, NodeTable nodes) {
    this.exact = exact;
    this.nodes = nodes;
  }

  /**
   * Fills the scratch with live candidates and their distances from a vector.
   *
   * @param links candidates with their marks
   * @return how many there are; dead nodes are left out
   */
  int measure(SearchContext c, float[] vector, float norm, int[] links, int count) {
    LinkScratch s = c.links();
    s.reserve(count + 1);
    c.reserveBatch(count);
    int live = 0;
    for (int i = 0; i < count; i++) {
      int node = links[i] & Graph.NODE;
      int slot = nodes.slot(node);
      if (slot >= 0) {
        s.nodes[live] = node;
        s.marks[live] = links[i] & ~Graph.NODE;
        s.positions[live] = i;
        s.norms[live] = nodes.squaredNorm(node);
        s.addresses[live] = exact.address(slot);
        c.slots[live++] = slot;
      }
    }
    exact.raw(vector, c.slots, live, s.distances);
    for (int i = 0; i < live; i++) {
      s.distances[i] = exact.linking(s.distances[i], norm, s.norms[i]);
    }
    return live;
  }

  /**
   * Chooses from the measured candidates, the diverse first and each kind nearest first, into the
   * scratch, and marks them; returns how many.
   */
  int choose(LinkScratch s, float norm, int count, int max) {
    return choose(s, norm, count, count, max);
  }

  /** As above, among the nearest of the measured candidates. */
  int choose(LinkScratch s, float norm, int count, int nearest, int max) {
    for (int i = 0; i < count; i++) {
      s.order[i] = Keys.of(s.distances[i], i);
    }
    Arrays.sort(s.order, 0, count);
    int chosen = 0;
    int near = 0;
    int added = 0;
    int left = 0;
    boolean removed = false;
    for (int i = 0; i < Math.min(count, nearest) && chosen < max; i++) {
      int candidate = Keys.node(s.order[i]);
      int mark = s.marks[candidate];
      boolean diverse;
      if (s.distances[candidate] < exact.nearlyEqual(norm, s.norms[candidate])) {
        diverse = near < max / 2;
        near += diverse ? 1 : 0;
      } else if (mark == DIVERSE) {
        // Was compared with all but those that are new.
        diverse = diverse(s, candidate, s.added, 0, added);
        removed |= !diverse;
      } else {
        // What stood in a filler's way is still there, unless one has just been removed.
        diverse = (mark != FILLER || removed) && diverse(s, candidate, s.chosen, near, chosen);
        if (diverse) {
          s.added[added++] = candidate;
        }
      }
      if (diverse) {
        s.marks[candidate] = DIVERSE;
        s.chosen[chosen++] = candidate;
      } else {
        s.left[left++] = candidate;
      }
    }
    for (int i = 0; i < left && chosen < max; i++) {
      s.marks[s.left[i]] = FILLER;
      s.chosen[chosen++] = s.left[i];
    }
    return chosen;
  }

  private boolean diverse(LinkScratch s, int candidate, int[] others, int from, int to) {
    float distance = s.distances[candidate];
    for (int i = from; i < to; i++) {
      int other = others[i];
      float between =
          exact.linking(
              s.addresses[candidate], s.addresses[other], s.norms[candidate], s.norms[other]);
      if (between <= distance) {
        return false;
      }
    }
    return true;
  }
}
