package dev.tusk.vector.codec;

import dev.tusk.vector.distance.InnerProduct;
import dev.tusk.vector.memory.Raw;
import dev.tusk.vector.memory.Records;

/**
 * One to four bits a dimension: RaBitQ (Gao and Long 2024) and its extension to several bits.
 *
 * <p>A vector less the mean of all is rotated at random and rounded to levels; of a few step sizes
 * the one whose levels point most nearly in the vector's direction is taken. Then {@code <q, o>} is
 * estimated without bias as {@code scale * <q, levels>}, with the query rounded to four bits.
 *
 * <pre>
 *  bits × width/64 longs   bit planes of the levels, lowest first
 *  float scale             |o|² / ⟨o, levels - middle⟩
 *  float levels            sum of the levels
 *  float add               |o|²; unused for inner product
 *  to a multiple of 64 bytes
 * </pre>
 */
public final class RabitqCodec implements Codec {
  private static final float[] STEPS_2 = {0.80f, 0.90f, 1.0f, 1.12f, 1.26f};
  private static final float[] STEPS_3 = {0.46f, 0.52f, 0.58f, 0.66f, 0.75f};
  private static final float[] STEPS_4 = {0.26f, 0.30f, 0.335f, 0.38f, 0.44f};
  private static final int FACTOR_BYTES = 12;

  private final Metric metric;
  private final int dimension;
  private final int bits;
  private final float[] mean;
  private final long seed;

  private final int width;
  private final int words;
  private final int factors;
  private final int codeBytes;
  private final int blocks;
  private final long[] shifts;
  private final HadamardRotation rotation;

  /**
   * A codec for vectors of one column.
   *
   * @param mean what is subtracted before rotating, usually the mean of a sample
   */
  public RabitqCodec(Metric metric, int bits, float[] mean, long seed) {
    if (metric == Metric.L1) {
      throw new IllegalArgumentException("codes estimate no taxicab distance");
    }
    if (bits < 1 || bits > 4) {
      throw new IllegalArgumentException("bits must be 1 to 4, not " + bits);
    }
    this.metric = metric;
    this.dimension = mean.length;
    this.bits = bits;
    this.mean = mean.clone();
    this.seed = seed;
    this.width = (dimension + 63) & -64;
    this.words = width / 64;
    this.factors = 8 * bits * words;
    this.codeBytes = (factors + FACTOR_BYTES + 63) & -64;
    this.blocks = (bits * words + PlaneKernel.LANES - 1) / PlaneKernel.LANES;
    this.shifts = new long[blocks * PlaneKernel.LANES];
    for (int i = 0; i < bits * words; i++) {
      shifts[i] = i / words;
    }
    this.rotation = new HadamardRotation(width, seed);
  }

  @Override
  public int bits() {
    return bits;
  }

  @Override
  public int codeBytes() {
    return codeBytes;
  }

  /** What is subtracted from vectors. */
  public float[] mean() {
    return mean.clone();
  }

  public long seed() {
    return seed;
  }

  @Override
  public QueryCode newQuery() {
    return new QueryCode(width, blocks * PlaneKernel.LANES * PlaneKernel.QUERY_BITS);
  }

  @Override
  public void encode(float[] vector, long address, QueryCode scratch) {
    float[] v = scratch.values;
    for (int i = 0; i < dimension; i++) {
      v[i] = vector[i] - mean[i];
    }
    clearPadding(v);
    rotation.apply(v);
    float squaredNorm = LevelKernel.squaredNorm(v, width);
    float top = (1 << bits) - 1;
    float middle = top / 2;
    float offset = 1 << (bits - 1);
    float inverseStep = inverseStep(v, squaredNorm, offset, top, middle);
    int sum = 0;
    for (int bit = 0; bit < bits; bit++) {
      for (int w = 0; w < words; w++) {
        long word = LevelKernel.plane(v, 64 * w, inverseStep, offset, top, bit);
        Raw.putLong(address + 8L * (bit * words + w), word);
        sum += Long.bitCount(word) << bit;
      }
    }
    float product = LevelKernel.product(v, width, inverseStep, offset, top, middle);
    float scale = product > 0 ? squaredNorm / product : 0;
    Raw.putFloat(address + factors, scale);
    Raw.putFloat(address + factors + 4, sum);
    Raw.putFloat(address + factors + 8, squaredNorm);
  }

  /** The step size whose levels have the largest cosine with the values. */
  private float inverseStep(float[] v, float squaredNorm, float offset, float top, float middle) {
    if (bits == 1 || squaredNorm == 0) {
      // Any size does for signs, but it must not push small values to the wrong side.
      return squaredNorm == 0 ? 1 : (float) Math.sqrt(width / squaredNorm);
    }
    float[] steps = bits == 2 ? STEPS_2 : bits == 3 ? STEPS_3 : STEPS_4;
    float deviation = (float) Math.sqrt(squaredNorm / width);
    float best = 0;
    float bestCosine = Float.NEGATIVE_INFINITY;
    for (float step : steps) {
      float inverse = 1 / (step * deviation);
      float product = LevelKernel.product(v, width, inverse, offset, top, middle);
      float squared = LevelKernel.squaredLevels(v, width, inverse, offset, top, middle);
      float cosine = product * product / squared;
      if (cosine > bestCosine) {
        bestCosine = cosine;
        best = inverse;
      }
    }
    return best;
  }

