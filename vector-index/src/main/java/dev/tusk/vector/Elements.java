package dev.tusk.vector;

import dev.tusk.vector.distance.Bits;
import dev.tusk.vector.distance.Sparse;

/**
 * What vectors are made of, and how they lie in memory. Searches, links and codes hold a vector in
 * its <em>open</em> form, an array of floats, whatever it is made of.
 *
 * <pre>
 *            in memory                                          open
 *  FLOAT32   floats                                             the same
 *  FLOAT16   halves (IEEE binary16)                             widened
 *  BITS      bytes, the first bit the highest one, to a         16 bits each, as numbers
 *            multiple of eight bytes
 *  SPARSE    int count | ints of the places | floats            count, places and floats: the ints
 *                                                               by their bits ({@link Sparse})
 * </pre>
 */
public enum Elements {
  FLOAT32,
  FLOAT16,
  BITS,
  SPARSE;

  /** Floats of the open form of vectors of so many dimensions, at most. */
  public int openLength(int dimensions) {
    return switch (this) {
      case FLOAT32, FLOAT16 -> dimensions;
      case BITS -> Bits.openLength(dimensions);
      case SPARSE -> Sparse.openLength(Math.min(dimensions, Sparse.MOST_ELEMENTS));
    };
  }

  /** Bytes in memory of a vector whose open form has so many floats; of a sparse one, at most. */
  public int bytes(int openLength) {
    return switch (this) {
      case FLOAT32, SPARSE -> Float.BYTES * openLength;
      case FLOAT16 -> Short.BYTES * openLength;
      case BITS -> Bits.bytes(openLength);
    };
  }

  /** Whether a query's open form may be shorter than others. */
  public boolean varies() {
    return this == SPARSE;
  }
}
