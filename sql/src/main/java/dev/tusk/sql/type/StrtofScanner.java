package dev.tusk.sql.type;

import java.util.Locale;

/** The longest prefix that C's {@code strtof} takes for a number, and its value. */
final class StrtofScanner {
  private StrtofScanner() {}

  /** Index behind the number that begins at {@code start}; {@code start} when there is none. */
  static int end(byte[] bytes, int start, int limit) {
    int i = start;
    if (i < limit && (bytes[i] == '-' || bytes[i] == '+')) {
      i++;
    }
    for (String word : new String[] {"infinity", "inf", "nan"}) {
      if (matches(bytes, i, limit, word)) {
        return i + word.length();
      }
    }
    boolean hex = i + 1 < limit && bytes[i] == '0' && (bytes[i + 1] | 0x20) == 'x';
    if (hex) {
      int stop = digits(bytes, i + 2, limit, 16, 'p');
      return stop > 0 ? stop : i + 1;
    }
    int stop = digits(bytes, i, limit, 10, 'e');
    return stop > 0 ? stop : start;
  }

  /** End of digits, point, digits and exponent; -1 without a digit. */
  private static int digits(byte[] bytes, int start, int limit, int radix, char exponent) {
    int i = start;
    int count = 0;
    boolean point = false;
    while (i < limit) {
      if (bytes[i] == '.' && !point) {
        point = true;
      } else if (Character.digit(bytes[i], radix) >= 0) {
        count++;
      } else {
        break;
      }
      i++;
    }
    if (count == 0) {
      return -1;
    }
    if (i < limit && (bytes[i] | 0x20) == exponent) {
      int e = i + 1;
      if (e < limit && (bytes[e] == '-' || bytes[e] == '+')) {
        e++;
      }
      int first = e;
      while (e < limit && bytes[e] >= '0' && bytes[e] <= '9') {
        e++;
      }
      if (e > first) {
        return e;
      }
    }
    return i;
  }

  private static boolean matches(byte[] bytes, int at, int limit, String word) {
    if (limit - at < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((bytes[at + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static float value(String number) {
    String lower = number.toLowerCase(Locale.ROOT);
    if (lower.endsWith("nan")) {
      return Float.NaN;
    }
    if (lower.contains("inf")) {
      return lower.startsWith("-") ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
    }
    if (lower.contains("x") && !lower.contains("p")) {
      return Float.parseFloat(lower + "p0");
    }
    return Float.parseFloat(lower);
  }
}
