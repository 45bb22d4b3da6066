package dev.tusk.vector.set;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** A set of slots that threads may change while others read it. */
public final class SlotBitmap {
  private volatile AtomicLongArray words = new AtomicLongArray(16);
  private final AtomicInteger cardinality = new AtomicInteger();

  public synchronized boolean add(int slot) {
    int word = slot >>> 6;
    if (word >= words.length()) {
      AtomicLongArray grown = new AtomicLongArray(Math.max(word + 1, words.length() * 2));
      for (int i = 0; i < words.length(); i++) {
        grown.setPlain(i, words.get(i));
      }
      words = grown;
    }
    long bit = 1L << (slot & 63);
    long old = words.get(word);
    if ((old & bit) != 0) {
      return false;
    }
    words.set(word, old | bit);
    cardinality.incrementAndGet();
    return true;
  }

  public synchronized boolean remove(int slot) {
    int word = slot >>> 6;
    if (word >= words.length()) {
      return false;
    }
    long bit = 1L << (slot & 63);
    long old = words.get(word);
    if ((old & bit) == 0) {
      return false;
    }
    words.set(word, old & ~bit);
    cardinality.decrementAndGet();
    return true;
  }

  public int cardinality() {
    return cardinality.get();
  }

  /** The first slot in the set at or after the given one, or -1. */
  public int next(int from) {
    AtomicLongArray all = words;
    int word = from >>> 6;
    if (word >= all.length()) {
      return -1;
    }
    long rest = all.get(word) & -1L << (from & 63);
    while (rest == 0) {
      if (++word == all.length()) {
        return -1;
      }
      rest = all.get(word);
    }
    return (word << 6) + Long.numberOfTrailingZeros(rest);
  }
}
