package dev.tusk.vector.exact;

import dev.tusk.vector.VectorSource;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.distance.Sparse;
import java.util.Arrays;

/** Distances between sparse vectors. */
final class SparseDistance extends ExactDistance {
  SparseDistance(VectorSource source, Metric metric) {
    super(source, metric);
  }

  @Override
  public void read(int slot, float[] to) {
    Sparse.get(address(slot), to);
  }

  @Override
  public void raw(float[] query, int[] slots, int count, float[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = raw(query, address(slots[i]));
    }
  }

  private float raw(float[] query, long a) {
    return switch (metric) {
      case L2 -> Sparse.squaredL2(query, a);
      case INNER_PRODUCT, COSINE -> Sparse.product(query, a);
      case L1 -> Sparse.l1(query, a);
      case HAMMING, JACCARD -> throw new IllegalStateException("a metric of bits over floats");
    };
  }

  @Override
  public float raw(long a, long b) {
    return raw(open(a), b);
  }

  private static float[] open(long address) {
    float[] open = new float[Sparse.openLength(Sparse.count(address))];
    Sparse.get(address, open);
    return open;
  }

  @Override
  public float squaredNorm(float[] open) {
    return Sparse.squaredNorm(open);
  }

  @Override
  public float squaredNorm(int slot) {
    return Sparse.squaredNorm(open(address(slot)));
  }

  @Override
  public void prepare(float[] open, float[] to) {
    // Nodes are scored by their slots: there is nothing to make ready.
  }

  @Override
  public int hash(float[] open) {
    return hash(open, Sparse.openLength(Sparse.count(open)));
  }

  @Override
  public boolean identical(long a, long b) {
    return Sparse.count(a) == Sparse.count(b) && Arrays.equals(open(a), open(b));
  }
}
