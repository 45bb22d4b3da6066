package dev.tusk.executor.format;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.DateTimes;
import dev.tusk.sql.type.Zone;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.JulianFields;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Fields read by a template, 0 for those that were not there; put together by do_to_timestamp. */
public final class DateParts {
  private static final int MAX_ZONE_HOUR = 15;

  private final String text;
  private @Nullable Boolean isoWeeks;

  int year;
  int yearDigits;
  int century;
  int month;
  int day;
  int dayOfYear;
  int dayOfWeek;
  int week;
  int weekOfMonth;
  int julianDay;
  boolean beforeChrist;
  int hour;
  int minute;
  int second;
  int millis;
  int micros;
  int secondOfDay;

  /** To how many digits of the second a timestamp is rounded, 0 for all. */
  int precision;

  boolean twelveHours;
  boolean afternoon;
  int zoneSign;
  int zoneHours;
  int zoneMinutes;

  DateParts(String text) {
    this.text = text;
  }

  void setMode(boolean iso) {
    if (isoWeeks != null && isoWeeks != iso) {
      throw SqlException.of(
              SqlState.INVALID_DATETIME_FORMAT, "invalid combination of date conventions")
          .withHint("Do not mix Gregorian and ISO week date conventions in a formatting template.");
    }
    isoWeeks = iso;
  }

  /** Days since 2000-01-01. */
  public int date() {
    time();
    LocalDate date = calendarDate();
    try {
      return DateTimes.date(date);
    } catch (SqlException _) {
      throw SqlException.of(
          SqlState.DATETIME_FIELD_OVERFLOW, "date out of range: \"" + text + "\"");
    }
  }

  /** Microseconds since 2000-01-01 UTC, local time being that of the zone if the text has none. */
  public long timestamp(Zone zone) {
    long micros = exactTimestamp(zone);
    return precision == 0 ? micros : DateTimes.roundToPrecision(micros, precision);
  }

  private long exactTimestamp(Zone zone) {
    long local = DateTimes.date(calendarDate()) * DateTimes.DAY + time();
    if (zoneSign == 0) {
      return DateTimes.toInstant(DateTimes.timestamp(local), zone);
    }
    if (zoneHours < 0 || zoneHours > MAX_ZONE_HOUR || zoneMinutes < 0 || zoneMinutes >= 60) {
      throw SqlException.of(
          SqlState.INVALID_TIME_ZONE_DISPLACEMENT_VALUE,
          "time zone displacement out of range: \"" + text + "\"");
    }
    return DateTimes.timestamp(
        local - zoneSign * (zoneHours * DateTimes.HOUR + zoneMinutes * DateTimes.MINUTE));
  }

  private SqlException outOfRange() {
    return SqlException.of(
        SqlState.DATETIME_FIELD_OVERFLOW, "date/time field value out of range: \"" + text + "\"");
  }

  /** Seconds east of Greenwich that the text names. */
  public int zoneSeconds() {
    return zoneSign * (zoneHours * 60 + zoneMinutes) * 60;
  }

  /** Microseconds since midnight. */
  public long timeOfDay() {
    long micros = time();
    return precision == 0 ? micros : DateTimes.roundToPrecision(micros, precision);
  }

  private long time() {
    long h = hour;
    long m = minute;
    long s = second;
    if (secondOfDay != 0) {
      h = hour != 0 ? hour : secondOfDay / 3600;
      m = minute != 0 ? minute : secondOfDay / 60 % 60;
      s = second != 0 ? second : secondOfDay % 60;
    }
    if (twelveHours) {
      if (h < 1 || h > 12) {
        throw SqlException.of(
                SqlState.INVALID_DATETIME_FORMAT,
                String.format(Locale.ROOT, "hour \"%d\" is invalid for the 12-hour clock", h))
            .withHint("Use the 24-hour clock, or give an hour between 1 and 12.");
      }
      h = afternoon && h < 12 ? h + 12 : !afternoon && h == 12 ? 0 : h;
    }
    long fraction = millis * 1000L + micros;
    if (h < 0
        || h >= 24
        || m < 0
        || m >= 60
        || s < 0
        || s >= 60
        || fraction < 0
        || fraction >= DateTimes.SECOND) {
      throw outOfRange();
    }
    return h * DateTimes.HOUR + m * DateTimes.MINUTE + s * DateTimes.SECOND + fraction;
  }

  private int calendarYear() {
    if (year != 0 && (century == 0 || yearDigits > 2)) {
      int signed = beforeChrist ? -year : year;
      return signed < 0 ? signed + 1 : signed;
    }
    if (century == 0) {
      return 0;
    }
    int of = beforeChrist ? -century : century;
    if (year == 0) {
      return of >= 0 ? (of - 1) * 100 + 1 : of * 100 + 1;
    }
    int inCentury = year % 100;
    if (inCentury == 0) {
      return of * 100 + (of >= 0 ? 0 : 1);
    }
    return of >= 0 ? inCentury + (of - 1) * 100 : (of + 1) * 100 - inCentury + 1;
  }

  private LocalDate calendarDate() {
    int y = calendarYear();
    try {
      LocalDate date = LocalDate.of(y, 1, 1);
      if (julianDay != 0) {
        date = LocalDate.MIN.with(JulianFields.JULIAN_DAY, julianDay);
      }
      int ordinal = dayOfYear;
      boolean iso = Boolean.TRUE.equals(isoWeeks);
      if (week != 0) {
        if (iso) {
          date = monday(y, week).plusDays(dayOfWeek > 1 ? dayOfWeek - 2 : dayOfWeek == 1 ? 6 : 0);
        } else {
          ordinal = (week - 1) * 7 + 1;
        }
      }
      int dayOfMonth = weekOfMonth != 0 ? (weekOfMonth - 1) * 7 + 1 : day;
      int m = month != 0 ? month : date.getMonthValue();
      int d = dayOfMonth != 0 ? dayOfMonth : date.getDayOfMonth();
      if (ordinal != 0 && (m <= 1 || d <= 1)) {
        return byOrdinal(y, ordinal, iso);
      }
      return LocalDate.of(date.getYear(), m, d);
    } catch (DateTimeException _) {
      throw outOfRange();
    }
  }

  private LocalDate byOrdinal(int y, int ordinal, boolean iso) {
    if (y == 0 && !beforeChrist) {
      throw SqlException.of(
          SqlState.INVALID_DATETIME_FORMAT,
          "cannot calculate day of year without year information");
    }
    if (iso) {
      return monday(y, 1).plusDays(ordinal - 1L);
    }
    return LocalDate.ofYearDay(y, ordinal);
  }

  private static LocalDate monday(int isoYear, int week) {
    return LocalDate.of(isoYear, 1, 4)
        .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 1)
        .with(java.time.DayOfWeek.MONDAY)
        .plusWeeks(week - 1L);
  }
}
