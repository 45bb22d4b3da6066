package dev.tusk.sql.type;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Reads long decimal numbers by halves: the JDK reads digit after digit, which takes time with the
 * square of their number, and a numeric may have 131,072.
 */
final class DecimalDigits {
  /** Below so many digits the JDK's way is the faster one. */
  private static final int SHORT = 1000;

  private DecimalDigits() {}

  /** A number in the form that BigDecimal takes. */
  static BigDecimal decimal(String number) {
    if (number.length() < SHORT) {
      return new BigDecimal(number);
    }
    int exponentAt = Math.max(number.indexOf('e'), number.indexOf('E'));
    String mantissa = exponentAt < 0 ? number : number.substring(0, exponentAt);
    boolean negative = mantissa.startsWith("-");
    int start = negative || mantissa.startsWith("+") ? 1 : 0;
    int point = mantissa.indexOf('.');
    char[] digits =
        point < 0
            ? mantissa.substring(start).toCharArray()
            : (mantissa.substring(start, point) + mantissa.substring(point + 1)).toCharArray();
    BigInteger unscaled = integer(digits, 0, digits.length);
    int exponent = exponentAt < 0 ? 0 : Integer.parseInt(number.substring(exponentAt + 1));
    int scale = (point < 0 ? 0 : mantissa.length() - point - 1) - exponent;
    return new BigDecimal(negative ? unscaled.negate() : unscaled, scale);
  }

  /** The whole number that digits write; 0 for none. */
  static BigInteger integer(char[] digits, int from, int end) {
    int length = end - from;
    if (length == 0) {
      return BigInteger.ZERO;
    }
    if (length < SHORT) {
      return new BigInteger(new String(digits, from, length));
    }
    int low = length / 2;
    BigInteger high = integer(digits, from, end - low);
    return high.multiply(BigInteger.TEN.pow(low)).add(integer(digits, end - low, end));
  }
}
