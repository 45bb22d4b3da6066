package dev.tusk.sql.type;

import java.util.Locale;
import java.util.regex.Pattern;

/** Reads float4 and float8 as C's strtod does, with PostgreSQL's errors (utils/adt/float.c). */
final class FloatInput {
  private static final Pattern HEX =
      Pattern.compile("[+-]?0[xX](\\p{XDigit}+\\.?\\p{XDigit}*|\\.\\p{XDigit}+)([pP][+-]?\\d+)?");

  private FloatInput() {}

  static double parseDouble(String text) {
    String word = decimalOrHex(text.strip());
    Double special = special(word);
    if (special != null) {
      return special;
    }
    if (!isNumber(word) && !isHex(word)) {
      throw InputError.syntax("double precision", text);
    }
    double value = Double.parseDouble(word);
    if (Double.isInfinite(value) || value == 0 && hasSignificantDigit(word)) {
      throw InputError.outOfRange("double precision", text.strip());
    }
    return value;
  }

  static float parseFloat(String text) {
    String word = decimalOrHex(text.strip());
    Double special = special(word);
    if (special != null) {
      return special.floatValue();
    }
    if (!isNumber(word) && !isHex(word)) {
      throw InputError.syntax("real", text);
    }
    float value = Float.parseFloat(word);
    if (Float.isInfinite(value) || value == 0 && hasSignificantDigit(word)) {
      throw InputError.outOfRange("real", text.strip());
    }
    return value;
  }

  private static boolean isHex(String word) {
    return word.length() > 2 && HEX.matcher(word).matches();
  }

  /** C needs no exponent behind hexadecimal digits, Java does. */
  private static String decimalOrHex(String word) {
    boolean bare = isHex(word) && word.indexOf('p') < 0 && word.indexOf('P') < 0;
    return bare ? word + "p0" : word;
  }

  private static @org.jspecify.annotations.Nullable Double special(String word) {
    if (word.isEmpty() || word.charAt(word.length() - 1) < 'A') {
      return null;
    }
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "infinity", "+infinity", "inf", "+inf" -> Double.POSITIVE_INFINITY;
      case "-infinity", "-inf" -> Double.NEGATIVE_INFINITY;
      default -> null;
    };
  }

  /** Java's parser also takes a type suffix and hexadecimal floats, PostgreSQL's does not. */
  static boolean isNumber(String word) {
    int i = 0;
    int end = word.length();
    if (i < end && (word.charAt(i) == '+' || word.charAt(i) == '-')) {
      i++;
    }
    int digits = 0;
    for (; i < end && isDigit(word.charAt(i)); i++) {
      digits++;
    }
    if (i < end && word.charAt(i) == '.') {
      i++;
      for (; i < end && isDigit(word.charAt(i)); i++) {
        digits++;
      }
    }
    if (digits == 0) {
      return false;
    }
    if (i < end && (word.charAt(i) == 'e' || word.charAt(i) == 'E')) {
      i++;
      if (i < end && (word.charAt(i) == '+' || word.charAt(i) == '-')) {
        i++;
      }
      int first = i;
      while (i < end && isDigit(word.charAt(i))) {
        i++;
      }
      if (i == first) {
        return false;
      }
    }
    return i == end;
  }

  private static boolean hasSignificantDigit(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == 'e' || c == 'E') {
        return false;
      }
      if (c >= '1' && c <= '9') {
        return true;
      }
    }
    return false;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
