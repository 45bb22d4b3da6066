package dev.tusk.storage;

/**
 * A column of vectors of one size, kept in a file of fixed slots.
 *
 * @param columnNumber the caller's number for it within the relation, never used before there
 * @param dimension elements of a vector
 * @param bytesPerElement 4 for float32, 2 for float16
 */
public record VectorColumnSpec(int columnNumber, int dimension, int bytesPerElement) {
  /** pgvector's limit for vector and halfvec storage. */
  public static final int MAX_DIMENSION = 16_000;

  public VectorColumnSpec {
    if (dimension < 1 || dimension > MAX_DIMENSION) {
      throw new IllegalArgumentException("dimension " + dimension);
    }
    if (bytesPerElement < 1 || bytesPerElement > 8) {
      throw new IllegalArgumentException("bytes per element " + bytesPerElement);
    }
  }

  /** A column of float32 vectors. */
  public static VectorColumnSpec floats(int columnNumber, int dimension) {
    return new VectorColumnSpec(columnNumber, dimension, Float.BYTES);
  }

  /** Bytes of one value. */
  public int valueBytes() {
    return dimension * bytesPerElement;
  }

  /** Bytes from one slot to the next: whole cache lines. */
  public int slotBytes() {
    return (valueBytes() + 63) & -64;
  }
}
