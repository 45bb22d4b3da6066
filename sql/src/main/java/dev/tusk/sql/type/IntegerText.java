package dev.tusk.sql.type;

/** Reads and writes whole numbers as PostgreSQL's integer types do. */
final class IntegerText {
  private static final long[] POWERS = powers();

  private IntegerText() {}

  private static long[] powers() {
    long[] powers = new long[19];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }

  /**
   * Reads a decimal integer with optional sign, white space around it allowed.
   *
   * @throws dev.tusk.sql.error.SqlException 22P02, or 22003 outside {@code min..max}
   */
  static long parse(String text, long min, long max, String type) {
    int end = text.length();
    int i = 0;
    while (i < end && isSpace(text.charAt(i))) {
      i++;
    }
    boolean negative = false;
    if (i < end && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
      negative = text.charAt(i) == '-';
      i++;
    }
    int first = i;
    long value = 0;
    long least = Math.min(min, -max);
    for (; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      // Built up negatively, so that the smallest value needs no special case. What is too large
      // is told before what stands behind it.
      if (value < Long.MIN_VALUE / 10 || value * 10 < least + digit) {
        throw InputError.valueOutOfRange(type, text);
      }
      value = value * 10 - digit;
    }
    if (i == first) {
      throw InputError.syntax(type, text);
    }
    while (i < end && isSpace(text.charAt(i))) {
      i++;
    }
    if (i < end) {
      throw InputError.syntax(type, text);
    }
    boolean overflow = !negative && value == Long.MIN_VALUE;
    long signed = negative ? value : -value;
    if (overflow || signed < min || signed > max) {
      throw InputError.valueOutOfRange(type, text);
    }
    return signed;
  }

  /** C's isspace in the C locale. */
  static boolean isSpace(int c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }

  static void write(long value, ByteWriter out) {
    if (value == Long.MIN_VALUE) {
      out.putText("-9223372036854775808");
      return;
    }
    out.ensure(20);
    byte[] array = out.array();
    int at = out.size();
    long rest = value;
    if (rest < 0) {
      array[at++] = '-';
      rest = -rest;
    }
    int digits = digits(rest);
    for (int i = at + digits - 1; i >= at; i--) {
      array[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    out.skip(at + digits - out.size());
  }

  /** Writes at least {@code width} digits of a number that is not negative. */
  static void writePadded(long value, int width, ByteWriter out) {
    for (int i = digits(value); i < width; i++) {
      out.put('0');
    }
    write(value, out);
  }

  /** Decimal digits of a number that is not negative. */
  static int digits(long value) {
    // log10 from log2, at most one too few.
    int digits = (64 - Long.numberOfLeadingZeros(value)) * 1233 >>> 12;
    return digits < 19 && value >= POWERS[digits] ? digits + 1 : Math.max(digits, 1);
  }
}
