package dev.tusk.vector.distance;

/**
 * The distances of the SQL functions, over values in Java arrays of equal length.
 *
 * <p>Sums are taken in float32 and widened, as pgvector does (vector.c); norms in float64. Where
 * the widest vectors have 16 lanes, results equal those of pgvector built for AVX-512 to the bit.
 */
public final class Distances {
  private Distances() {}

  /** Euclidean distance: {@code <->}. */
  public static double l2(float[] a, float[] b) {
    return Math.sqrt(squaredL2(a, b));
  }

  /** Square of the Euclidean distance. */
  public static double squaredL2(float[] a, float[] b) {
    return SquaredL2.of(a, b);
  }

  /** Inner product; {@code <#>} is its negative. */
  public static double innerProduct(float[] a, float[] b) {
    return InnerProduct.of(a, b);
  }

  /** 1 - cosine, clamped to [0, 2]; NaN for a zero vector: {@code <=>}. */
  public static double cosine(float[] a, float[] b) {
    return cosine(FusedProduct.of(a, b), FusedProduct.of(a, a), FusedProduct.of(b, b));
  }

  /** Cosine distance from an inner product and the two squared norms. */
  public static double cosine(float product, float squaredNormA, float squaredNormB) {
    double similarity = product / Math.sqrt((double) squaredNormA * squaredNormB);
    // A comparison keeps NaN, which Math.min and Math.max do too, but says so.
    if (similarity > 1) {
      similarity = 1;
    } else if (similarity < -1) {
      similarity = -1;
    }
    return 1 - similarity;
  }

  /** Taxicab distance: {@code <+>}. */
  public static double l1(float[] a, float[] b) {
    return L1.of(a, b);
  }

  /** Euclidean norm, summed in float64. */
  public static double norm(float[] a) {
    double sum = 0;
    for (float x : a) {
      sum += (double) x * x;
    }
    return Math.sqrt(sum);
  }
}
