package dev.tusk.sql.type;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A finite numeric of many digits, kept as its digits: what is only read, stored, compared, added
 * and printed is never made a binary number, which takes more than time in proportion to its
 * length.
 *
 * @param digits all of them, the last {@code scale} behind the point; without leading zeros before
 *     it
 */
record LongDecimal(boolean negative, String digits, int scale) implements Comparable<LongDecimal> {
  /** Below so many digits a binary number is as fast. */
  private static final int SHORT = 1000;

  /** Digits that decide the hash of a number with more of them before the point. */
  private static final int HASHED = 40;

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

  /** Any number, also a short one or zero, so that it can be added to a long one. */
  static LongDecimal exact(BigDecimal number) {
    String digits = number.unscaledValue().abs().toString();
    int missing = number.scale() - digits.length();
    String padded = missing >= 0 ? "0".repeat(missing) + digits : digits;
    return new LongDecimal(
        number.signum() < 0,
        number.signum() == 0 ? "0".repeat(number.scale()) : padded,
        number.scale());
  }

  /** Whether it is to be kept as a binary number. */
  boolean isShort() {
    return digits.length() < SHORT || isZero(digits);
  }

  /** Digit by digit; the scale is the larger one. */
  LongDecimal plus(LongDecimal other) {
    if (negative != other.negative && magnitude(other) < 0) {
      return other.plus(this);
    }
    int common = Math.max(scale, other.scale);
    int length = Math.max(whole(), other.whole()) + common + 1;
    char[] sum = new char[length];
    int sign = negative == other.negative ? 1 : -1;
    int carry = 0;
    for (int i = 0; i < length; i++) {
      int digit = digit(i, common) + sign * other.digit(i, common) + carry;
      carry = digit < 0 ? -1 : digit > 9 ? 1 : 0;
      sum[length - 1 - i] = (char) ('0' + digit - 10 * carry);
    }
    int start = 0;
    while (start < length - common && sum[start] == '0') {
      start++;
    }
    String all = new String(sum, start, length - start);
    return new LongDecimal(negative && !isZero(all), all, common);
  }

  /** The digit at a place counted from the last one of a scale; 0 beyond the ends. */
  private int digit(int place, int ofScale) {
    int at = digits.length() - 1 - (place - (ofScale - scale));
    return at < 0 || at >= digits.length() ? 0 : digits.charAt(at) - '0';
  }

  /** As near as a double comes; infinite where it is larger than all of them. */
  double doubleValue() {
    return Double.parseDouble(toString());
  }

  /** The same for equal numbers of more than 308 digits before the point. */
  int hashOfLarge() {
    return 31 * whole() + digits.substring(0, HASHED).hashCode();
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
