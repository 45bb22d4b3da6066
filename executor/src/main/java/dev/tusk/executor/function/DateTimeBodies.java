package dev.tusk.executor.function;

import static dev.tusk.executor.function.VectorBodies.arg;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.DateTimes;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Interval;
import dev.tusk.sql.type.TimeTz;
import dev.tusk.sql.type.TimeZones;
import dev.tusk.sql.type.Types;
import dev.tusk.sql.type.Zone;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Operators of dates, times and intervals, clocks, and functions that make such values. */
final class DateTimeBodies {
  private static final DateTimeFormatter TIME_OF_DAY =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss.SSSSSS yyyy", Locale.ENGLISH);

  /** As C's {@code %g}: extra_float_digits counts from 15. */
  private static final FormatSettings SIX_DIGITS =
      new FormatSettings(Zone.GMT, "ISO", "MDY", "postgres", 6 - 15, true);

  private DateTimeBodies() {}

  static void register(FunctionLibrary library) {
    dates(library);
    times(library);
    timestamps(library);
    intervals(library);
    zones(library);
    clocks(library);
    makers(library);
    finite(library);
    OverlapBodies.register(library);
  }

  private static void dates(FunctionLibrary library) {
    library.two(
        "date_mi(date,date)",
        (a, b, _) -> {
          int left = (Integer) a;
          int right = (Integer) b;
          if (!DateTimes.isFinite(left) || !DateTimes.isFinite(right)) {
            throw SqlException.of(
                SqlState.DATETIME_FIELD_OVERFLOW, "cannot subtract infinite dates");
          }
          return left - right;
        });
    library.two("date_pli(date,int4)", (a, b, _) -> plusDays((Integer) a, (Integer) b));
    library.two("date_mii(date,int4)", (a, b, _) -> plusDays((Integer) a, -(long) (Integer) b));
    library.two("integer_pl_date(int4,date)", (a, b, _) -> plusDays((Integer) b, (Integer) a));
    library.two("date_pl_interval(date,interval)", (a, b, _) -> plus((Integer) a, (Interval) b));
    library.two("interval_pl_date(interval,date)", (a, b, _) -> plus((Integer) b, (Interval) a));
    library.two(
        "date_mi_interval(date,interval)", (a, b, _) -> plus((Integer) a, ((Interval) b).negate()));
    library.two("datetime_pl(date,time)", (a, b, _) -> at((Integer) a, (Long) b));
    library.two("timedate_pl(time,date)", (a, b, _) -> at((Integer) b, (Long) a));
    library.two("datetimetz_pl(date,timetz)", (a, b, _) -> at((Integer) a, (TimeTz) b));
    library.two("timetzdate_pl(timetz,date)", (a, b, _) -> at((Integer) b, (TimeTz) a));
    library.two("timestamp(date,time)", (a, b, _) -> at((Integer) a, (Long) b));
    library.two("timestamptz(date,timetz)", (a, b, _) -> at((Integer) a, (TimeTz) b));
    library.two(
        "timestamptz(date,time)",
        (a, b, c) -> DateTimes.toInstant(at((Integer) a, (Long) b), c.format().timeZone()));
  }

  private static int plusDays(int date, long days) {
    return DateTimes.isFinite(date) ? DateTimes.date(date + days) : date;
  }

  private static long plus(int date, Interval interval) {
    return DateTimeMath.plus(DateTimeCastBodies.timestamp(date), interval);
  }

  private static long at(int date, long time) {
    long midnight = DateTimeCastBodies.timestamp(date);
    return DateTimes.isFinite(midnight) ? DateTimes.timestamp(midnight + time) : midnight;
  }

  private static long at(int date, TimeTz time) {
    return at(date, time.micros() - time.offset() * DateTimes.SECOND);
  }

