package dev.tusk.vector.distance;

/** The distances as plain loops: what the SIMD kernels are held to. Sums in float64. */
final class ScalarDistances {
  private ScalarDistances() {}

  static double squaredL2(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
    }
    return sum;
  }

  static double innerProduct(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  static double l1(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs((double) a[i] - b[i]);
    }
    return sum;
  }

  static double cosine(float[] a, float[] b) {
    return 1 - innerProduct(a, b) / Math.sqrt(innerProduct(a, a) * innerProduct(b, b));
  }
}
