package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.DateTimes;
import dev.tusk.sql.type.Interval;
import dev.tusk.sql.type.TimeTz;
import dev.tusk.sql.type.Zone;

/** Casts between dates, times and timestamps; those with a zone read the session's. */
final class DateTimeCastBodies {
  private static final int END_OF_TIMESTAMPS = 106_751_983;

  private DateTimeCastBodies() {}

  static void register(FunctionLibrary library) {
    library.one("timestamp(date)", (a, _) -> timestamp((Integer) a));
    library.one(
        "timestamptz(date)", (a, c) -> instant(timestamp((Integer) a), c.format().timeZone()));
    library.one("date(timestamp)", (a, _) -> date((Long) a));
    library.one(
        "date(timestamptz)", (a, c) -> date(DateTimes.toLocal((Long) a, c.format().timeZone())));
    library.one(
        "timestamp(timestamptz)", (a, c) -> DateTimes.toLocal((Long) a, c.format().timeZone()));
    library.one(
        "timestamptz(timestamp)", (a, c) -> DateTimes.toInstant((Long) a, c.format().timeZone()));
    library.one("time(timestamp)", (a, _) -> time((Long) a));
    library.one(
        "time(timestamptz)", (a, c) -> time(DateTimes.toLocal((Long) a, c.format().timeZone())));
    library.one("time(timetz)", (a, _) -> ((TimeTz) a).micros());
    library.one("time(interval)", (a, _) -> Math.floorMod(((Interval) a).micros(), DateTimes.DAY));
    library.one("interval(time)", (a, _) -> Interval.ofMicros((Long) a));
    library.one(
        "timetz(time)",
        (a, c) -> {
          Zone zone = c.format().timeZone();
          return new TimeTz((Long) a, DateTimes.offset(zone, c.transactionMicros()));
        });
    library.one(
        "timetz(timestamptz)",
        (a, c) -> {
          long instant = (Long) a;
          if (!DateTimes.isFinite(instant)) {
            return null;
          }
          int offset = DateTimes.offset(c.format().timeZone(), instant);
          return new TimeTz(
              Math.floorMod(instant + offset * DateTimes.SECOND, DateTimes.DAY), offset);
        });
  }

  private static SqlException noTimestamp() {
    return SqlException.of(SqlState.DATETIME_FIELD_OVERFLOW, "date out of range for timestamp");
  }

  /**
   * The instant of a date's midnight, which may lie outside the timestamps where the date is in.
   */
  private static long instant(long midnight, Zone zone) {
    if (!DateTimes.isFinite(midnight)) {
      return midnight;
    }
    long instant = DateTimes.instantOf(midnight, zone);
    if (!DateTimes.isTimestamp(instant)) {
      throw noTimestamp();
    }
    return instant;
  }

  static long timestamp(int date) {
    if (!DateTimes.isFinite(date)) {
      return date > 0 ? DateTimes.INFINITY : DateTimes.NEGATIVE_INFINITY;
    }
    // 294277-01-01, the first day behind the last timestamp.
    if (date >= END_OF_TIMESTAMPS) {
      throw noTimestamp();
    }
    return date * DateTimes.DAY;
  }

  static int date(long timestamp) {
    if (!DateTimes.isFinite(timestamp)) {
      return timestamp > 0 ? DateTimes.DATE_INFINITY : DateTimes.DATE_NEGATIVE_INFINITY;
    }
    return (int) Math.floorDiv(timestamp, DateTimes.DAY);
  }

  private static @org.jspecify.annotations.Nullable Object time(long timestamp) {
    return DateTimes.isFinite(timestamp) ? (Object) Math.floorMod(timestamp, DateTimes.DAY) : null;
  }
}
