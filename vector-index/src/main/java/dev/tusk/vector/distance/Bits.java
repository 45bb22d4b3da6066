package dev.tusk.vector.distance;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

/**
 * Strings of bits: counts over whole words, eight bytes at a time. In memory a string fills words,
 * behind its end with zeros; its open form has 16 bits a float, as a number.
 */
public final class Bits {
  private Bits() {}

  /** Floats of the open form of so many bits. */
  public static int openLength(int bits) {
    return (bits + 15) >>> 4;
  }

  /** Bytes of whole words for an open form. */
  public static int bytes(int openLength) {
    return (openLength + 3) / 4 * Long.BYTES;
  }

  /** Words for an open form. */
  public static int words(int openLength) {
    return (openLength + 3) / 4;
  }

  /** The open form of bits in bytes, the first bit the highest one. */
  public static float[] open(byte[] bytes) {
    float[] open = new float[(bytes.length + 1) / 2];
    for (int i = 0; i < open.length; i++) {
      int low = 2 * i + 1 < bytes.length ? bytes[2 * i + 1] & 0xff : 0;
      open[i] = (bytes[2 * i] & 0xff) << 8 | low;
    }
    return open;
  }

  /** The words of an open form, as memory holds them. */
  public static void pack(float[] open, int count, long[] words) {
    for (int i = 0; i < words(count); i++) {
      long word = 0;
      for (int j = 0; j < 4 && 4 * i + j < count; j++) {
        word |= (Short.reverseBytes((short) (int) open[4 * i + j]) & 0xffffL) << 16 * j;
      }
      words[i] = word;
    }
  }

  /** Writes an open form to memory. */
  public static void put(float[] open, int count, long address) {
    for (int i = 0; i < count; i++) {
      int value = (int) open[i];
      Lanes.MEMORY.set(JAVA_BYTE, address + 2L * i, (byte) (value >>> 8));
      Lanes.MEMORY.set(JAVA_BYTE, address + 2L * i + 1, (byte) value);
    }
    for (int i = 2 * count; i < bytes(count); i++) {
      Lanes.MEMORY.set(JAVA_BYTE, address + i, (byte) 0);
    }
  }

  /** Reads the open form. */
  public static void get(long address, float[] open, int count) {
    for (int i = 0; i < count; i++) {
      int high = Lanes.MEMORY.get(JAVA_BYTE, address + 2L * i) & 0xff;
      open[i] = high << 8 | Lanes.MEMORY.get(JAVA_BYTE, address + 2L * i + 1) & 0xff;
    }
  }

  /** How many bits of an open form are set. */
  public static int ones(float[] open, int count) {
    int ones = 0;
    for (int i = 0; i < count; i++) {
      ones += Integer.bitCount((int) open[i]);
    }
    return ones;
  }

  private static long word(long address, int i) {
    return Lanes.MEMORY.get(JAVA_LONG_UNALIGNED, address + 8L * i);
  }

  public static int ones(long a, int words) {
    int ones = 0;
    for (int i = 0; i < words; i++) {
      ones += Long.bitCount(word(a, i));
    }
    return ones;
  }

  /** Bits that differ. */
  public static int differing(long[] a, long b, int words) {
    int count = 0;
    for (int i = 0; i < words; i++) {
      count += Long.bitCount(a[i] ^ word(b, i));
    }
    return count;
  }

  public static int differing(long a, long b, int words) {
    int count = 0;
    for (int i = 0; i < words; i++) {
      count += Long.bitCount(word(a, i) ^ word(b, i));
    }
    return count;
  }

  /** Bits set in both. */
  public static int common(long[] a, long b, int words) {
    int count = 0;
    for (int i = 0; i < words; i++) {
      count += Long.bitCount(a[i] & word(b, i));
    }
    return count;
  }

  public static int common(long a, long b, int words) {
    int count = 0;
    for (int i = 0; i < words; i++) {
      count += Long.bitCount(word(a, i) & word(b, i));
    }
    return count;
  }

  /** Jaccard's distance, from the bits that both have and those that each has. */
  public static double jaccard(double common, double a, double b) {
    return common == 0 ? 1 : 1 - common / (a + b - common);
  }
}
