package dev.tusk.sql.type;

/**
 * Reads numbers without sign as C's strtoull does, which some of PostgreSQL's types leave their
 * texts to: what is behind the digits is not looked at, and a text without any is 0.
 */
final class CNumber {
  private final String text;
  private int at;

  CNumber(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /** Of a base that the text names: 0x, 0 for octal, or ten. */
  static long unsigned(String text) {
    CNumber number = new CNumber(text, 0);
    boolean negative = number.sign();
    int base = 10;
    if (number.next() == '0') {
      base = 8;
      if (number.at + 1 < text.length() && (text.charAt(number.at + 1) | 0x20) == 'x') {
        base = 16;
        number.at += 2;
      }
    }
    long value = number.digits(base);
    return negative ? -value : value;
  }

  /** Where reading has come to. */
  int at() {
    return at;
  }

  /** White space, a sign and decimal digits. */
  long decimal() {
    int start = at;
    boolean negative = sign();
    int first = at;
    long value = digits(10);
    if (at == first) {
      at = start;
    }
    return negative ? -value : value;
  }

  char next() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  void skip() {
    at++;
  }

  private boolean sign() {
    while (IntegerText.isSpace(next())) {
      at++;
    }
    boolean negative = next() == '-';
    if (negative || next() == '+') {
      at++;
    }
    return negative;
  }

  /** Digits; what is too large is the largest number. */
  private long digits(int base) {
    long value = 0;
    boolean tooLarge = false;
    for (; next() < 128 && Character.digit(next(), base) >= 0; at++) {
      int digit = Character.digit(next(), base);
      tooLarge |= Long.compareUnsigned(value, Long.divideUnsigned(-1 - digit, base)) > 0;
      value = value * base + digit;
    }
    return tooLarge ? -1 : value;
  }
}
