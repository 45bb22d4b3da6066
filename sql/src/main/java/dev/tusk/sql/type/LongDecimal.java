package dev.tusk.sql.type;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A finite numeric of many digits, kept as its digits: what is only read, stored, compared and
 * printed is never made a binary number, which takes more than time in proportion to its length.
 *
 * @param digits all of them, the last {@code scale} behind the point; without leading zeros before
 *     it, and not zero
 */
record LongDecimal(boolean negative, String digits, int scale) implements Comparable<LongDecimal> {
  /** Below so many digits a binary number is as fast. */
  private static final int SHORT = 1000;

  /** A number as it is written, without exponent; null where it is short, zero or too large. */
  static @Nullable LongDecimal read(String number) {
    if (number.length() < SHORT) {
      return null;
    }
    char first = number.charAt(0);
    int start = first == '-' || first == '+' ? 1 : 0;
    int point = number.indexOf('.');
    int end = point < 0 ? number.length() : point;
    while (start < end && number.charAt(start) == '0') {
      start++;
    }
    for (int i = start; i < number.length(); i++) {
      if (i != point && (number.charAt(i) < '0' || number.charAt(i) > '9')) {
        return null;
      }
    }
    String digits =
        point < 0
            ? number.substring(start)
            : number.substring(start, point) + number.substring(point + 1);
    return of(first == '-', digits, point < 0 ? 0 : number.length() - point - 1);
  }

  /** Null where it is short, zero or too large. */
  static @Nullable LongDecimal of(boolean negative, String digits, int scale) {
    int whole = digits.length() - scale;
    boolean fits = whole >= 0 && whole <= Numeric.MAX_INTEGER_DIGITS && scale <= Numeric.MAX_SCALE;
    return fits && digits.length() >= SHORT && !isZero(digits)
        ? new LongDecimal(negative, digits, scale)
        : null;
  }

  private static boolean isZero(String digits) {
    int i = 0;
    while (i < digits.length() && digits.charAt(i) == '0') {
      i++;
    }
    return i == digits.length();
  }

  BigDecimal decimal() {
    char[] all = digits.toCharArray();
    var unscaled = DecimalDigits.integer(all, 0, all.length);
    return new BigDecimal(negative ? unscaled.negate() : unscaled, scale);
  }

  LongDecimal negate() {
    return new LongDecimal(!negative, digits, scale);
  }

  /** How many digits stand before the point. */
  int whole() {
    return digits.length() - scale;
  }

  /** By value. */
  @Override
  public int compareTo(LongDecimal other) {
    if (negative != other.negative) {
      return negative ? -1 : 1;
    }
    int size = magnitude(other);
    return negative ? -size : size;
  }

  private int magnitude(LongDecimal other) {
    if (whole() != other.whole()) {
      return Integer.compare(whole(), other.whole());
    }
    int shared = Math.min(digits.length(), other.digits.length());
    for (int i = 0; i < shared; i++) {
      if (digits.charAt(i) != other.digits.charAt(i)) {
        return digits.charAt(i) < other.digits.charAt(i) ? -1 : 1;
      }
    }
    if (isZero(digits.substring(shared)) && isZero(other.digits.substring(shared))) {
      return 0;
    }
    return Integer.compare(digits.length(), other.digits.length());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(digits.length() + 3);
    if (negative) {
      text.append('-');
    }
    int whole = whole();
    if (whole == 0) {
      text.append('0');
    }
    text.append(digits, 0, whole);
    if (scale > 0) {
      text.append('.').append(digits, whole, digits.length());
    }
    return text.toString();
  }
}
