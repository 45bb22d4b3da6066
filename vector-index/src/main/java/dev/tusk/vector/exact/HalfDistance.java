package dev.tusk.vector.exact;

import dev.tusk.vector.VectorSource;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.distance.Halves;
import dev.tusk.vector.memory.Raw;

/** Distances between vectors of 16-bit floats. */
final class HalfDistance extends ExactDistance {
  HalfDistance(VectorSource source, Metric metric) {
    super(source, metric);
  }

  @Override
  public void read(int slot, float[] to) {
    Halves.widen(address(slot), to, dimension);
  }

  @Override
  public void raw(float[] query, int[] slots, int count, float[] out) {
    for (int i = 0; i < count; i++) {
      long a = address(slots[i]);
      out[i] =
          switch (metric) {
            case L2 -> Halves.squaredL2(query, a, dimension);
            case INNER_PRODUCT, COSINE -> Halves.product(query, a, dimension);
            case L1 -> Halves.l1(query, a, dimension);
            case HAMMING, JACCARD -> throw noBits();
          };
    }
  }

  @Override
  public float raw(long a, long b) {
    return switch (metric) {
      case L2 -> Halves.squaredL2(a, b, dimension);
      case INNER_PRODUCT, COSINE -> Halves.product(a, b, dimension);
      case L1 -> Halves.l1(a, b, dimension);
      case HAMMING, JACCARD -> throw noBits();
    };
  }

  private static IllegalStateException noBits() {
    return new IllegalStateException("a metric of bits over floats");
  }

  @Override
  public float squaredNorm(float[] open) {
    return Halves.product(open, open);
  }

  @Override
  public float squaredNorm(int slot) {
    long a = address(slot);
    return Halves.product(a, a, dimension);
  }

  @Override
  public boolean identical(long a, long b) {
    return Raw.segment(a, 2L * dimension).mismatch(Raw.segment(b, 2L * dimension)) < 0;
  }
}
