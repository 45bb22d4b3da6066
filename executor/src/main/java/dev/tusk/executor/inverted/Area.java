package dev.tusk.executor.inverted;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where values lie: between two numbers in each of one or two dimensions, both in it. Numbers are
 * unsigned and ordered as what they were made of, so that what overlaps, overlaps here too.
 *
 * <pre>
 *  key := level cell (low high)…
 *
 *  level (one byte)   how many of the last bits of low and high in the first dimension may differ
 *  cell (8 bytes)     the bits before those, which low and high have in common
 *  low, high          8 bytes each, for each dimension
 * </pre>
 *
 * <p>So the cells that an area meets are side by side at each level: what may overlap it is read by
 * as many searches as there are levels in use.
 */
public record Area(long[] low, long[] high) {
  private static final int HEAD = 1 + Long.BYTES;

  /** Behind all levels. */
  static final int NO_LEVEL = 0xFF;

  /** Bounds that leave nothing out. */
  static Area everywhere(int dimensions) {
    long[] high = new long[dimensions];
    Arrays.fill(high, -1L);
    return new Area(new long[dimensions], high);
  }

  private int level() {
    return Long.SIZE - Long.numberOfLeadingZeros(low[0] ^ high[0]);
  }

  /** The cell of a number: without the bits below a level. */
  private static long cell(long number, int level) {
    return level == Long.SIZE ? 0 : number >>> level << level;
  }

  byte[] key() {
    ByteBuffer out = ByteBuffer.allocate(HEAD + 2 * Long.BYTES * low.length);
    int level = level();
    out.put((byte) level).putLong(cell(low[0], level));
    for (int i = 0; i < low.length; i++) {
      out.putLong(low[i]).putLong(high[i]);
    }
    return out.array();
  }

  /** Level and cell of the first, or last, keys of a level that may overlap this. */
  public byte[] edge(int level, boolean first) {
    long number = first ? low[0] : high[0];
    return ByteBuffer.allocate(HEAD).put((byte) level).putLong(cell(number, level)).array();
  }

  /** Whether the bounds in a key overlap this; they begin behind so many bytes. */
  public boolean meets(byte[] key, int offset) {
    ByteBuffer in = ByteBuffer.wrap(key, offset + HEAD, key.length - offset - HEAD);
    for (int i = 0; i < low.length; i++) {
      long from = in.getLong();
      long to = in.getLong();
      if (Long.compareUnsigned(from, high[i]) > 0 || Long.compareUnsigned(low[i], to) > 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether a key at a level is of bounds: what lies nowhere comes behind all of them. */
  public static boolean isLevel(int level) {
    return level <= Long.SIZE;
  }
}
