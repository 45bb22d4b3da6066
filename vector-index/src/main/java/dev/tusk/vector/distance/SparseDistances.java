package dev.tusk.vector.distance;

/**
 * Sums over two sparse vectors, each given by the ascending places of its elements that are not
 * zero and their values. In float32 and in the order of the places.
 */
public final class SparseDistances {
  private SparseDistances() {}

  /** Sum of the squared differences. */
  public static float squaredL2(int[] ai, float[] av, int[] bi, float[] bv) {
    float sum = 0;
    int i = 0;
    int j = 0;
    while (i < ai.length && j < bi.length) {
      int order = Integer.compare(ai[i], bi[j]);
      float difference = order == 0 ? av[i++] - bv[j++] : order < 0 ? av[i++] : bv[j++];
      sum += difference * difference;
    }
    for (; i < ai.length; i++) {
      sum += av[i] * av[i];
    }
    for (; j < bi.length; j++) {
      sum += bv[j] * bv[j];
    }
    return sum;
  }

  /** Inner product. */
  public static float product(int[] ai, float[] av, int[] bi, float[] bv) {
    float sum = 0;
    int i = 0;
    int j = 0;
    while (i < ai.length && j < bi.length) {
      int a = ai[i];
      int b = bi[j];
      if (a == b) {
        sum += av[i] * bv[j];
      }
      i += a <= b ? 1 : 0;
      j += b <= a ? 1 : 0;
    }
    return sum;
  }

  /** Sum of the differences' magnitudes. */
  public static float l1(int[] ai, float[] av, int[] bi, float[] bv) {
    float sum = 0;
    int i = 0;
    int j = 0;
    while (i < ai.length && j < bi.length) {
      int order = Integer.compare(ai[i], bi[j]);
      sum += Math.abs(order == 0 ? av[i++] - bv[j++] : order < 0 ? av[i++] : bv[j++]);
    }
    for (; i < ai.length; i++) {
      sum += Math.abs(av[i]);
    }
    for (; j < bi.length; j++) {
      sum += Math.abs(bv[j]);
    }
    return sum;
  }

  /** Square of the norm. */
  public static float squaredNorm(float[] values) {
    float sum = 0;
    for (float value : values) {
      sum += value * value;
    }
    return sum;
  }
}
