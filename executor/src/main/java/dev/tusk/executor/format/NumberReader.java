package dev.tusk.executor.format;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Numeric;
import dev.tusk.sql.type.Types;
import java.util.Locale;

/** to_number: NUM_processor and NUM_numpart_from_char. */
final class NumberReader {
  private final NumberFormat format;
  private final String text;
  private final StringBuilder digits = new StringBuilder();
  private char sign = ' ';
  private int at;
  private int readBefore;
  private int readAfter;
  private boolean readPoint;

  NumberReader(NumberFormat format, String text) {
    this.format = format;
    this.text = text;
  }

  Numeric read() {
    if (format.scientific || format.roman) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          String.format(
              Locale.ROOT, "\"%s\" not supported for input", format.roman ? "RN" : "EEEE"));
    }
    for (TemplateNode node : format.nodes) {
      if (at >= text.length()) {
        break;
      }
      switch (node) {
        case TemplateNode.Text _ -> skipOne();
        case TemplateNode.Pattern pattern -> pattern(pattern.name().toUpperCase(Locale.ROOT));
      }
    }
    String number = digits.toString();
    if (number.endsWith(".")) {
      number = number.substring(0, number.length() - 1);
    }
    Numeric value = (Numeric) Types.NUMERIC.parse(sign + number, FormatSettings.DEFAULT);
    int precision = format.before + format.shift + readAfter;
    // Not by way of typmodIn, which would refuse a precision of 0.
    int typmod = (precision << 16 | readAfter) + 4;
    Numeric fitted = (Numeric) Types.NUMERIC.applyTypmod(value, typmod, true);
    return format.multiplied ? fitted.multiply(power(-format.shift)) : fitted;
  }

  /** A power of ten as {@code numeric} raises it: 16 digits behind the point. */
  private static Numeric power(int exponent) {
    return Numeric.of(java.math.BigDecimal.ONE.scaleByPowerOfTen(exponent).setScale(16));
  }

  private void skipOne() {
    at = text.offsetByCodePoints(at, 1);
  }

  private void pattern(String name) {
    switch (name) {
      case "9", "0", ".", "D" -> {
        part(!name.equals(".") && !name.equals("D"));
        at++;
      }
      case ",", "G" -> {
        if (text.charAt(at) == ',') {
          at++;
        }
      }
      case "MI" -> signOrSkip("-");
      case "PL" -> signOrSkip("+");
      case "SG" -> signOrSkip("+-");
      case "L" -> skipNoData(1);
      case "TH" -> {
        if (!format.decimal) {
          skipNoData(2);
        }
      }
      default -> {}
    }
  }

  private void signOrSkip(String signs) {
    if (at < text.length() && signs.indexOf(text.charAt(at)) >= 0) {
      sign = text.charAt(at);
      at++;
    } else {
      skipNoData(1);
    }
  }

  private void skipNoData(int count) {
    for (int i = 0; i < count && at < text.length(); i++) {
      if ("0123456789.,+-".indexOf(text.charAt(at)) >= 0) {
        return;
      }
      skipOne();
    }
  }

  private boolean atEnd() {
    return at >= text.length();
  }

  private void part(boolean digitPattern) {
    if (text.charAt(at) == ' ') {
      at++;
    }
    if (atEnd()) {
      return;
    }
    if (sign == ' ' && digitPattern && readBefore + readAfter == 0) {
      leadingSign();
    }
    if (atEnd()) {
      return;
    }
    boolean read = false;
    char c = text.charAt(at);
    if (c >= '0' && c <= '9') {
      if (readPoint && readAfter == format.after) {
        return;
      }
      digits.append(c);
      if (readPoint) {
        readAfter++;
      } else {
        readBefore++;
      }
      read = true;
    } else if (format.decimal && !readPoint && c == '.') {
      digits.append('.');
      readPoint = true;
      read = true;
    }
    if (sign == ' ' && readBefore + readAfter > 0) {
      trailingSign(read);
    }
  }

  private void leadingSign() {
    char c = text.charAt(at);
    if (c == '-' || format.bracket && !format.localSign && c == '<') {
      sign = '-';
      at++;
    } else if (c == '+') {
      sign = '+';
      at++;
    }
  }

  private void trailingSign(boolean read) {
    if (format.localSign && read) {
      if (at + 1 < text.length() && isSign(text.charAt(at + 1))) {
        at++;
        sign = text.charAt(at);
      }
    } else if (!read && !format.localSign && (format.plus || format.minus)) {
      if (isSign(text.charAt(at))) {
        sign = text.charAt(at);
      }
    }
  }

  private static boolean isSign(char c) {
    return c == '-' || c == '+';
  }
}
