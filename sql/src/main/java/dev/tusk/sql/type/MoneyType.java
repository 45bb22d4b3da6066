package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;

/**
 * {@code money}: a number of cents, here a Long, written as dollars (utils/adt/cash.c with the C
 * locale: two decimals, commas between thousands).
 */
final class MoneyType extends EightByteType {
  private static final int DECIMALS = 2;

  MoneyType() {
    super(790, "money", 791, false);
  }

  @Override
  public char category() {
    return 'N';
  }

  @Override
  public int length() {
    return 8;
  }

  /** Its text depends on lc_monetary. */
  @Override
  public boolean inputIsImmutable() {
    return false;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    return new Reader(text).read();
  }

  /**
   * Reads a text; the amount is built up negatively, so that the smallest needs no special case.
   */
  private static final class Reader {
    private final String text;
    private int at;
    private boolean negative;

    Reader(String text) {
      this.text = text;
    }

    private char next() {
      return at < text.length() ? text.charAt(at) : '\0';
    }

    private boolean digit() {
      return next() >= '0' && next() <= '9';
    }

    private boolean accept(char c) {
      if (next() != c) {
        return false;
      }
      at++;
      return true;
    }

    private void skipSpaces() {
      while (IntegerText.isSpace(next())) {
        at++;
      }
    }

    private void skipSymbol() {
      skipSpaces();
      accept('$');
      skipSpaces();
    }

    private SqlException outOfRange() {
      return InputError.valueOutOfRange("money", text);
    }

    private long tenfold(long cents, int digit) {
      try {
        return Math.subtractExact(Math.multiplyExact(cents, 10L), digit);
      } catch (ArithmeticException _) {
        throw outOfRange();
      }
    }

    long read() {
      skipSymbol();
      if (accept('-') || accept('(')) {
        negative = true;
      } else {
        accept('+');
      }
      skipSymbol();
      long cents = digits();
      end();
      if (!negative && cents == Long.MIN_VALUE) {
        throw outOfRange();
      }
      return negative ? cents : -cents;
    }

    private long digits() {
      long cents = 0;
      int decimals = 0;
      boolean point = false;
      while (at < text.length()) {
        if (digit() && (!point || decimals < DECIMALS)) {
          cents = tenfold(cents, next() - '0');
          decimals += point ? 1 : 0;
          at++;
        } else if (next() == '.' && !point) {
          point = true;
          at++;
        } else if (!accept(',')) {
          break;
        }
      }
      if (digit() && next() >= '5') {
        if (cents == Long.MIN_VALUE) {
          throw outOfRange();
        }
        cents--;
      }
      for (; decimals < DECIMALS; decimals++) {
        cents = tenfold(cents, 0);
      }
      return cents;
    }

    /** What may stand behind the digits, in any order and number. */
    private void end() {
      while (digit()) {
        at++;
      }
      while (at < text.length()) {
        if (accept('-')) {
          negative = true;
        } else if (!accept('+') && !accept('$') && !accept(')')) {
          if (!IntegerText.isSpace(next())) {
            throw InputError.syntax("money", text);
          }
          at++;
        }
      }
    }
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    long cents = (Long) value;
    String digits = Long.toUnsignedString(Math.abs(cents));
    String padded = "0".repeat(Math.max(0, DECIMALS + 1 - digits.length())) + digits;
    int point = padded.length() - DECIMALS;
    StringBuilder text = new StringBuilder(cents < 0 ? "-$" : "$");
    for (int i = 0; i < point; i++) {
      text.append(i > 0 && (point - i) % 3 == 0 ? "," : "").append(padded.charAt(i));
    }
    out.putText(text.append('.').append(padded, point, padded.length()).toString());
  }

  @Override
  public StoredForm storedForm() {
    return StoredForm.INT8;
  }
}