  private static void times(FunctionLibrary library) {
    library.two("time_mi_time(time,time)", (a, b, _) -> Interval.ofMicros((Long) a - (Long) b));
    library.two(
        "time_pl_interval(time,interval)", (a, b, _) -> turn((Long) a, ((Interval) b).micros()));
    library.two(
        "interval_pl_time(interval,time)", (a, b, _) -> turn((Long) b, ((Interval) a).micros()));
    library.two(
        "time_mi_interval(time,interval)", (a, b, _) -> turn((Long) a, -((Interval) b).micros()));
    library.two(
        "timetz_pl_interval(timetz,interval)",
        (a, b, _) -> turn((TimeTz) a, ((Interval) b).micros()));
    library.two(
        "interval_pl_timetz(interval,timetz)",
        (a, b, _) -> turn((TimeTz) b, ((Interval) a).micros()));
    library.two(
        "timetz_mi_interval(timetz,interval)",
        (a, b, _) -> turn((TimeTz) a, -((Interval) b).micros()));
  }

  private static long turn(long time, long micros) {
    return Math.floorMod(time + micros % DateTimes.DAY, DateTimes.DAY);
  }

  private static TimeTz turn(TimeTz time, long micros) {
    return new TimeTz(turn(time.micros(), micros), time.offset());
  }

  private static void timestamps(FunctionLibrary library) {
    library.two(
        "timestamp_pl_interval(timestamp,interval)",
        (a, b, _) -> DateTimeMath.plus((Long) a, (Interval) b));
    library.two(
        "interval_pl_timestamp(interval,timestamp)",
        (a, b, _) -> DateTimeMath.plus((Long) b, (Interval) a));
    library.two(
        "timestamp_mi_interval(timestamp,interval)",
        (a, b, _) -> DateTimeMath.plus((Long) a, ((Interval) b).negate()));
    library.two(
        "timestamptz_pl_interval(timestamptz,interval)",
        (a, b, c) -> DateTimeMath.plus((Long) a, (Interval) b, c.format().timeZone()));
    library.two(
        "interval_pl_timestamptz(interval,timestamptz)",
        (a, b, c) -> DateTimeMath.plus((Long) b, (Interval) a, c.format().timeZone()));
    library.two(
        "timestamptz_mi_interval(timestamptz,interval)",
        (a, b, c) -> DateTimeMath.plus((Long) a, ((Interval) b).negate(), c.format().timeZone()));
    library.two(
        "timestamp_mi(timestamp,timestamp)", (a, b, _) -> DateTimeMath.minus((Long) a, (Long) b));
    library.two(
        "timestamptz_mi(timestamptz,timestamptz)",
        (a, b, _) -> DateTimeMath.minus((Long) a, (Long) b));
    library.two("age(timestamp,timestamp)", (a, b, _) -> DateTimeMath.age((Long) a, (Long) b));
    library.two(
        "age(timestamptz,timestamptz)",
        (a, b, c) -> DateTimeMath.age((Long) a, (Long) b, c.format().timeZone()));
    library.one(
        "age(timestamp)",
        (a, c) -> DateTimeMath.age(midnight(c.transactionMicros(), c.format()), (Long) a));
    library.one(
        "age(timestamptz)",
        (a, c) -> {
          Zone zone = c.format().timeZone();
          long midnight = midnight(c.transactionMicros(), c.format());
          return DateTimeMath.age(DateTimes.toInstant(midnight, zone), (Long) a, zone);
        });
  }

  private static long midnight(long instant, FormatSettings format) {
    long local = DateTimes.toLocal(instant, format.timeZone());
    return Math.floorDiv(local, DateTimes.DAY) * DateTimes.DAY;
  }

