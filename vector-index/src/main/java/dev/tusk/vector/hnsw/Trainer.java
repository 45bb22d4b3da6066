package dev.tusk.vector.hnsw;

import dev.tusk.vector.Elements;
import dev.tusk.vector.codec.BitCodec;
import dev.tusk.vector.codec.Codec;
import dev.tusk.vector.codec.FloatCodec;
import dev.tusk.vector.codec.HalfCodec;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.codec.Quantizer;
import dev.tusk.vector.codec.RabitqCodec;
import dev.tusk.vector.codec.SlotCodec;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes the codec for an index from its vectors.
 *
 * <p>With {@link Quantizer#AUTO} the bits follow the dimension and are then checked on the data
 * ({@link CodecCheck}): they are widened until the check passes, and where four do not, the graph
 * walks floats. Costs some tenths of a second, at a million vectors of 768 dimensions three.
 */
final class Trainer {
  private static final int SAMPLE = 16_384;
  private static final int MAX_BITS = 4;

  /** Codes of fewer dimensions are no shorter than the floats. */
  private static final int FEWEST_DIMENSIONS = 32;

  private static final long SEED = 0x7475736bL;

  private final IndexState state;
  private final int[] slots;
  private final int[] sample;
  private final int dimension;
  private final float[] mean;
  private float normSpread;
  private float share = Float.NaN;

  /** A trainer on the given slots: checks on all, and averages an even sample of them. */
  Trainer(IndexState state, int[] slots) {
    this.state = state;
    this.dimension = state.source.dimension();
    this.slots = slots;
    this.sample = sample(slots);
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
      if (codable(state)) {
        measure(c);
      }
      Codec codec = codec(c);
      return new Graph(codec, share, normSpread, state.nodes, state.upper, state.options.m());
    } finally {
      state.contexts.release(c);
    }
  }

  private void measure(SearchContext c) {
    double[] sums = new double[dimension];
    double norms = 0;
    double squaredNorms = 0;
    for (int slot : sample) {
      state.exact.read(slot, c.vector);
      state.prepare(c);
      float squaredNorm = state.exact.squaredNorm(c.vector);
      norms += Math.sqrt(squaredNorm);
      squaredNorms += squaredNorm;
      for (int i = 0; i < dimension; i++) {
        sums[i] += c.prepared[i];
      }
    }
    for (int i = 0; i < dimension; i++) {
      mean[i] = (float) (sums[i] / Math.max(1, sample.length));
    }
    double meanNorm = norms / Math.max(1, sample.length);
    double variance = squaredNorms / Math.max(1, sample.length) - meanNorm * meanNorm;
    normSpread = meanNorm > 0 ? (float) (Math.sqrt(Math.max(0, variance)) / meanNorm) : 0;
  }

  private Codec codec(SearchContext c) {
    Metric metric = state.options.metric();
    Quantizer quantizer = state.options.quantizer();
    if (!codable(state)
        || metric == Metric.L1
        || quantizer == Quantizer.NONE
        || (quantizer == Quantizer.AUTO && dimension <= FEWEST_DIMENSIONS)) {
      return lossless(state);
    }
    return switch (quantizer) {
      case RABITQ_1 -> rabitq(1);
      case RABITQ_2 -> rabitq(2);
      case RABITQ_3 -> rabitq(3);
      case RABITQ_4 -> rabitq(4);
      case AUTO, NONE -> checked(c);
    };
  }

  /** Whether there are codes for vectors of this kind. */
  private static boolean codable(IndexState state) {
    return state.source.elements() == Elements.FLOAT32
        || state.source.elements() == Elements.FLOAT16;
  }

  /** The codec that loses nothing. */
  static Codec lossless(IndexState state) {
    Metric metric = state.options.metric();
    int dimension = state.source.dimension();
    return switch (state.source.elements()) {
      case FLOAT32 -> new FloatCodec(metric, dimension);
      case FLOAT16 -> new HalfCodec(metric, dimension);
      case BITS -> new BitCodec(metric, dimension);
      case SPARSE -> new SlotCodec();
    };
  }

  /** Why the graph has the codec that it has, as a user may read it. */
  static String reason(IndexState state, @Nullable Graph graph) {
    HnswOptions options = state.options;
    if (graph == null) {
      return "fewer than " + state.firstTraining + " rows: all of them are compared";
    }
    if (!codable(state)) {
      return state.source.elements() == Elements.BITS
          ? "bits are as short as codes"
          : "sparse vectors are compared themselves";
    }
    if (options.metric() == Metric.L1) {
      return "codes estimate no taxicab distance";
    }
    if (options.quantizer() != Quantizer.AUTO) {
      return "as the index option quantizer asks";
    }
    if (state.source.dimension() <= FEWEST_DIMENSIONS) {
      return "codes of so few dimensions are no shorter than the floats";
    }
    if (!(graph.codec instanceof RabitqCodec) && graph.codeShare() >= CodecCheck.PASSING_SHARE) {
      return "searches by codes found less than by floats";
    }
    return String.format(
        Locale.ROOT,
        "codes of %d bits keep %.1f %% of the ten nearest within reach; %.0f %% are asked for",
        Math.min(graph.codec.bits(), MAX_BITS),
        100 * graph.codeShare(),
        100 * CodecCheck.PASSING_SHARE);
  }

  private RabitqCodec rabitq(int bits) {
    return new RabitqCodec(state.options.metric(), bits, mean, SEED);
  }

  private Codec checked(SearchContext c) {
    CodecCheck check = new CodecCheck(state, c, slots);
    for (int bits = dimension < 512 ? 3 : 1; bits <= MAX_BITS; bits++) {
      RabitqCodec codec = rabitq(bits);
      share = (float) check.share(codec);
      if (share >= CodecCheck.PASSING_SHARE) {
        return codec;
      }
    }
    return lossless(state);
  }
}
