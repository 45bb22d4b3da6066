package dev.tusk.vector.hnsw;

import dev.tusk.vector.codec.Metric;

/** Turns a pool of nodes ordered by their codes into slots with true distances. */
final class Rescoring {
  private static final int STEP = 8;
  private static final int FEWEST = 16;

  /** How many deviations the code must err for a node passed over to belong to the answer. */
  private static final double DEVIATIONS = 3;

  private final IndexState state;
  private final NodeTable nodes;
  private final Metric metric;

  Rescoring(IndexState state) {
    this.state = state;
    this.nodes = state.nodes;
    this.metric = state.options.metric();
  }

  /**
   * Offers the slots of the first {@code depth} matching nodes of the pool to the results, and of
   * more while these are not full.
   *
   * @param adaptive whether to stop as soon as the codes' errors on this query, as seen so far,
   *     leave the rest of the pool no chance
   */
  void rescore(
      SearchContext c, float norm, int size, int depth, NodeFilter filter, boolean adaptive) {
    int at = 0;
    int done = 0;
    double errors = 0;
    double squaredErrors = 0;
    while (at < size && (done < depth || !c.results.full())) {
      if (adaptive && done >= FEWEST && c.results.full()) {
        double bias = errors / done;
        double deviation = Math.sqrt(Math.max(0, squaredErrors / done - bias * bias));
        double least = Keys.score(c.pool[at]) + bias - DEVIATIONS * deviation;
        if (least > score(c.results.worst())) {
          return;
        }
      }
      int wanted = adaptive || done >= depth ? STEP : Math.min(SearchContext.BATCH, depth - done);
      int count = 0;
      while (at < size && count < wanted) {
        int node = Keys.node(c.pool[at]);
        int slot = filter.accepted(node, nodes.slot(node));
        if (slot >= 0) {
          c.estimates[count] = Keys.score(c.pool[at]);
          c.batch[count] = node;
          c.slots[count++] = slot;
        }
        at++;
      }
      state.exact.raw(c.vector, c.slots, count, c.scores);
      for (int i = 0; i < count; i++) {
        double distance = state.exact.shown(c.scores[i], norm, nodes.squaredNorm(c.batch[i]));
        offer(c, filter, c.batch[i], c.slots[i], distance);
        double error = score(distance) - c.estimates[i];
        errors += error;
        squaredErrors += error * error;
      }
      done += count;
      c.rescored += count;
    }
  }

  private void offer(SearchContext c, NodeFilter filter, int node, int first, double distance) {
    int slot = first;
    while (slot >= 0) {
      c.results.offer(distance, slot);
      slot = filter.accepted(node, state.slots.next(slot));
    }
  }

  /** The score that a code without error would give for a distance. */
  private double score(double distance) {
    return switch (metric) {
      case L2 -> distance * distance;
      case COSINE -> 2 * distance;
      case INNER_PRODUCT, L1, HAMMING, JACCARD -> distance;
    };
  }
}
