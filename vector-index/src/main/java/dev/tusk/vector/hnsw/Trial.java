package dev.tusk.vector.hnsw;

import dev.tusk.vector.SearchResult;
import dev.tusk.vector.SlotOrder;
import dev.tusk.vector.codec.BitCodec;
import dev.tusk.vector.codec.FloatCodec;
import dev.tusk.vector.codec.HalfCodec;
import dev.tusk.vector.codec.RabitqCodec;
import dev.tusk.vector.codec.SlotCodec;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Trial searches, for two questions that only the finished graph answers: how many nodes a search
 * has to keep on each upper layer on its way down, and whether it finds by codes what it would find
 * by floats.
 *
 * <p>One node, as in the paper, does where the way down leads near the query by itself. Where rows
 * lie in groups far apart, or on a curve, it ends in a wrong group, and from there the links of the
 * ground layer lead nowhere else. Recall at ef 40: 50 dense groups 0.975 with one, 0.999 with 4;
 * films of small steps 0.70 and 0.94 with 64. Codes may tell neighbours apart and still lead astray
 * from afar: {@code sin(g * i)} has 0.976 by codes and 0.996 by floats.
 *
 * <p>Queries that come from elsewhere than rows do need more on the way down: from afar, all rows
 * of a curve or a sheet are about as near, and each of its folds is a trap. Recall at ef 40 of
 * random queries: a curve in 8 dimensions 0.67 with one, 0.97 with 64; a sheet in 16 dimensions
 * 0.75 and 0.90; paragraphs of documentation 0.72 with any. So such queries are tried, too.
 *
 * <p>Some of the rows are searched for; what a long and broad search by floats finds is taken for
 * the truth. Costs some tenths of a second.
 */
final class Trial {
  private static final int[] WIDTHS = {1, 4, 16, 64, 256};
  private static final int QUERIES = 200;
  private static final int K = 10;
  private static final long SEED = 0x7769647468L;
  private static final int EF = 40;
  private static final int LONG_EF = 200;

  /** A width may find so much less than the widest: two of {@link #QUERIES} rows. */
  private static final double TOLERANCE = 0.004;

  private static final int STRANGERS = 100;
  private static final double STRANGE_TOLERANCE = 0.02;

  private final IndexState state;
  private final Searcher searcher;

  Trial(IndexState state, Searcher searcher) {
    this.state = state;
    this.searcher = searcher;
  }

  /**
   * Sets the smallest entry width of the graph that does.
   *
   * @return how much recall at the default {@code ef_search} codes lose to floats; negative where
   *     their longer pools find more
   */
  double run(Graph graph) {
    float[][] queries = queries();
    SearchResult[] truth = truth(queries);
    int width = narrowest(queries, truth, TOLERANCE);
    if (dense(graph)) {
      float[][] strangers = strangers(queries);
      width = Math.max(width, narrowest(strangers, truth(strangers), STRANGE_TOLERANCE));
    }
    graph.entryWidth(width);
    if (!(graph.codec instanceof RabitqCodec)) {
      return 0;
    }
    return Math.max(
        recall(queries, truth, EF, width, true) - recall(queries, truth, EF, width, false),
        recall(queries, truth, LONG_EF, width, true)
            - recall(queries, truth, LONG_EF, width, false));
  }

  /** The smallest width that finds hardly less than the widest. */
  private int narrowest(float[][] queries, SearchResult[] truth, double tolerance) {
    int i = WIDTHS.length - 1;
    double most = recall(queries, truth, EF, WIDTHS[i], false);
    while (i > 0 && recall(queries, truth, EF, WIDTHS[i - 1], false) >= most - tolerance) {
      i--;
    }
    return WIDTHS[i];
  }

  /** Whether queries can be made up: bits and sparse vectors are not numbers around a mean. */
  private static boolean dense(Graph graph) {
    return switch (graph.codec) {
      case RabitqCodec _, FloatCodec _, HalfCodec _ -> true;
      case BitCodec _, SlotCodec _ -> false;
    };
  }

  private SearchResult[] truth(float[][] queries) {
    SearchResult[] truth = new SearchResult[queries.length];
    int widest = WIDTHS[WIDTHS.length - 1];
    for (int q = 0; q < queries.length && !state.closed; q++) {
      truth[q] = search(queries[q], LONG_EF, widest, true);
    }
    return truth;
  }

  /**
   * Queries that lie where no row does: with the rows' mean and deviation in each dimension, but
   * nothing else of theirs.
   */
  private float[][] strangers(float[][] rows) {
    int dimension = state.source.dimension();
    double[] sums = new double[dimension];
    double[] squares = new double[dimension];
    for (float[] row : rows) {
      for (int i = 0; i < dimension; i++) {
        sums[i] += row[i];
        squares[i] += (double) row[i] * row[i];
      }
    }
    SplittableRandom random = new SplittableRandom(SEED + 1);
    float[][] strangers = new float[Math.min(rows.length, STRANGERS)][dimension];
    for (float[] stranger : strangers) {
      for (int i = 0; i < dimension; i++) {
        double mean = sums[i] / rows.length;
        double variance = Math.max(0, squares[i] / rows.length - mean * mean);
        stranger[i] = (float) (mean + Math.sqrt(variance) * random.nextGaussian());
      }
    }
    return strangers;
  }

  private SearchResult search(float[] query, int ef, int width, boolean floats) {
    return searcher.search(query, K, ef, null, SlotOrder.BY_SLOT, width, floats);
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

  private double recall(
      float[][] queries, SearchResult[] truth, int ef, int width, boolean floats) {
    int found = 0;
    int wanted = 0;
    for (int q = 0; q < queries.length && !state.closed; q++) {
      SearchResult result = search(queries[q], ef, width, floats);
      int last = truth[q].count() - 1;
      wanted += truth[q].count();
      for (int i = 0; i < result.count() && last >= 0; i++) {
        found += result.distance(i) <= truth[q].distance(last) ? 1 : 0;
      }
    }
    return found / (double) Math.max(1, wanted);
  }
}
