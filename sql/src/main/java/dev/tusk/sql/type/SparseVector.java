package dev.tusk.sql.type;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The value of a {@code sparsevec}: its elements that are not zero, by ascending place from 0.
 *
 * <p>The arrays are not copied: neither caller nor holder may change them.
 */
public record SparseVector(int dimensions, int[] indexes, float[] values) {
  /** How many elements are not zero. */
  public int count() {
    return indexes.length;
  }

  /** Of the first elements of longer arrays. */
  public static SparseVector of(int dimensions, int[] indexes, float[] values, int count) {
    return new SparseVector(
        dimensions, Arrays.copyOf(indexes, count), Arrays.copyOf(values, count));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SparseVector vector
        && dimensions == vector.dimensions
        && Arrays.equals(indexes, vector.indexes)
        && Arrays.equals(values, vector.values);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * dimensions + Arrays.hashCode(indexes)) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Types.SPARSEVEC.toText(this, FormatSettings.DEFAULT);
  }
}
