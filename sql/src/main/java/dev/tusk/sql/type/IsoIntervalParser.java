package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.type.DateTimeWords.IntervalUnit;

/**
 * Reads ISO 8601's intervals (DecodeISO8601Interval of utils/adt/datetime.c): with designators,
 * {@code P1Y2M3DT4H5M6S}, or in the alternative forms {@code P0001-02-03T04:05:06} and {@code
 * P00010203T040506}.
 */
final class IsoIntervalParser {
  /** Below this every float8 has its whole part exact. */
  private static final double LARGEST = 1.0e15;

  private static final IntervalUnit[] DATE = {
    IntervalUnit.YEAR, IntervalUnit.MONTH, IntervalUnit.DAY
  };
  private static final IntervalUnit[] TIME = {
    IntervalUnit.HOUR, IntervalUnit.MINUTE, IntervalUnit.SECOND
  };

  private final DateTimeErrors errors;
  private final IntervalSum sum;
  private final String text;
  private int at;
  private long whole;
  private double fraction;

  IsoIntervalParser(String text) {
    this.errors = new DateTimeErrors("interval", text);
    this.sum = new IntervalSum(errors);
    this.text = text;
  }

  Interval read() {
    if (text.length() < 2 || text.charAt(0) != 'P') {
      throw errors.badFormat();
    }
    at = 1;
    boolean inDate = true;
    boolean any = false;
    while (at < text.length()) {
      if (peek() == 'T') {
        inDate = false;
        any = false;
        at++;
        continue;
      }
      int digits = digitsAhead();
      number();
      char designator = peek();
      boolean alternative =
          inDate
              ? designator == 0 || designator == 'T' || designator == '-'
              : designator == 0 || designator == ':';
      if (!alternative) {
        at++;
        sum.add(whole, fraction, inDate ? dateUnit(designator) : timeUnit(designator));
        any = true;
        continue;
      }
      if (any) {
        throw errors.badFormat();
      }
      if (digits == (inDate ? 8 : 6) && designator != '-' && designator != ':') {
        runTogether(inDate);
      } else {
        separated(inDate);
      }
    }
    return sum.interval();
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private IntervalUnit dateUnit(char designator) {
    return switch (designator) {
      case 'Y' -> IntervalUnit.YEAR;
      case 'M' -> IntervalUnit.MONTH;
      case 'W' -> IntervalUnit.WEEK;
      case 'D' -> IntervalUnit.DAY;
      default -> throw errors.badFormat();
    };
  }

  private IntervalUnit timeUnit(char designator) {
    return switch (designator) {
      case 'H' -> IntervalUnit.HOUR;
      case 'M' -> IntervalUnit.MINUTE;
      case 'S' -> IntervalUnit.SECOND;
      default -> throw errors.badFormat();
    };
  }

  /** {@code yyyymmdd} or {@code hhmmss}, just read as one number. */
  private void runTogether(boolean inDate) {
    IntervalUnit[] units = inDate ? DATE : TIME;
    sum.add(whole / 10_000, 0, units[0]);
    sum.add(whole / 100 % 100, 0, units[1]);
    sum.add(whole % 100, 0, units[2]);
    sum.add(0, fraction, inDate ? IntervalUnit.DAY : IntervalUnit.MICROSECOND);
  }

  /** {@code yyyy-mm-dd} or {@code hh:mm:ss}, whose first number has just been read. */
  private void separated(boolean inDate) {
    char separator = inDate ? '-' : ':';
    IntervalUnit[] units = inDate ? DATE : TIME;
    sum.add(whole, fraction, units[0]);
    for (int i = 1; i < units.length && peek() == separator; i++) {
      at++;
      number();
      sum.add(whole, fraction, units[i]);
    }
    if (peek() != 0 && !(inDate && peek() == 'T')) {
      throw errors.badFormat();
    }
  }

  private int digitsAhead() {
    int from = peek() == '-' ? at + 1 : at;
    int end = from;
    while (end < text.length() && DateTimeTokens.isDigit(text.charAt(end))) {
      end++;
    }
    return end - from;
  }

  /** A number as strtod takes it, with an exponent too. */
  private void number() {
    int end = numberEnd();
    double value;
    try {
      value = Double.parseDouble(text.substring(at, end));
    } catch (NumberFormatException _) {
      throw errors.badFormat();
    }
    if (Double.isInfinite(value)) {
      throw errors.badFormat();
    }
    if (value < -LARGEST || value > LARGEST) {
      throw fieldOverflow();
    }
    whole = (long) value;
    fraction = value - whole;
    at = end;
  }

  private SqlException fieldOverflow() {
    return errors.fieldOverflow();
  }

  private int numberEnd() {
    int end = peek() == '-' ? at + 1 : at;
    end = skipDigits(end);
    if (end < text.length() && text.charAt(end) == '.') {
      end = skipDigits(end + 1);
    }
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      int exponent = end + 1;
      if (exponent < text.length() && "+-".indexOf(text.charAt(exponent)) >= 0) {
        exponent++;
      }
      int exponentEnd = skipDigits(exponent);
      end = exponentEnd > exponent ? exponentEnd : end;
    }
    return end;
  }

  private int skipDigits(int from) {
    int end = from;
    while (end < text.length() && DateTimeTokens.isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
