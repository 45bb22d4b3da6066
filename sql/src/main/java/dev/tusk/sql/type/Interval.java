package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;

/**
 * A value of {@code interval}: months, days and microseconds, kept apart because their lengths
 * vary.
 *
 * <p>{@link #equals} is of the three fields; SQL's order and equality take a month as 30 days and a
 * day as 24 hours: {@link #compareTo} and {@link #spanHash}.
 */
public record Interval(int months, int days, long micros) implements Comparable<Interval> {
  public static final Interval ZERO = new Interval(0, 0, 0);
  private static final double DAYS_PER_MONTH = 30.0;

  public static Interval ofMicros(long micros) {
    return new Interval(0, 0, micros);
  }

  private static SqlException outOfRange() {
    return SqlException.of(SqlState.DATETIME_FIELD_OVERFLOW, "interval out of range");
  }

  public Interval negate() {
    if (months == Integer.MIN_VALUE || days == Integer.MIN_VALUE || micros == Long.MIN_VALUE) {
      throw outOfRange();
    }
    return new Interval(-months, -days, -micros);
  }

  public Interval add(Interval other) {
    try {
      return new Interval(
          Math.addExact(months, other.months),
          Math.addExact(days, other.days),
          Math.addExact(micros, other.micros));
    } catch (ArithmeticException _) {
      throw outOfRange();
    }
  }

  public Interval subtract(Interval other) {
    try {
      return new Interval(
          Math.subtractExact(months, other.months),
          Math.subtractExact(days, other.days),
          Math.subtractExact(micros, other.micros));
    } catch (ArithmeticException _) {
      throw outOfRange();
    }
  }

  /** Fractions of a month become days, fractions of a day become time: interval_mul. */
  public Interval multiply(double factor) {
    return scale(months * factor, days * factor, micros * factor);
  }

  public Interval divide(double divisor) {
    if (divisor == 0) {
      throw SqlException.of(SqlState.DIVISION_BY_ZERO, "division by zero");
    }
    return scale(months / divisor, days / divisor, micros / divisor);
  }

  private Interval scale(double newMonths, double newDays, double newMicros) {
    if (!fits(newMonths) || !fits(newDays)) {
      throw outOfRange();
    }
    try {
      return scaleExactly(newMonths, newDays, newMicros);
    } catch (ArithmeticException _) {
      throw outOfRange();
    }
  }

  private static Interval scaleExactly(double newMonths, double newDays, double newMicros) {
    int wholeMonths = (int) newMonths;
    int wholeDays = (int) newDays;
    double monthRemainderDays = roundToMicros((newMonths - wholeMonths) * DAYS_PER_MONTH);
    double secondRemainder =
        roundToMicros(
            (newDays - wholeDays + monthRemainderDays - (int) monthRemainderDays) * 86_400);
    // A whole day may come together from the two fractions.
    if (Math.abs(secondRemainder) >= 86_400) {
      wholeDays = Math.addExact(wholeDays, (int) (secondRemainder / 86_400));
      secondRemainder -= (int) (secondRemainder / 86_400) * 86_400.0;
    }
    wholeDays = Math.addExact(wholeDays, (int) monthRemainderDays);
    double total = Math.rint(newMicros + secondRemainder * DateTimes.SECOND);
    if (!(total >= -0x1p63 && total < 0x1p63)) {
      throw outOfRange();
    }
    return new Interval(wholeMonths, wholeDays, (long) total);
  }

  private static boolean fits(double value) {
    return value >= Integer.MIN_VALUE && value < 0x1p31;
  }

  /** TSROUND: drops the noise behind the sixth digit. */
  private static double roundToMicros(double value) {
    return Math.rint(value * 1_000_000) / 1_000_000;
  }

  /** Whole days of 24 hours, months of 30 days; the rest is {@link #restMicros}. */
  private long spanDays() {
    return months * 30L + days + Math.floorDiv(micros, DateTimes.DAY);
  }

  private long restMicros() {
    return Math.floorMod(micros, DateTimes.DAY);
  }

  @Override
  public int compareTo(Interval other) {
    int order = Long.compare(spanDays(), other.spanDays());
    return order != 0 ? order : Long.compare(restMicros(), other.restMicros());
  }

  /** The key form that agrees with {@link #compareTo}. */
  void writeKey(KeyWriter out) {
    out.putLong(spanDays());
    out.putLong(restMicros());
  }

  /** A hash that agrees with {@link #compareTo}. */
  public int spanHash() {
    return 31 * Long.hashCode(spanDays()) + Long.hashCode(restMicros());
  }
}
