package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.type.DateTimeWords.IntervalUnit;

/**
 * An interval while its parts are added up (struct pg_itm_in). Whole numbers are added exactly,
 * fractions as float8 with PostgreSQL's rounding: those of days and months go down to smaller
 * units, those of years to months.
 */
final class IntervalSum {
  private static final int MONTH_DAYS = 30;

  private final DateTimeErrors errors;
  private int years;
  private int months;
  private int days;
  private long micros;

  IntervalSum(DateTimeErrors errors) {
    this.errors = errors;
  }

  private SqlException overflow() {
    return errors.fieldOverflow();
  }

  /** Replaces the time; the micros are below an hour. */
  void setTime(long hours, long rest) {
    try {
      micros = Math.addExact(Math.multiplyExact(hours, DateTimes.HOUR), rest);
    } catch (ArithmeticException _) {
      throw overflow();
    }
  }

  void negateTime() {
    micros = -micros;
  }

  /** Years and months as months. */
  long months(long of, int rest) {
    try {
      return Math.addExact(Math.multiplyExact(of, 12L), rest);
    } catch (ArithmeticException _) {
      throw overflow();
    }
  }

  void add(long whole, double fraction, IntervalUnit unit) {
    try {
      switch (unit) {
        case MICROSECOND -> addMicros(whole, fraction, 1);
        case MILLISECOND -> addMicros(whole, fraction, 1000);
        case SECOND -> addMicros(whole, fraction, DateTimes.SECOND);
        case MINUTE -> addMicros(whole, fraction, DateTimes.MINUTE);
        case HOUR -> addMicros(whole, fraction, DateTimes.HOUR);
        case DAY -> {
          addDays(whole, 1);
          addFraction(fraction, DateTimes.DAY);
        }
        case WEEK -> {
          addDays(whole, 7);
          addDayFraction(fraction, 7);
        }
        case MONTH -> {
          months = Math.addExact(months, Math.toIntExact(whole));
          addDayFraction(fraction, MONTH_DAYS);
        }
        case YEAR -> addYears(whole, fraction, 1);
        case DECADE -> addYears(whole, fraction, 10);
        case CENTURY -> addYears(whole, fraction, 100);
        case MILLENNIUM -> addYears(whole, fraction, 1000);
        case OTHER -> throw errors.badFormat();
      }
    } catch (ArithmeticException _) {
      throw overflow();
    }
  }

  private void addMicros(long whole, double fraction, long unit) {
    micros = Math.addExact(micros, Math.multiplyExact(whole, unit));
    addFraction(fraction, unit);
  }

  /** A part of a unit, rounded to microseconds, halves towards zero. */
  private void addFraction(double fraction, long unit) {
    double exact = fraction * unit;
    long whole = (long) exact;
    double rest = exact - whole;
    micros = Math.addExact(micros, rest > 0.5 ? whole + 1 : rest < -0.5 ? whole - 1 : whole);
  }

  private void addDays(long whole, int unit) {
    days = Math.addExact(days, Math.multiplyExact(Math.toIntExact(whole), unit));
  }

  private void addDayFraction(double fraction, int unit) {
    double exact = fraction * unit;
    int whole = (int) exact;
    days = Math.addExact(days, whole);
    addFraction(exact - whole, DateTimes.DAY);
  }

  private void addYears(long whole, double fraction, int unit) {
    years = Math.addExact(years, Math.multiplyExact(Math.toIntExact(whole), unit));
    months = Math.addExact(months, (int) Math.rint(fraction * unit * 12));
  }

  void negate() {
    try {
      micros = Math.negateExact(micros);
      days = Math.negateExact(days);
      months = Math.negateExact(months);
      years = Math.negateExact(years);
    } catch (ArithmeticException _) {
      throw overflow();
    }
  }

  Interval interval() {
    long total = years * 12L + months;
    if (total != (int) total) {
      throw DateTimes.outOfRange("interval");
    }
    return new Interval((int) total, days, micros);
  }
}
