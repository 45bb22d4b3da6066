package dev.tusk.vector;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How many nodes a search keeps on each upper layer on its way down.
 *
 * <p>One, as in the paper, where the way down leads near the query by itself. Where rows lie in
 * groups far apart, or on a curve, it ends in a wrong group, and from there the links of the ground
 * layer lead nowhere else: then more are worth their price. Recall at ef 40: {@code sin(g * i)} by
 * inner product 0.89 with one, 0.98 with 16; 50 dense groups 0.975 and 0.995.
 *
 * <p>Found by trial: some of the rows are searched for with each width; what the widest of all
 * finds with a long pool is taken for the truth. Costs some tenths of a second.
 */
final class EntryWidth {
  private static final int[] WIDTHS = {1, 4, 16, 64, 256};
  private static final int QUERIES = 200;
  private static final int K = 10;
  private static final long SEED = 0x7769647468L;
  private static final int EF = 40;
  private static final int LONG_EF = 200;

  /** A width may find so much less than the widest: two of {@link #QUERIES} answers. */
  private static final double TOLERANCE = 0.004;

  private final IndexState state;
  private final Searcher searcher;

  EntryWidth(IndexState state, Searcher searcher) {
    this.state = state;
    this.searcher = searcher;
  }

  /** Sets the smallest width of the graph that does. */
  void calibrate(Graph graph) {
    float[][] queries = queries();
    SearchResult[] truth = new SearchResult[queries.length];
    int widest = WIDTHS[WIDTHS.length - 1];
    for (int q = 0; q < queries.length && !state.closed; q++) {
      truth[q] = searcher.search(queries[q], K, LONG_EF, null, SlotOrder.BY_SLOT, widest);
    }
    int i = WIDTHS.length - 1;
    double most = recall(queries, truth, widest);
    while (i > 0 && recall(queries, truth, WIDTHS[i - 1]) >= most - TOLERANCE) {
      i--;
    }
    graph.entryWidth(WIDTHS[i]);
  }

  /** Vectors of live nodes, at random: rows often come in a rhythm. */
  private float[][] queries() {
    SplittableRandom random = new SplittableRandom(SEED);
    int count = state.nodes.count();
    float[][] queries = new float[QUERIES][];
    int found = 0;
    for (int q = 0; q < QUERIES; q++) {
      int slot = state.nodes.slot(random.nextInt(count));
      if (slot >= 0) {
        queries[found] = new float[state.source.dimension()];
        state.exact.read(slot, queries[found++]);
      }
    }
    return Arrays.copyOf(queries, found);
  }

  private double recall(float[][] queries, SearchResult[] truth, int width) {
    int found = 0;
    int wanted = 0;
    for (int q = 0; q < queries.length && !state.closed; q++) {
      SearchResult result = searcher.search(queries[q], K, EF, null, SlotOrder.BY_SLOT, width);
      int last = truth[q].count() - 1;
      wanted += truth[q].count();
      for (int i = 0; i < result.count() && last >= 0; i++) {
        found += result.distance(i) <= truth[q].distance(last) ? 1 : 0;
      }
    }
    return found / (double) Math.max(1, wanted);
  }
}
