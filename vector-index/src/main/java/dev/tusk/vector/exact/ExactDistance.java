package dev.tusk.vector.exact;

import dev.tusk.vector.VectorSource;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.distance.Bits;
import dev.tusk.vector.distance.Distances;
import org.jspecify.annotations.Nullable;

/**
 * Distances from the stored vectors: as the SQL operator gives them, and as linking wants them. One
 * kind for each kind of elements.
 *
 * <p>A <em>raw</em> value is what the kernel sums: squared distance, inner product, taxicab, bits
 * that differ, bits in common.
 */
public abstract sealed class ExactDistance
    permits FloatDistance, HalfDistance, BitDistance, SparseDistance {
  final VectorSource source;
  final Metric metric;

  /** Floats of an open form. */
  final int dimension;

  private final VectorSource.@Nullable Mapped mapped;
  private final int bytes;

  ExactDistance(VectorSource source, Metric metric) {
    this.source = source;
    this.metric = metric;
    this.dimension = source.dimension();
    this.mapped = source instanceof VectorSource.Mapped column ? column : null;
    this.bytes = source.elements().bytes(dimension);
  }

  public static ExactDistance of(VectorSource source, Metric metric) {
    return switch (source.elements()) {
      case FLOAT32 -> new FloatDistance(source, metric);
      case FLOAT16 -> new HalfDistance(source, metric);
      case BITS -> new BitDistance(source, metric);
      case SPARSE -> new SparseDistance(source, metric);
    };
  }

  /** Absolute address of a slot's vector, checked against a mapping. */
  public final long address(int slot) {
    VectorSource.Mapped column = mapped;
    return column == null ? source.address(slot) : column.address(slot, bytes);
  }

  /** Reads the open form. */
  public abstract void read(int slot, float[] to);

  /** Raw values of a batch of slots for a query in its open form. */
  public abstract void raw(float[] query, int[] slots, int count, float[] out);

  /** A raw value between the vectors of two places. */
  public abstract float raw(long a, long b);

  /** Squared norm in float32, as the cosine operator sums it; of bits, how many are set. */
  public abstract float squaredNorm(float[] open);

  /** The same of a slot's vector. */
  public abstract float squaredNorm(int slot);

  public abstract boolean identical(long a, long b);

  /** Copies an open form as codecs want it: normalised for cosine. */
  public void prepare(float[] open, float[] to) {
    if (metric != Metric.COSINE) {
      System.arraycopy(open, 0, to, 0, dimension);
      return;
    }
    double sum = 0;
    for (float x : open) {
      sum += (double) x * x;
    }
    double inverse = sum > 0 ? 1 / Math.sqrt(sum) : 0;
    for (int i = 0; i < dimension; i++) {
      to[i] = (float) (open[i] * inverse);
    }
  }

  public int hash(float[] open) {
    return hash(open, dimension);
  }

  public static int hash(float[] values, int count) {
    int hash = 1;
    for (int i = 0; i < count; i++) {
      hash = 31 * hash + Float.floatToRawIntBits(values[i]);
    }
    return hash ^ (hash >>> 15);
  }

  /** What the SQL operator shows, from a raw value and the squared norms of both sides. */
  public final double shown(float raw, float querySquaredNorm, float squaredNorm) {
    return switch (metric) {
      case L2 -> Math.sqrt(raw);
      case INNER_PRODUCT -> -(double) raw;
      case COSINE -> Distances.cosine(raw, querySquaredNorm, squaredNorm);
      case L1, HAMMING -> raw;
      case JACCARD -> Bits.jaccard(raw, querySquaredNorm, squaredNorm);
    };
  }

  /**
   * Distance between two nodes for choosing links, from the raw value and squared norms: orders as
   * the metric does.
   */
  public final float linking(float raw, float normA, float normB) {
    return switch (metric) {
      case L2, L1, HAMMING -> raw;
      case COSINE -> (float) (2 - 2 * (raw / Math.sqrt((double) normA * normB)));
      case INNER_PRODUCT -> -raw;
      case JACCARD -> (float) Bits.jaccard(raw, normA, normB);
    };
  }

  /** As {@link #linking(float, float, float)}, from the vectors of two places. */
  public final float linking(long a, long b, float normA, float normB) {
    return linking(raw(a, b), normA, normB);
  }

  /** Below this, two nodes count as equally far from a third (near copies of one vector). */
  public final float nearlyEqual(float normA, float normB) {
    return switch (metric) {
      case COSINE -> 1e-6f;
      case L2 -> 1e-12f * (normA + normB); // Differences are as exact as the values are.
      case L1, HAMMING, JACCARD -> 0;
      case INNER_PRODUCT -> Float.NEGATIVE_INFINITY; // The largest products are no copies.
    };
  }
}
