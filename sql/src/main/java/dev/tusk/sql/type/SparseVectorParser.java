package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads {@code {1:0.5,7:-2}/10} from UTF-8 bytes, with the checks in pgvector's order: elements may
 * come in any order, and zeros are left out.
 */
final class SparseVectorParser {
  private final byte[] bytes;
  private final int from;
  private final int end;
  private int at;

  /** A place and the bits of its element, so that sorting goes by the place. */
  private long[] elements = new long[16];

  private int count;

  private SparseVectorParser(byte[] bytes, int from, int length) {
    this.bytes = bytes;
    this.from = from;
    this.end = from + length;
    this.at = from;
  }

  static SparseVector parse(byte[] bytes, int from, int length) {
    return new SparseVectorParser(bytes, from, length).read();
  }

  private SparseVector read() {
    int commas = 0;
    for (int i = from; i < end; i++) {
      commas += bytes[i] == ',' ? 1 : 0;
    }
    if (commas + 1 > SparsevecType.MAX_ELEMENTS) {
      throw SparsevecType.tooManyElements();
    }
    skipSpace();
    if (peek() != '{') {
      throw syntax().withDetail("Vector contents must start with \"{\".");
    }
    at++;
    skipSpace();
    if (peek() == '}') {
      at++;
    } else {
      readElements();
    }
    skipSpace();
    if (peek() != '/') {
      throw syntax().withDetail("Unexpected end of input.");
    }
    at++;
    skipSpace();
    int dimensions = integer();
    skipSpace();
    if (at < end) {
      throw syntax().withDetail("Junk after closing.");
    }
    VectorErrors.checkDimensions(SparsevecType.NAME, dimensions, SparsevecType.MAX_DIMENSIONS);
    return vector(dimensions);
  }

  private void readElements() {
    boolean more = true;
    while (more) {
      skipSpace();
      int index = Math.max(integer(), Integer.MIN_VALUE + 1);
      skipSpace();
      if (peek() != ':') {
        throw syntax();
      }
      at++;
      skipSpace();
      float value = number();
      if (value != 0) {
        add(index - 1, value);
      }
      skipSpace();
      byte c = peek();
      at++;
      if (c != ',' && c != '}') {
        throw syntax();
      }
      more = c == ',';
    }
  }

  private void add(int index, float value) {
    if (count == elements.length) {
      elements = Arrays.copyOf(elements, 2 * count);
    }
    elements[count++] = (long) index << 32 | Float.floatToRawIntBits(value) & 0xffff_ffffL;
  }

  private SparseVector vector(int dimensions) {
    Arrays.sort(elements, 0, count);
    int[] indexes = new int[count];
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      indexes[i] = (int) (elements[i] >> 32);
      values[i] = Float.intBitsToFloat((int) elements[i]);
      SparsevecType.checkIndex(indexes, i, dimensions);
    }
    return new SparseVector(dimensions, indexes, values);
  }

  private byte peek() {
    return at < end ? bytes[at] : 0;
  }

  private void skipSpace() {
    while (at < end && IntegerText.isSpace(bytes[at])) {
      at++;
    }
  }

  /** What C's strtol takes, kept within 32 bits so that it is out of bounds and no syntax error. */
  private int integer() {
    boolean negative = peek() == '-';
    if (negative || peek() == '+') {
      at++;
    }
    int first = at;
    long value = 0;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      value = Math.min(value * 10 + bytes[at] - '0', Integer.MAX_VALUE + 1L);
      at++;
    }
    if (at == first) {
      throw syntax();
    }
    return Math.clamp(negative ? -value : value, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** What C's strtof takes; a number that becomes 0 or infinite though it is not is refused. */
  private float number() {
    int stop = StrtofScanner.end(bytes, at, end);
    if (stop == at) {
      throw syntax();
    }
    String number = new String(bytes, at, stop - at, StandardCharsets.US_ASCII);
    float value = StrtofScanner.value(number);
    at = stop;
    String lower = number.toLowerCase(Locale.ROOT);
    if (Float.isInfinite(value) && !lower.contains("inf") || value == 0 && !isZero(lower)) {
      throw VectorErrors.outOfRange(SparsevecType.NAME, number);
    }
    VectorErrors.checkElement(SparsevecType.NAME, value);
    return value;
  }

  /** Whether a number's digits, before its exponent, are all zeros. */
  private static boolean isZero(String number) {
    int start = number.contains("x") ? number.indexOf('x') + 1 : 0;
    char exponent = start > 0 ? 'p' : 'e';
    for (int i = start; i < number.length() && number.charAt(i) != exponent; i++) {
      if (Character.digit(number.charAt(i), 16) > 0) {
        return false;
      }
    }
    return true;
  }

  private SqlException syntax() {
    return InputError.syntax(
        SparsevecType.NAME, new String(bytes, from, end - from, StandardCharsets.UTF_8));
  }
}
