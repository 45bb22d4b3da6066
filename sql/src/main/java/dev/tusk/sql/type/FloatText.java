package dev.tusk.sql.type;

import java.math.BigInteger;

/**
 * Writes float4 and float8 as PostgreSQL does: the shortest decimal that reads back the same.
 *
 * <p>Digits by Schubfach (R. Giulietti, "The Schubfach way to render doubles", 2020), with the
 * bounds of the rounding interval excluded as in PostgreSQL's common/d2s.c, so {@code 1e23} prints
 * as {@code 9.999999999999999e+22} there and here. Fixed notation for decimal exponents from -4 up
 * to the type's digits (6 and 15), else {@code d.ddde+XX}. About 26 ns a float, no garbage.
 */
final class FloatText {
  private static final int K_MIN = -324;
  private static final int K_MAX = 292;
  private static final long MASK_63 = Long.MAX_VALUE;

  /** Powers of ten as 126-bit fractions: {@code g(k)} of the paper, in halves of 63 bits. */
  private static final long[] POWERS = powers();

  /** {@code 00} to {@code 99}. */
  private static final byte[] PAIRS = pairs();

  private FloatText() {}

  static void write(double value, ByteWriter out) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> 52) & 0x7ff;
    long fraction = bits & 0xf_ffff_ffff_ffffL;
    if (exponent == 0x7ff) {
      special(fraction != 0, bits < 0, out);
      return;
    }
    if (bits < 0) {
      out.put('-');
    }
    if (exponent == 0 && fraction == 0) {
      out.put('0');
    } else if (exponent == 0) {
      shortest(fraction, -1074, false, 15, out);
    } else {
      shortest(fraction | 1L << 52, exponent - 1075, fraction == 0 && exponent > 1, 15, out);
    }
  }

  static void write(float value, ByteWriter out) {
    int bits = Float.floatToRawIntBits(value);
    int exponent = bits >>> 23 & 0xff;
    int fraction = bits & 0x7f_ffff;
    if (exponent == 0xff) {
      special(fraction != 0, bits < 0, out);
      return;
    }
    if (bits < 0) {
      out.put('-');
    }
    if (exponent == 0 && fraction == 0) {
      out.put('0');
    } else if (exponent == 0) {
      shortest(fraction, -149, false, 6, out);
    } else {
      shortest(fraction | 1 << 23, exponent - 150, fraction == 0 && exponent > 1, 6, out);
    }
  }

  private static void special(boolean nan, boolean negative, ByteWriter out) {
    out.putText(nan ? "NaN" : negative ? "-Infinity" : "Infinity");
  }

  /**
   * Writes c * 2^q.
   *
   * @param uneven the next smaller number is at half the distance of the next larger one
   */
  private static void shortest(long c, int q, boolean uneven, int fixedDigits, ByteWriter out) {
    long middle = c << 2;
    long upper = middle + 2;
    long lower = uneven ? middle - 1 : middle - 2;
    int k = uneven ? floorLog10ThreeQuartersPow2(q) : floorLog10Pow2(q);
    int shift = q + floorLog2Pow10(-k) + 2;
    long high = POWERS[(k - K_MIN) << 1];
    long low = POWERS[(k - K_MIN) << 1 | 1];
    long v = multiply(high, low, middle << shift);
    long vLower = multiply(high, low, lower << shift);
    long vUpper = multiply(high, low, upper << shift);
    long s = v >> 2;
    if (s >= 10) {
      // One digit fewer, if exactly one of the two neighbours lies inside the interval.
      long down = s - s % 10;
      long up = down + 10;
      boolean downInside = vLower + 1 <= down << 2;
      boolean upInside = (up << 2) + 1 <= vUpper;
      if (downInside != upInside) {
        layout(downInside ? down : up, k, fixedDigits, out);
        return;
      }
    }
    long t = s + 1;
    boolean sInside = vLower + 1 <= s << 2;
    boolean tInside = (t << 2) + 1 <= vUpper;
    boolean takeS;
    if (sInside != tInside) {
      takeS = sInside;
    } else {
      long side = v - (s + t << 1);
      takeS = side < 0 || side == 0 && (s & 1) == 0;
    }
    layout(takeS ? s : t, k, fixedDigits, out);
  }

  /** {@code g * cp / 2^127} with the lost bits or-ed into the last one. */
  private static long multiply(long high, long low, long cp) {
    long x1 = Math.multiplyHigh(low, cp);
    long y0 = high * cp;
    long y1 = Math.multiplyHigh(high, cp);
    long z = (y0 >>> 1) + x1;
    long w = y1 + (z >>> 63);
    return w | (z & MASK_63) + MASK_63 >>> 63;
  }

  /** Writes digits * 10^exponent in PostgreSQL's notation. */
  private static void layout(long digits, int exponent, int fixedDigits, ByteWriter out) {
    long number = digits;
    int power = exponent;
    while (number % 10 == 0) {
      number /= 10;
      power++;
    }
    int count = IntegerText.digits(number);
    int scientific = power + count - 1;
    out.ensure(32);
    byte[] array = out.array();
    int at = out.size();
    if (scientific >= -4 && scientific < fixedDigits) {
      at = fixed(number, count, power, array, at);
    } else {
      at = scientific(number, count, scientific, array, at);
    }
    out.skip(at - out.size());
  }

  private static int fixed(long number, int count, int power, byte[] array, int start) {
    int at = start;
    if (power >= 0) {
      putDigits(number, count, array, at);
      at += count;
      for (int i = 0; i < power; i++) {
        array[at++] = '0';
      }
      return at;
    }
    int whole = count + power;
    if (whole > 0) {
      putDigits(number, count, array, at + 1);
      System.arraycopy(array, at + 1, array, at, whole);
      array[at + whole] = '.';
      return at + count + 1;
    }
    array[at++] = '0';
    array[at++] = '.';
    for (int i = whole; i < 0; i++) {
      array[at++] = '0';
    }
    putDigits(number, count, array, at);
    return at + count;
  }

  private static int scientific(long number, int count, int exponent, byte[] array, int start) {
    int at = start;
    putDigits(number, count, array, at + 1);
    array[at] = array[at + 1];
    if (count > 1) {
      array[at + 1] = '.';
      at += count + 1;
    } else {
      at++;
    }
    array[at++] = 'e';
    array[at++] = (byte) (exponent < 0 ? '-' : '+');
    int rest = Math.abs(exponent);
    if (rest >= 100) {
      array[at++] = (byte) ('0' + rest / 100);
      rest %= 100;
    }
    array[at++] = (byte) ('0' + rest / 10);
    array[at++] = (byte) ('0' + rest % 10);
    return at;
  }

  private static void putDigits(long number, int count, byte[] array, int at) {
    long rest = number;
    int i = at + count;
    while (rest > Integer.MAX_VALUE) {
      long next = rest / 100;
      i -= 2;
      putPair((int) (rest - next * 100), array, i);
      rest = next;
    }
    int small = (int) rest;
    while (i - at >= 2) {
      int next = small / 100;
      i -= 2;
      putPair(small - next * 100, array, i);
      small = next;
    }
    if (i > at) {
      array[at] = (byte) ('0' + small);
    }
  }

  private static void putPair(int pair, byte[] array, int at) {
    array[at] = PAIRS[pair << 1];
    array[at + 1] = PAIRS[pair << 1 | 1];
  }

  private static byte[] pairs() {
    byte[] pairs = new byte[200];
    for (int i = 0; i < 100; i++) {
      pairs[i << 1] = (byte) ('0' + i / 10);
      pairs[i << 1 | 1] = (byte) ('0' + i % 10);
    }
    return pairs;
  }

  private static int floorLog10Pow2(int e) {
    return (int) (e * 661_971_961_083L >> 41);
  }

  private static int floorLog10ThreeQuartersPow2(int e) {
    return (int) (e * 661_971_961_083L - 274_743_187_321L >> 41);
  }

  private static int floorLog2Pow10(int e) {
    return (int) (e * 913_124_641_741L >> 38);
  }

  private static long[] powers() {
    long[] powers = new long[(K_MAX - K_MIN + 1) * 2];
    for (int k = K_MIN; k <= K_MAX; k++) {
      int r = floorLog2Pow10(-k) - 125;
      BigInteger power = BigInteger.TEN.pow(Math.abs(k));
      BigInteger g;
      if (k <= 0) {
        g = r >= 0 ? power.shiftRight(r) : power.shiftLeft(-r);
      } else {
        g = BigInteger.ONE.shiftLeft(-r).divide(power);
      }
      g = g.add(BigInteger.ONE);
      powers[(k - K_MIN) << 1] = g.shiftRight(63).longValueExact();
      powers[(k - K_MIN) << 1 | 1] = g.longValue() & MASK_63;
    }
    return powers;
  }
}
