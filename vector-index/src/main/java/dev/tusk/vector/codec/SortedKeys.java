package dev.tusk.vector.codec;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Positions in a short sorted {@code long[]}, found by comparing many keys at once. */
public final class SortedKeys {
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;

  /** Keys that must follow the last one in the array, each {@code Long.MAX_VALUE}. */
  public static final int PADDING = 64;

  private SortedKeys() {}

  /** How many of the first {@code size} keys are less than the given one. */
  public static int position(long[] keys, int size, long key) {
    int low = 0;
    int high = size;
    while (high - low > PADDING) {
      int middle = (low + high) >>> 1;
      if (keys[middle] < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int position = low;
    for (int i = low; i < high; i += LONGS.length()) {
      LongVector some = LongVector.fromArray(LONGS, keys, i);
      position += some.compare(VectorOperators.LT, key).trueCount();
    }
    return position;
  }
}
