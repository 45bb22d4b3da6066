package dev.tusk.vector;

import dev.tusk.vector.codec.Codec;
import dev.tusk.vector.codec.FloatCodec;
import dev.tusk.vector.codec.QueryCode;
import dev.tusk.vector.codec.RabitqCodec;
import dev.tusk.vector.distance.FusedProduct;
import dev.tusk.vector.memory.Records;
import java.util.Arrays;

/**
 * Makes the codec for an index from a sample of its vectors.
 *
 * <p>With {@link Quantizer#AUTO} the bits follow the dimension and are then checked on the data:
 * they are widened until, over sampled queries, 99 % of the true nearest ten are among the forty
 * nearest by code. Costs some tenths of a second.
 */
final class Trainer {
  private static final int SAMPLE = 16_384;
  private static final int QUERIES = 100;
  private static final int TRUE_NEAREST = 10;
  private static final int ESTIMATED_NEAREST = 40;
  private static final double PASSING_SHARE = 0.99;
  private static final int MAX_BITS = 4;

  /** Codes of fewer dimensions are no shorter than the floats. */
  private static final int FEWEST_DIMENSIONS = 32;

  private static final long SEED = 0x7475736bL;

  private final IndexState state;
  private final int[] slots;
  private final int dimension;
  private final float[] mean;
  private float maxSquaredNorm;
  private float normSpread;

  /** A trainer on the given slots, or an even sample of them. */
  Trainer(IndexState state, int[] slots) {
    this.state = state;
    this.dimension = state.source.dimension();
    this.slots = sample(slots);
    this.mean = new float[dimension];
  }

  private static int[] sample(int[] slots) {
    if (slots.length <= SAMPLE) {
      return slots;
    }
    int[] sample = new int[SAMPLE];
    for (int i = 0; i < SAMPLE; i++) {
      sample[i] = slots[(int) ((long) i * slots.length / SAMPLE)];
    }
    return sample;
  }

  /** An empty graph with a codec that suits the data. */
  Graph train() {
    SearchContext c = state.enter();
    try {
      measure(c);
      Codec codec = codec(c);
      return new Graph(
          codec, maxSquaredNorm, normSpread, state.nodes, state.upper, state.options.m());
    } finally {
      state.contexts.release(c);
    }
  }

  private void measure(SearchContext c) {
    double[] sums = new double[dimension];
    double norms = 0;
    double squaredNorms = 0;
    for (int slot : slots) {
      state.exact.read(slot, c.vector);
      state.prepare(c);
      float squaredNorm = FusedProduct.of(c.vector, c.vector);
      maxSquaredNorm = Math.max(maxSquaredNorm, squaredNorm);
      norms += Math.sqrt(squaredNorm);
      squaredNorms += squaredNorm;
      for (int i = 0; i < dimension; i++) {
        sums[i] += c.prepared[i];
      }
    }
    for (int i = 0; i < dimension; i++) {
      mean[i] = (float) (sums[i] / Math.max(1, slots.length));
    }
    double meanNorm = norms / Math.max(1, slots.length);
    double variance = squaredNorms / Math.max(1, slots.length) - meanNorm * meanNorm;
    normSpread = meanNorm > 0 ? (float) (Math.sqrt(Math.max(0, variance)) / meanNorm) : 0;
  }

  private Codec codec(SearchContext c) {
    Metric metric = state.options.metric();
    Quantizer quantizer = state.options.quantizer();
    if (metric == Metric.L1
        || quantizer == Quantizer.NONE
        || (quantizer == Quantizer.AUTO && dimension <= FEWEST_DIMENSIONS)) {
      return new FloatCodec(metric, dimension, maxSquaredNorm);
    }
    return switch (quantizer) {
      case RABITQ_1 -> rabitq(1);
      case RABITQ_2 -> rabitq(2);
      case RABITQ_3 -> rabitq(3);
      case AUTO, NONE -> checked(c);
    };
  }

  private RabitqCodec rabitq(int bits) {
    return new RabitqCodec(state.options.metric(), bits, mean, SEED, maxSquaredNorm);
  }

  private Codec checked(SearchContext c) {
    int bits = dimension < 512 ? 3 : 1;
    int[][] nearest = trueNearest(c);
    while (bits < MAX_BITS) {
      RabitqCodec codec = rabitq(bits);
      if (share(c, codec, nearest) >= PASSING_SHARE) {
        return codec;
      }
      bits++;
    }
    return rabitq(MAX_BITS);
  }

  private int query(int i) {
    return (int) ((long) i * slots.length / QUERIES);
  }

  /** For each sampled query, the sample's indexes of its nearest, itself left out. */
  private int[][] trueNearest(SearchContext c) {
    int[][] nearest = new int[QUERIES][];
    TopK top = new TopK();
    float[] norms = new float[slots.length];
    for (int i = 0; i < slots.length; i++) {
      norms[i] = state.exact.squaredNorm(slots[i]);
    }
    float[] raw = new float[slots.length];
    for (int q = 0; q < QUERIES; q++) {
      int self = query(q);
      state.exact.read(slots[self], c.vector);
      top.reset(TRUE_NEAREST);
      state.exact.raw(c.vector, slots, slots.length, raw);
      for (int i = 0; i < slots.length; i++) {
        if (i != self) {
          top.offer(state.exact.shown(raw[i], norms[self], norms[i]), i);
        }
      }
      nearest[q] = new int[top.size()];
      for (int i = 0; i < nearest[q].length; i++) {
        nearest[q][i] = top.slot(i);
      }
    }
    return nearest;
  }

  /** The share of the true nearest that a scan of all codes would hand to rescoring. */
  private double share(SearchContext c, Codec codec, int[][] nearest) {
    int size = slots.length;
    try (Records codes = new Records(codec.codeBytes())) {
      codes.ensure(size);
      QueryCode query = codec.newQuery();
      int[] all = new int[size];
      for (int i = 0; i < size; i++) {
        all[i] = i;
        state.exact.read(slots[i], c.vector);
        state.prepare(c);
        codec.encode(c.prepared, codes.address(i), query);
      }
      float[] scores = new float[size];
      long[] keys = new long[size];
      int found = 0;
      int wanted = 0;
      for (int q = 0; q < QUERIES; q++) {
        int self = query(q);
        state.exact.read(slots[self], c.vector);
        state.prepare(c);
        codec.prepare(c.prepared, false, query);
        codec.score(query, codes, all, size, scores);
        scores[self] = Float.POSITIVE_INFINITY;
        for (int i = 0; i < size; i++) {
          keys[i] = Keys.of(scores[i], i);
        }
        float limit = limit(keys.clone());
        for (int i : nearest[q]) {
          found += scores[i] <= limit ? 1 : 0;
        }
        wanted += nearest[q].length;
      }
      return wanted == 0 ? 1 : found / (double) wanted;
    }
  }

  private static float limit(long[] keys) {
    Arrays.sort(keys);
    return Keys.score(keys[Math.min(ESTIMATED_NEAREST, keys.length) - 1]);
  }
}
