package dev.tusk.vector.exact;

import dev.tusk.vector.VectorSource;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.distance.FusedProduct;
import dev.tusk.vector.distance.InnerProduct;
import dev.tusk.vector.distance.L1;
import dev.tusk.vector.distance.SquaredL2;
import dev.tusk.vector.memory.Raw;

/** Distances between vectors of float32. */
final class FloatDistance extends ExactDistance {
  FloatDistance(VectorSource source, Metric metric) {
    super(source, metric);
  }

  @Override
  public void read(int slot, float[] to) {
    Raw.getFloats(address(slot), to, dimension);
  }

  /** Four at a time. */
  @Override
  public void raw(float[] query, int[] slots, int count, float[] out) {
    int i = 0;
    for (; i + 4 <= count; i += 4) {
      long a = address(slots[i]);
      long b = address(slots[i + 1]);
      long c = address(slots[i + 2]);
      long d = address(slots[i + 3]);
      switch (metric) {
        case L2 -> SquaredL2.four(query, a, b, c, d, dimension, out, i);
        case INNER_PRODUCT -> InnerProduct.four(query, a, b, c, d, dimension, out, i);
        case COSINE -> FusedProduct.four(query, a, b, c, d, dimension, out, i);
        case L1 -> L1.four(query, a, b, c, d, dimension, out, i);
        case HAMMING, JACCARD -> throw noBits();
      }
    }
    for (; i < count; i++) {
      long a = address(slots[i]);
      out[i] =
          switch (metric) {
            case L2 -> SquaredL2.of(query, a, dimension);
            case INNER_PRODUCT -> InnerProduct.of(query, a, dimension);
            case COSINE -> FusedProduct.of(query, a, dimension);
            case L1 -> L1.of(query, a, dimension);
            case HAMMING, JACCARD -> throw noBits();
          };
    }
  }

  @Override
  public float raw(long a, long b) {
    return switch (metric) {
      case L2 -> SquaredL2.of(a, b, dimension);
      case INNER_PRODUCT -> InnerProduct.of(a, b, dimension);
      case COSINE -> FusedProduct.of(a, b, dimension);
      case L1 -> L1.of(a, b, dimension);
      case HAMMING, JACCARD -> throw noBits();
    };
  }

  private static IllegalStateException noBits() {
    return new IllegalStateException("a metric of bits over floats");
  }

  @Override
  public float squaredNorm(float[] open) {
    return FusedProduct.of(open, open);
  }

  @Override
  public float squaredNorm(int slot) {
    long a = address(slot);
    return FusedProduct.of(a, a, dimension);
  }

  @Override
  public boolean identical(long a, long b) {
    return Raw.segment(a, 4L * dimension).mismatch(Raw.segment(b, 4L * dimension)) < 0;
  }
}
