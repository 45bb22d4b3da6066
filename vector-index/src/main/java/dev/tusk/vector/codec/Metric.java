package dev.tusk.vector.codec;

/** A distance that orders rows, named by its SQL operator. Snapshots name them by their places. */
public enum Metric {
  /** {@code <->}: Euclidean distance. */
  L2,
  /** {@code <#>}: negative inner product. */
  INNER_PRODUCT,
  /** {@code <=>}: 1 - cosine, within [0, 2]; NaN where a vector is zero. */
  COSINE,
  /** {@code <+>}: taxicab distance. */
  L1,
  /** {@code <~>}: bits that differ. */
  HAMMING,
  /** {@code <%>}: 1 - bits in both by bits in either; 1 where none is in both. */
  JACCARD;

  /** The metric of a SQL operator. */
  public static Metric of(String operator) {
    return switch (operator) {
      case "<->" -> L2;
      case "<#>" -> INNER_PRODUCT;
      case "<=>" -> COSINE;
      case "<+>" -> L1;
      case "<~>" -> HAMMING;
      case "<%>" -> JACCARD;
      default -> throw new IllegalArgumentException("no metric: " + operator);
    };
  }
}
