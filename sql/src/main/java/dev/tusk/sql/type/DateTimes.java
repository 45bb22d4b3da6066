package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/**
 * Conversions between PostgreSQL's dates and timestamps and java.time's.
 *
 * <p>A date is days, a timestamp microseconds since 2000-01-01; both are proleptic Gregorian. The
 * largest and smallest numbers stand for infinity and -infinity and are the caller's business.
 */
public final class DateTimes {
  public static final long DAY = 86_400_000_000L;
  public static final long HOUR = 3_600_000_000L;
  public static final long MINUTE = 60_000_000L;
  public static final long SECOND = 1_000_000L;

  /** 2000-01-01 in days since 1970. */
  public static final int EPOCH_DAYS = 10_957;

  public static final int DATE_INFINITY = Integer.MAX_VALUE;
  public static final int DATE_NEGATIVE_INFINITY = Integer.MIN_VALUE;
  public static final long INFINITY = Long.MAX_VALUE;
  public static final long NEGATIVE_INFINITY = Long.MIN_VALUE;

  /** 4714-11-24 BC, Julian day 0. */
  static final int MIN_DATE = -2_451_545;

  /** The day behind 5874897-12-31. */
  static final int END_DATE = 2_145_031_949;

  static final long MIN_TIMESTAMP = MIN_DATE * DAY;

  /** 294277-01-01. */
  public static final long END_TIMESTAMP = 9_223_371_331_200_000_000L;

  private DateTimes() {}

  public static LocalDate localDate(int days) {
    return LocalDate.ofEpochDay((long) days + EPOCH_DAYS);
  }

  public static LocalDateTime localDateTime(long micros) {
    long days = Math.floorDiv(micros, DAY);
    long time = Math.floorMod(micros, DAY);
    return LocalDateTime.of(
        LocalDate.ofEpochDay(days + EPOCH_DAYS), LocalTime.ofNanoOfDay(time * 1000));
  }

  /**
   * @throws SqlException 22008 {@code date out of range}
   */
  public static int date(LocalDate date) {
    return date(date.toEpochDay() - EPOCH_DAYS);
  }

  /** Checks the range. */
  public static int date(long days) {
    if (days < MIN_DATE || days >= END_DATE) {
      throw outOfRange("date");
    }
    return (int) days;
  }

  /**
   * @throws SqlException 22008 {@code timestamp out of range}
   */
  public static long timestamp(LocalDateTime local) {
    long days = local.toLocalDate().toEpochDay() - EPOCH_DAYS;
    if (days < MIN_DATE || days > END_TIMESTAMP / DAY) {
      throw outOfRange("timestamp");
    }
    return timestamp(days * DAY + local.toLocalTime().toNanoOfDay() / 1000);
  }

  /** Checks the range. */
  public static long timestamp(long micros) {
    if (!isTimestamp(micros)) {
      throw outOfRange("timestamp");
    }
    return micros;
  }

  public static SqlException outOfRange(String what) {
    return SqlException.of(SqlState.DATETIME_FIELD_OVERFLOW, what + " out of range");
  }

  public static boolean isFinite(long timestamp) {
    return timestamp != INFINITY && timestamp != NEGATIVE_INFINITY;
  }

  public static boolean isFinite(int date) {
    return date != DATE_INFINITY && date != DATE_NEGATIVE_INFINITY;
  }

  /** Seconds east of Greenwich at an instant. */
  public static int offset(Zone zone, long timestamptz) {
    return zone.offset(unixSeconds(timestamptz));
  }

  /** Whole seconds since 1970. */
  static long unixSeconds(long timestamp) {
    return Math.floorDiv(timestamp, SECOND) + EPOCH_DAYS * 86_400L;
  }

  /** What the zone is called at an instant: {@code CEST}, or its offset when it has no name. */
  public static String zoneAbbreviation(Zone zone, long timestamptz) {
    return zone.abbreviation(unixSeconds(timestamptz));
  }

  /** The local time of an instant: timestamptz to timestamp. */
  public static long toLocal(long timestamptz, Zone zone) {
    if (!isFinite(timestamptz)) {
      return timestamptz;
    }
    return timestamptz + offset(zone, timestamptz) * SECOND;
  }

  /** The instant of a local time: timestamp to timestamptz. */
  public static long toInstant(long timestamp, Zone zone) {
    return isFinite(timestamp) ? timestamp(instantOf(timestamp, zone)) : timestamp;
  }

  /** The instant of a finite local time, even if it lies outside the timestamps. */
  public static long instantOf(long timestamp, Zone zone) {
    return timestamp - zone.offsetAtLocal(unixSeconds(timestamp)) * SECOND;
  }

  /** Whether it is a finite timestamp. */
  public static boolean isTimestamp(long micros) {
    return micros >= MIN_TIMESTAMP && micros < END_TIMESTAMP;
  }

  /** This moment as a timestamptz. */
  public static long now() {
    return fromInstant(Instant.now());
  }

  public static long fromInstant(Instant instant) {
    return (instant.getEpochSecond() - EPOCH_DAYS * 86_400L) * SECOND + instant.getNano() / 1000;
  }

  /** Rounds microseconds to a number of digits of the second, half away from zero. */
  public static long roundToPrecision(long micros, int digits) {
    if (digits < 0 || digits >= 6) {
      return micros;
    }
    long unit = 1;
    for (int i = digits; i < 6; i++) {
      unit *= 10;
    }
    long half = unit / 2;
    return micros >= 0 ? (micros + half) / unit * unit : -((-micros + half) / unit * unit);
  }
}
