package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads {@code [1,2.5,-3e-2]} from UTF-8 bytes.
 *
 * <p>Fast path: up to 18 significant digits are gathered in a long, eight at a step, and scaled by
 * an exact power of ten in double arithmetic, at most one unit in the last place off. Rounding that
 * to float is right unless the double lies next to the middle of two floats, or the float is
 * subnormal or near overflow: those numbers, and all unusual forms (hexadecimal, inf, nan, long
 * ones), take the slow path through {@link Float#parseFloat}. So the result is correctly rounded
 * always. About 15 ns a number.
 */
final class VectorParser {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /** A double's bits below a float's, and the value of them midway between two floats. */
  private static final long LOW_BITS = (1L << 29) - 1;

  private static final long MIDDLE = 1L << 28;
  private static final long GUARD = 4;

  /** The type whose text it is, in errors. */
  private final String type;

  private final byte[] bytes;
  private final int from;
  private final int end;
  private int at;

  private VectorParser(String type, byte[] bytes, int from, int length) {
    this.type = type;
    this.bytes = bytes;
    this.from = from;
    this.end = from + length;
    this.at = from;
  }

  static float[] parse(byte[] bytes, int from, int length) {
    return new VectorParser("vector", bytes, from, length).read();
  }

  /** As halves: each number is rounded to float32 and then to 16 bits, as pgvector does. */
  static short[] parseHalves(byte[] bytes, int from, int length) {
    return new VectorParser("halfvec", bytes, from, length).readHalves();
  }

  private void begin() {
    skipSpace();
    if (at >= end || bytes[at] != '[') {
      throw syntax().withDetail("Vector contents must start with \"[\".");
    }
    at++;
    skipSpace();
    if (at < end && bytes[at] == ']') {
      throw VectorErrors.noDimensions(type);
    }
  }

  private short[] readHalves() {
    begin();
    short[] elements = new short[Math.clamp((end - from) / 4, 4, VectorType.MAX_DIMENSIONS)];
    int count = 0;
    do {
      if (count == VectorType.MAX_DIMENSIONS) {
        throw VectorErrors.tooManyDimensions(type, VectorType.MAX_DIMENSIONS);
      }
      if (count == elements.length) {
        elements = Arrays.copyOf(elements, Math.min(2 * count, VectorType.MAX_DIMENSIONS));
      }
      skipSpace();
      int start = at;
      short half = Float.floatToFloat16(number());
      if (HalfvecType.isInfinite(half)) {
        throw VectorErrors.outOfRange(
            type, new String(bytes, start, at - start, StandardCharsets.US_ASCII));
      }
      elements[count++] = half;
    } while (more());
    return count == elements.length ? elements : Arrays.copyOf(elements, count);
  }

  /** Reads what is behind an element; false when it was the last one. */
  private boolean more() {
    skipSpace();
    byte c = at < end ? bytes[at] : 0;
    at++;
    if (c == ',') {
      return true;
    }
    if (c != ']') {
      throw syntax();
    }
    skipSpace();
    if (at < end) {
      throw syntax().withDetail("Junk after closing right brace.");
    }
    return false;
  }

  private float[] read() {
    begin();
    float[] elements = new float[Math.clamp((end - from) / 8, 4, VectorType.MAX_DIMENSIONS)];
    int count = 0;
    do {
      if (count == VectorType.MAX_DIMENSIONS) {
        throw VectorErrors.tooManyDimensions(type, VectorType.MAX_DIMENSIONS);
      }
      if (count == elements.length) {
        elements = Arrays.copyOf(elements, Math.min(2 * count, VectorType.MAX_DIMENSIONS));
      }
      skipSpace();
      elements[count++] = number();
    } while (more());
    return count == elements.length ? elements : Arrays.copyOf(elements, count);
  }

  private void skipSpace() {
    while (at < end && IntegerText.isSpace(bytes[at])) {
      at++;
    }
  }

  private float number() {
    byte[] b = bytes;
    int limit = end;
    int start = at;
    int i = start;
    boolean negative = i < limit && b[i] == '-';
    if (negative) {
      i++;
    }
    int first = i;
    long mantissa = 0;
    int digit;
    while (i < limit && (digit = b[i] - '0') >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      i++;
    }
    int digits = i - first;
    int scale = 0;
    if (i < limit && b[i] == '.') {
      i++;
      int fraction = i;
      while (i + 8 <= limit) {
        long word = (long) LONG.get(b, i);
        if (!areDigits(word)) {
          break;
        }
        mantissa = mantissa * 100_000_000 + eightDigits(word);
        i += 8;
      }
      while (i < limit && (digit = b[i] - '0') >= 0 && digit <= 9) {
        mantissa = mantissa * 10 + digit;
        i++;
      }
      scale = i - fraction;
      digits += scale;
    }
    // More than 18 digits may have overflowed, unless the first ones are zeros.
    if (digits == 0 || digits > 18 && digits - leadingZeros(first) > 18) {
      return slow(start);
    }
    if (i < limit && isWordCharacter(b[i])) {
      int exponentEnd = exponent(i);
      if (exponentEnd < 0) {
        return slow(start);
      }
      scale -= exponentValue;
      i = exponentEnd;
    }
    if (scale < -22 || scale > 22) {
      return slow(start);
    }
    double value = scale < 0 ? mantissa * POWERS[-scale] : mantissa / POWERS[scale];
    long low = Double.doubleToRawLongBits(value) & LOW_BITS;
    if (Math.abs(low - MIDDLE) <= GUARD
        || value < Float.MIN_NORMAL && mantissa != 0
        || value > 3e38) {
      return slow(start);
    }
    at = i;
    return (float) (negative ? -value : value);
  }

  private static boolean isWordCharacter(byte c) {
    return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '.';
  }

  private int leadingZeros(int first) {
    int i = first;
    int zeros = 0;
    while (i < end && (bytes[i] == '0' || bytes[i] == '.')) {
      zeros += bytes[i] == '0' ? 1 : 0;
      i++;
    }
    return zeros;
  }

  private int exponentValue;

  /** Reads {@code e-5} at {@code start} to {@link #exponentValue}; its end, or -1 if it is none. */
  private int exponent(int start) {
    int i = start;
    if ((bytes[i] | 0x20) != 'e') {
      return -1;
    }
    i++;
    boolean negative = i < end && bytes[i] == '-';
    if (negative || i < end && bytes[i] == '+') {
      i++;
    }
    int first = i;
    int value = 0;
    while (i < end && bytes[i] >= '0' && bytes[i] <= '9' && i - first < 4) {
      value = value * 10 + bytes[i] - '0';
      i++;
    }
    if (i == first
        || i < end && (bytes[i] >= '0' && bytes[i] <= '9' || isWordCharacter(bytes[i]))) {
      return -1;
    }
    exponentValue = negative ? -value : value;
    return i;
  }

  private static boolean areDigits(long word) {
    return ((word & 0xF0F0F0F0F0F0F0F0L) ^ 0x3030303030303030L
            | (word + 0x0606060606060606L & 0xF0F0F0F0F0F0F0F0L) ^ 0x3030303030303030L)
        == 0;
  }

  /** Eight ASCII digits, the first in the lowest byte, to their number: pairs, fours, eights. */
  private static long eightDigits(long word) {
    long value = word - 0x3030303030303030L;
    value = value * 10 + (value >>> 8);
    return ((value & 0x000000FF000000FFL) * 0x000F424000000064L
            + (value >>> 16 & 0x000000FF000000FFL) * 0x0000271000000001L)
        >>> 32;
  }

  /** What C's strtof takes, at the given place. */
  private float slow(int start) {
    int stop = StrtofScanner.end(bytes, start, end);
    if (stop == start) {
      throw syntax();
    }
    String number = new String(bytes, start, stop - start, StandardCharsets.US_ASCII);
    float value = StrtofScanner.value(number);
    at = stop;
    if (Float.isInfinite(value) && !number.toLowerCase(Locale.ROOT).contains("inf")) {
      throw VectorErrors.outOfRange(type, number);
    }
    VectorErrors.checkElement(type, value);
    return value;
  }

  private SqlException syntax() {
    return InputError.syntax(type, new String(bytes, from, end - from, StandardCharsets.UTF_8));
  }
}
