package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;

/** Reads the numbers of one field of a date, time or interval, as strtol and strtod would. */
final class DigitCursor {
  private final String text;
  private int at;

  DigitCursor(String text) {
    this(text, 0);
  }

  DigitCursor(String text, int at) {
    this.text = text;
    this.at = at;
  }

  int at() {
    return at;
  }

  /** The character under the cursor, 0 at the end. */
  char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  void skip() {
    at++;
  }

  String rest() {
    return text.substring(at);
  }

  /** A number with or without a sign; 0, and the cursor stays, where there is none. */
  int integer(SqlException tooLarge) {
    long value = longInteger(tooLarge);
    if (value != (int) value) {
      throw tooLarge;
    }
    return (int) value;
  }

  long longInteger(SqlException tooLarge) {
    int start = at;
    boolean negative = peek() == '-';
    if (negative || peek() == '+') {
      at++;
    }
    int digits = at;
    long value = 0;
    while (DateTimeTokens.isDigit(peek())) {
      int digit = peek() - '0';
      try {
        value = Math.subtractExact(Math.multiplyExact(value, 10L), digit);
      } catch (ArithmeticException _) {
        throw tooLarge;
      }
      at++;
    }
    if (at == digits) {
      at = start;
      return 0;
    }
    if (!negative && value == Long.MIN_VALUE) {
      throw tooLarge;
    }
    return negative ? value : -value;
  }

  /** The point under the cursor and the digits to the end, as a fraction of 1. */
  double fraction(SqlException malformed) {
    String digits = text.substring(at);
    at = text.length();
    if (digits.length() == 1) {
      return 0;
    }
    for (int i = 1; i < digits.length(); i++) {
      if (!DateTimeTokens.isDigit(digits.charAt(i))) {
        throw malformed;
      }
    }
    return Double.parseDouble(digits);
  }

  /** {@link #fraction} in microseconds. */
  int micros(SqlException malformed) {
    return (int) Math.rint(fraction(malformed) * 1_000_000);
  }
}