  private static void intervals(FunctionLibrary library) {
    library.one("interval_um(interval)", (a, _) -> ((Interval) a).negate());
    library.two("interval_pl(interval,interval)", (a, b, _) -> ((Interval) a).add((Interval) b));
    library.two(
        "interval_mi(interval,interval)", (a, b, _) -> ((Interval) a).subtract((Interval) b));
    library.two("interval_mul(interval,float8)", (a, b, _) -> ((Interval) a).multiply((Double) b));
    library.two(
        "mul_d_interval(float8,interval)", (a, b, _) -> ((Interval) b).multiply((Double) a));
    library.two("interval_div(interval,float8)", (a, b, _) -> ((Interval) a).divide((Double) b));
    library.one("justify_hours(interval)", (a, _) -> DateTimeMath.justifyHours((Interval) a));
    library.one("justify_days(interval)", (a, _) -> DateTimeMath.justifyDays((Interval) a));
    library.one("justify_interval(interval)", (a, _) -> DateTimeMath.justify((Interval) a));
  }

  private static void zones(FunctionLibrary library) {
    library.two(
        "timezone(text,timestamptz)",
        (a, b, _) -> DateTimes.toLocal((Long) b, TimeZones.of((String) a)));
    library.two(
        "timezone(text,timestamp)",
        (a, b, _) -> DateTimes.toInstant((Long) b, TimeZones.of((String) a)));
    library.two(
        "timezone(interval,timestamptz)",
        (a, b, c) -> DateTimes.toLocal((Long) b, DateTimeMath.zone((Interval) a, c.format())));
    library.two(
        "timezone(interval,timestamp)",
        (a, b, c) -> DateTimes.toInstant((Long) b, DateTimeMath.zone((Interval) a, c.format())));
    library.two(
        "timezone(text,timetz)",
        (a, b, c) ->
            moved((TimeTz) b, DateTimes.offset(TimeZones.of((String) a), c.transactionMicros())));
    library.two(
        "timezone(interval,timetz)",
        (a, b, c) ->
            moved((TimeTz) b, DateTimes.offset(DateTimeMath.zone((Interval) a, c.format()), 0)));
  }

  private static TimeTz moved(TimeTz time, int offset) {
    return new TimeTz(turn(time.micros(), (offset - time.offset()) * DateTimes.SECOND), offset);
  }

  private static void clocks(FunctionLibrary library) {
    library.none("now()", c -> c.transactionMicros());
    library.none("transaction_timestamp()", c -> c.transactionMicros());
    library.none("statement_timestamp()", c -> c.statementMicros());
    library.none("clock_timestamp()", c -> c.clockMicros());
    library.none("timeofday()", c -> timeOfDay(c.clockMicros(), c.format().timeZone()));
  }

  private static String timeOfDay(long instant, Zone zone) {
    LocalDateTime local = DateTimes.localDateTime(DateTimes.toLocal(instant, zone));
    return TIME_OF_DAY.format(local) + " " + DateTimes.zoneAbbreviation(zone, instant);
  }

  private static void makers(FunctionLibrary library) {
    library.any(
        "make_date(int4,int4,int4)",
        (a, _) -> DateTimes.date(date(integer(a, 0), integer(a, 1), integer(a, 2))));
    library.any(
        "make_time(int4,int4,float8)",
        (a, _) -> time(integer(a, 0), integer(a, 1), (Double) arg(a, 2)));
    library.any("make_timestamp(int4,int4,int4,int4,int4,float8)", (a, _) -> timestamp(a));
    library.any(
        "make_timestamptz(int4,int4,int4,int4,int4,float8)",
        (a, c) -> DateTimes.toInstant(timestamp(a), c.format().timeZone()));
    library.any(
        "make_timestamptz(int4,int4,int4,int4,int4,float8,text)",
        (a, _) -> DateTimes.toInstant(timestamp(a), TimeZones.ofArgument((String) arg(a, 6))));
    library.any("make_interval(int4,int4,int4,int4,int4,int4,float8)", (a, _) -> interval(a));
    library.one("to_timestamp(float8)", (a, _) -> fromEpoch((Double) a));
  }

  private static int integer(@Nullable Object[] arguments, int index) {
    return (Integer) arg(arguments, index);
  }

