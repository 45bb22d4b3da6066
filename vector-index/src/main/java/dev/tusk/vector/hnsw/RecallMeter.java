package dev.tusk.vector.hnsw;

import dev.tusk.vector.SearchResult;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Measures what searches by an index find of the nearest, by how many candidates they keep: each
 * query is also answered by comparing everything. Later queries count for more than earlier ones,
 * so that the curve follows the data. Used by one thread at a time.
 */
public final class RecallMeter {
  /** What a curve is kept for: ten rows, and a hundred. */
  private static final int[] DEPTHS = {10, 100};

  private static final int[][] EFS = {
    {10, 14, 20, 28, 40, 56, 80, 112, 160, 224, 320, 448, 640},
    {100, 140, 200, 280, 400, 560, 800, 1120, 1600}
  };

  /** What a query counts for after another: the last two hundred make up the curve. */
  private static final double FADING = 0.995;

  private static final long SEED = 0x726563616c6cL;

  private final double[][] sums = {new double[EFS[0].length], new double[EFS[1].length]};
  private final double[] weights = new double[DEPTHS.length];

  /** Measures with a query of a client's. */
  public void add(HnswIndex index, float[] query) {
    add(index, query, -1);
  }

  /** Measures with some of the index's own vectors, each of which is not to find itself. */
  public void addRows(HnswIndex index, int count) {
    SplittableRandom random = new SplittableRandom(SEED);
    int limit = index.slotLimit();
    int tries = 20 * count;
    for (int done = 0; done < count && tries > 0 && limit > 0; tries--) {
      int slot = random.nextInt(limit);
      float[] query = index.vector(slot);
      if (query != null) {
        add(index, query, slot);
        done++;
      }
    }
  }

  private void add(HnswIndex index, float[] query, int self) {
    int own = self < 0 ? 0 : 1;
    SearchResult exact = index.exactly(query, DEPTHS[DEPTHS.length - 1] + own);
    double[] distances = distances(exact, self);
    for (int d = 0; d < DEPTHS.length; d++) {
      int k = Math.min(DEPTHS[d], distances.length);
      if (k == 0) {
        return;
      }
      weights[d] = weights[d] * FADING + 1;
      for (int i = 0; i < EFS[d].length; i++) {
        SearchResult found = index.search(query, k + own, EFS[d][i] + own, null);
        sums[d][i] = sums[d][i] * FADING + share(distances(found, self), distances, k);
      }
    }
  }

  private static double[] distances(SearchResult result, int self) {
    double[] distances = new double[result.count()];
    int count = 0;
    for (int i = 0; i < result.count(); i++) {
      if (result.slot(i) != self && !Double.isNaN(result.distance(i))) {
        distances[count++] = result.distance(i);
      }
    }
    return Arrays.copyOf(distances, count);
  }

  /** What a search found of the {@code k} nearest, by their distances: ties are as good. */
  public static double share(SearchResult found, SearchResult exact, int k) {
    return share(distances(found, -1), distances(exact, -1), k);
  }

  private static double share(double[] found, double[] exact, int k) {
    int wanted = Math.min(k, exact.length);
    if (wanted == 0) {
      return 1;
    }
    int right = 0;
    for (int i = 0; i < Math.min(k, found.length); i++) {
      right += found[i] <= exact[wanted - 1] ? 1 : 0;
    }
    return (double) Math.min(right, wanted) / wanted;
  }

  /** How many queries the curves stand on. */
  public double queries() {
    return weights[0];
  }

  /** Curves for ten and for a hundred rows. */
  public RecallCurve[] curves() {
    RecallCurve[] curves = new RecallCurve[DEPTHS.length];
    for (int d = 0; d < DEPTHS.length; d++) {
      double weight = Math.max(weights[d], 1);
      double[] recalls = Arrays.stream(sums[d]).map(sum -> sum / weight).toArray();
      curves[d] = new RecallCurve(DEPTHS[d], EFS[d], recalls, weights[d]);
    }
    return curves;
  }
}
