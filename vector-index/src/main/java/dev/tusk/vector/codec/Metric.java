package dev.tusk.vector.codec;

/** A distance that orders rows, named by its SQL operator. */
public enum Metric {
  /** {@code <->}: Euclidean distance. */
  L2,
  /** {@code <#>}: negative inner product. */
  INNER_PRODUCT,
  /** {@code <=>}: 1 - cosine, within [0, 2]; NaN where a vector is zero. */
  COSINE,
  /** {@code <+>}: taxicab distance. */
  L1
}
