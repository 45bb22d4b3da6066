package dev.tusk.vector.set;

import dev.tusk.vector.SlotFilter;
import java.util.Arrays;

/**
 * A set of slots as a bitmap; the filter that lets a search score exactly the matching rows.
 *
 * <p>Not safe for writing beside readers: fill it, then search with it.
 */
public final class SlotSet implements SlotFilter {
  private long[] words;
  private int cardinality;

  /** An empty set with room for slots below the limit; it grows when needed. */
  public SlotSet(int slotLimit) {
    this.words = new long[(slotLimit + 63) >>> 6];
  }

  /** The set of the given slots. */
  public static SlotSet of(int... slots) {
    SlotSet set = new SlotSet(0);
    for (int slot : slots) {
      set.add(slot);
    }
    return set;
  }

  /** Adds a slot; true when it was not there. */
  public boolean add(int slot) {
    int word = slot >>> 6;
    if (word >= words.length) {
      words = Arrays.copyOf(words, Math.max(word + 1, words.length + (words.length >>> 1)));
    }
    long bit = 1L << (slot & 63);
    if ((words[word] & bit) != 0) {
      return false;
    }
    words[word] |= bit;
    cardinality++;
    return true;
  }

  /** Removes a slot; true when it was there. */
  public boolean remove(int slot) {
    if (!accepts(slot)) {
      return false;
    }
    words[slot >>> 6] &= ~(1L << (slot & 63));
    cardinality--;
    return true;
  }

  @Override
  public boolean accepts(int slot) {
    int word = slot >>> 6;
    return word < words.length && (words[word] >>> (slot & 63) & 1) != 0;
  }

  @Override
  public int cardinality() {
    return cardinality;
  }

  /** Memory that it takes. */
  public long bytes() {
    return (long) words.length * Long.BYTES;
  }

  /** The first slot in the set at or after the given one, or -1. */
  public int next(int from) {
    int word = from >>> 6;
    if (word >= words.length) {
      return -1;
    }
    long rest = words[word] & -1L << (from & 63);
    while (rest == 0) {
      if (++word == words.length) {
        return -1;
      }
      rest = words[word];
    }
    return (word << 6) + Long.numberOfTrailingZeros(rest);
  }
}