  private void clearPadding(float[] v) {
    for (int i = dimension; i < width; i++) {
      v[i] = 0;
    }
  }

  @Override
  public void prepare(float[] query, QueryCode out) {
    float[] v = out.values;
    float product = 0;
    if (metric == Metric.INNER_PRODUCT) {
      System.arraycopy(query, 0, v, 0, dimension);
      product = InnerProduct.of(query, mean);
    } else {
      for (int i = 0; i < dimension; i++) {
        v[i] = query[i] - mean[i];
      }
    }
    clearPadding(v);
    rotation.apply(v);
    float factor = 2;
    if (metric != Metric.INNER_PRODUCT) {
      out.base = LevelKernel.squaredNorm(v, width);
      out.addWeight = 1;
    } else {
      out.base = -product;
      out.addWeight = 0;
      factor = 1;
    }
    quantise(out, factor);
  }

  private void quantise(QueryCode out, float factor) {
    float[] v = out.values;
    float low = LevelKernel.min(v, width);
    float high = LevelKernel.max(v, width);
    float step = (high - low) / 15;
    float inverse = step > 0 ? 1 / step : 0;
    for (int w = 0; w < words; w++) {
      for (int p = 0; p < PlaneKernel.QUERY_BITS; p++) {
        long word = LevelKernel.plane(v, 64 * w, inverse, 0.5f - low * inverse, 15, p);
        for (int bit = 0; bit < bits; bit++) {
          int at = bit * words + w;
          int block = at / PlaneKernel.LANES;
          int lane = at % PlaneKernel.LANES;
          out.planes[(block * PlaneKernel.QUERY_BITS + p) * PlaneKernel.LANES + lane] = word;
        }
      }
    }
    float middle = ((1 << bits) - 1) / 2f;
    out.sumWeight = factor * step;
    out.levelWeight = factor * low;
    out.constant = -factor * middle * LevelKernel.sum(v, width);
  }

  @Override
  public void score(QueryCode query, Records records, int[] nodes, int count, float[] out) {
    long[] bases = records.bases();
    touch(query, records, bases, nodes, count);
    // One method for each shape, so that the JIT inlines each kernel whole: what it leaves out
    // would box a vector for each code.
    if (blocks == 2 && bits == 1) {
      scoreOneBit2(query, records, bases, nodes, count, out);
    } else if (blocks == 2) {
      score2(query, records, bases, nodes, count, out);
    } else if (blocks == 3) {
      score3(query, records, bases, nodes, count, out);
    } else {
      scoreMany(query, records, bases, nodes, count, out);
    }
  }

  private void scoreOneBit2(
      QueryCode query, Records records, long[] bases, int[] nodes, int count, float[] out) {
    for (int i = 0; i < count; i++) {
      long code = records.address(bases, nodes[i]);
      out[i] = score(query, code, PlaneKernel.sumOneBit2(query.planes, code));
    }
  }

  private void score2(
      QueryCode query, Records records, long[] bases, int[] nodes, int count, float[] out) {
    for (int i = 0; i < count; i++) {
      long code = records.address(bases, nodes[i]);
      out[i] = score(query, code, PlaneKernel.sum2(query.planes, shifts, code));
    }
  }

  private void score3(
      QueryCode query, Records records, long[] bases, int[] nodes, int count, float[] out) {
    for (int i = 0; i < count; i++) {
      long code = records.address(bases, nodes[i]);
      out[i] = score(query, code, PlaneKernel.sum3(query.planes, shifts, code));
    }
  }

  private void scoreMany(
      QueryCode query, Records records, long[] bases, int[] nodes, int count, float[] out) {
    for (int i = 0; i < count; i++) {
      long code = records.address(bases, nodes[i]);
      out[i] = score(query, code, PlaneKernel.sum(query.planes, shifts, code, blocks));
    }
  }

  /** Reads one word of each cache line first: the misses of the batch overlap. */
  private void touch(QueryCode query, Records records, long[] bases, int[] nodes, int count) {
    long sink = 0;
    int bytes = codeBytes;
    for (int i = 0; i < count; i++) {
      long code = records.address(bases, nodes[i]);
      for (int line = 0; line < bytes; line += 64) {
        sink ^= Raw.getLong(code + line);
      }
    }
    query.sink ^= sink;
  }

  private float score(QueryCode query, long code, long sum) {
    long at = code + factors;
    float product =
        query.sumWeight * sum + query.levelWeight * Raw.getFloat(at + 4) + query.constant;
    return query.base + query.addWeight * Raw.getFloat(at + 8) - Raw.getFloat(at) * product;
  }
}