  private static LocalDate date(int year, int month, int day) {
    try {
      // Negative years count before Christ; there is no year 0.
      if (year == 0) {
        throw new DateTimeException("year 0");
      }
      return LocalDate.of(year < 0 ? year + 1 : year, month, day);
    } catch (DateTimeException _) {
      throw SqlException.of(
          SqlState.DATETIME_FIELD_OVERFLOW,
          String.format(
              Locale.ROOT, "date field value out of range: %d-%02d-%02d", year, month, day));
    }
  }

  private static long time(int hour, int minute, double second) {
    boolean valid =
        hour >= 0
            && minute >= 0
            && minute <= 59
            && second >= 0
            && second <= 60
            && (hour < 24 || hour == 24 && minute == 0 && second == 0);
    if (!valid) {
      String shown = trimmed(second);
      throw SqlException.of(
          SqlState.DATETIME_FIELD_OVERFLOW,
          String.format(
              Locale.ROOT, "time field value out of range: %d:%02d:%s", hour, minute, shown));
    }
    return hour * DateTimes.HOUR
        + minute * DateTimes.MINUTE
        + (long) Math.rint(second * DateTimes.SECOND);
  }

  private static String trimmed(double second) {
    String text = Types.FLOAT8.toText(second, SIX_DIGITS);
    return text.length() < 2 ? "0" + text : text;
  }

  private static long timestamp(@Nullable Object[] a) {
    long days = DateTimes.date(date(integer(a, 0), integer(a, 1), integer(a, 2)));
    long time = time(integer(a, 3), integer(a, 4), (Double) arg(a, 5));
    if (days > Long.MAX_VALUE / DateTimes.DAY - 2) {
      throw DateTimes.outOfRange("timestamp");
    }
    return DateTimes.timestamp(days * DateTimes.DAY + time);
  }

  /**
   * Years, months, weeks, days, hours, minutes, seconds; those not given are 0. As in PostgreSQL 15
   * only the seconds are checked, and the others wrap around.
   */
  private static Interval interval(@Nullable Object[] a) {
    double seconds = a.length > 6 && a[6] instanceof Double given ? given : 0;
    if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
      throw DateTimes.outOfRange("interval");
    }
    double micros = Math.rint(seconds * DateTimes.SECOND);
    // What C makes of a double beyond a bigint on the usual processors.
    long fraction = Math.abs(micros) < 0x1p63 ? (long) micros : Long.MIN_VALUE;
    long time = part(a, 4) * DateTimes.HOUR + part(a, 5) * DateTimes.MINUTE;
    return new Interval(part(a, 0) * 12 + part(a, 1), part(a, 2) * 7 + part(a, 3), time + fraction);
  }

  private static int part(@Nullable Object[] arguments, int index) {
    return index < arguments.length && arguments[index] instanceof Integer value ? value : 0;
  }

  private static long fromEpoch(double seconds) {
    if (Double.isNaN(seconds)) {
      throw SqlException.of(SqlState.DATETIME_FIELD_OVERFLOW, "timestamp cannot be NaN");
    }
    if (Double.isInfinite(seconds)) {
      return seconds > 0 ? DateTimes.INFINITY : DateTimes.NEGATIVE_INFINITY;
    }
    double micros = Math.rint((seconds - DateTimes.EPOCH_DAYS * 86_400.0) * DateTimes.SECOND);
    if (Math.abs(micros) < 0x1p63) {
      try {
        return DateTimes.timestamp((long) micros);
      } catch (SqlException _) {
        // Told below, with the number.
      }
    }
    String shown = dev.tusk.sql.type.Types.FLOAT8.toText(seconds, FormatSettings.DEFAULT);
    throw SqlException.of(
        SqlState.DATETIME_FIELD_OVERFLOW, "timestamp out of range: \"" + shown + "\"");
  }

  private static void finite(FunctionLibrary library) {
    library.one("isfinite(date)", (a, _) -> DateTimes.isFinite((Integer) a));
    library.one("isfinite(timestamp)", (a, _) -> DateTimes.isFinite((Long) a));
    library.one("isfinite(timestamptz)", (a, _) -> DateTimes.isFinite((Long) a));
    library.one("isfinite(interval)", (_, _) -> true);
  }
}
