package dev.tusk.executor.function;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.DateTimes;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Interval;
import dev.tusk.sql.type.TimeZones;
import dev.tusk.sql.type.Types;
import dev.tusk.sql.type.Zone;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Arithmetic on timestamps and intervals (utils/adt/timestamp.c). */
final class DateTimeMath {
  private DateTimeMath() {}

  /** Months first, clamped to the month's last day; then days; then time. */
  static long plus(long timestamp, Interval interval) {
    if (!DateTimes.isFinite(timestamp)) {
      return timestamp;
    }
    try {
      long shifted = timestamp;
      if (interval.months() != 0 || interval.days() != 0) {
        LocalDateTime local = DateTimes.localDateTime(timestamp);
        LocalDate date =
            local.toLocalDate().plusMonths(interval.months()).plusDays(interval.days());
        shifted = DateTimes.timestamp(LocalDateTime.of(date, local.toLocalTime()));
      }
      return DateTimes.timestamp(Math.addExact(shifted, interval.micros()));
    } catch (ArithmeticException | java.time.DateTimeException _) {
      throw DateTimes.outOfRange("timestamp");
    }
  }

  /** Months and days count in the zone's calendar, time does not. */
  static long plus(long instant, Interval interval, Zone zone) {
    if (!DateTimes.isFinite(instant)) {
      return instant;
    }
    long shifted = instant;
    if (interval.months() != 0) {
      Interval months = new Interval(interval.months(), 0, 0);
      shifted = DateTimes.toInstant(plus(DateTimes.toLocal(shifted, zone), months), zone);
    }
    if (interval.days() != 0) {
      Interval days = new Interval(0, interval.days(), 0);
      shifted = DateTimes.toInstant(plus(DateTimes.toLocal(shifted, zone), days), zone);
    }
    return plus(shifted, Interval.ofMicros(interval.micros()));
  }

  /** The difference, whole days apart. */
  static Interval minus(long left, long right) {
    if (!DateTimes.isFinite(left) || !DateTimes.isFinite(right)) {
      throw SqlException.of(
          SqlState.DATETIME_FIELD_OVERFLOW, "cannot subtract infinite timestamps");
    }
    try {
      return justifyHours(Interval.ofMicros(Math.subtractExact(left, right)));
    } catch (ArithmeticException _) {
      throw DateTimes.outOfRange("interval");
    }
  }

  /**
   * Years, months, days and time between two local timestamps: timestamp_age. Of the infinities it
   * knows nothing: {@code infinity} counts as the last microsecond that 64 bits hold, in the year
   * 294277, and {@code -infinity} lies before the calendar begins.
   */
  static Interval age(long left, long right) {
    return age(left, right, Zone.UTC);
  }

  /** The same of two instants, in a zone's calendar. */
  static Interval age(long left, long right, Zone zone) {
    if (left == DateTimes.NEGATIVE_INFINITY || right == DateTimes.NEGATIVE_INFINITY) {
      throw DateTimes.outOfRange("timestamp");
    }
    boolean negative = left < right;
    LocalDateTime later = inCalendar(negative ? right : left, zone);
    LocalDateTime earlier = inCalendar(negative ? left : right, zone);
    int months =
        (later.getYear() - earlier.getYear()) * 12
            + later.getMonthValue()
            - earlier.getMonthValue();
    int days = later.getDayOfMonth() - earlier.getDayOfMonth();
    long micros = (later.toLocalTime().toNanoOfDay() - earlier.toLocalTime().toNanoOfDay()) / 1000;
    if (micros < 0) {
      micros += DateTimes.DAY;
      days--;
    }
    if (days < 0) {
      // Borrows the length of the earlier date's month; of the later one's when turned around.
      LocalDate lender = earlier.toLocalDate();
      days += lender.lengthOfMonth();
      months--;
    }
    Interval age = new Interval(months, days, micros);
    return negative ? age.negate() : age;
  }

  private static LocalDateTime inCalendar(long instant, Zone zone) {
    return DateTimes.localDateTime(instant).plusSeconds(DateTimes.offset(zone, instant));
  }

  static Interval justifyHours(Interval interval) {
    long whole = interval.micros() / DateTimes.DAY;
    long micros = interval.micros() - whole * DateTimes.DAY;
    long days = interval.days() + whole;
    if (days > 0 && micros < 0) {
      micros += DateTimes.DAY;
      days--;
    } else if (days < 0 && micros > 0) {
      micros -= DateTimes.DAY;
      days++;
    }
    return new Interval(interval.months(), checked(days), micros);
  }

  static Interval justifyDays(Interval interval) {
    long months = interval.months() + (long) (interval.days() / 30);
    int days = interval.days() % 30;
    if (months > 0 && days < 0) {
      days += 30;
      months--;
    } else if (months < 0 && days > 0) {
      days -= 30;
      months++;
    }
    return new Interval(checked(months), days, interval.micros());
  }

  static Interval justify(Interval interval) {
    long days = interval.days() + interval.micros() / DateTimes.DAY;
    long micros = interval.micros() % DateTimes.DAY;
    long months = interval.months() + days / 30;
    days %= 30;
    if (months > 0 && (days < 0 || days == 0 && micros < 0)) {
      days += 30;
      months--;
    } else if (months < 0 && (days > 0 || days == 0 && micros > 0)) {
      days -= 30;
      months++;
    }
    if (days > 0 && micros < 0) {
      micros += DateTimes.DAY;
      days--;
    } else if (days < 0 && micros > 0) {
      micros -= DateTimes.DAY;
      days++;
    }
    return new Interval(checked(months), checked(days), micros);
  }

  private static int checked(long value) {
    if (value != (int) value) {
      throw DateTimes.outOfRange("interval");
    }
    return (int) value;
  }

  /** The zone of an interval such as {@code '-08:00'}. */
  static Zone zone(Interval interval, FormatSettings format) {
    if (interval.months() != 0 || interval.days() != 0) {
      String text = Types.INTERVAL.toText(interval, format);
      throw StringBodies.parameter(
          "interval time zone \"" + text + "\" must not include months or days");
    }
    return TimeZones.atOffset((int) (interval.micros() / DateTimes.SECOND));
  }
}
