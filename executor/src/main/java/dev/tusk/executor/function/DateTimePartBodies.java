package dev.tusk.executor.function;

import static dev.tusk.executor.function.VectorBodies.arg;

import dev.tusk.executor.expression.FunctionBody;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.executor.function.DateTimeUnits.Unit;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.DateTimes;
import dev.tusk.sql.type.Interval;
import dev.tusk.sql.type.Numeric;
import dev.tusk.sql.type.TimeTz;
import dev.tusk.sql.type.TimeZones;
import dev.tusk.sql.type.Zone;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import org.jspecify.annotations.Nullable;

/** extract, date_part, date_trunc and date_bin. */
final class DateTimePartBodies {
  private DateTimePartBodies() {}

  static void register(FunctionLibrary library) {
    part(library, "date", (unit, value, _) -> ofDate(unit, (Integer) value));
    part(
        library,
        "timestamp",
        (unit, value, _) -> ofTimestamp(unit, (Long) value, null, "timestamp without time zone"));
    // As PostgreSQL has it, by way of a timestamp: hours of a date are 0.
    library.two(
        "date_part(text,date)",
        (a, b, _) -> {
          long midnight = DateTimeCastBodies.timestamp((Integer) b);
          Unit unit = DateTimeUnits.extracted((String) a);
          Numeric value = ofTimestamp(unit, midnight, null, "timestamp without time zone");
          return value == null ? null : (Object) value.doubleValue();
        });
    part(
        library,
        "timestamptz",
        (unit, value, zone) -> ofTimestamp(unit, (Long) value, zone, "timestamp with time zone"));
    part(
        library,
        "time",
        (unit, value, _) -> ofTime(unit, (Long) value, null, "time without time zone"));
    part(
        library,
        "timetz",
        (unit, value, _) -> {
          TimeTz time = (TimeTz) value;
          return ofTime(unit, time.micros(), time.offset(), "time with time zone");
        });
    part(library, "interval", (unit, value, _) -> ofInterval(unit, (Interval) value));
    truncation(library);
    library.any("date_bin(interval,timestamp,timestamp)", (a, _) -> bin(a));
    library.any("date_bin(interval,timestamptz,timestamptz)", (a, _) -> bin(a));
  }

  @FunctionalInterface
  private interface Part {
    @Nullable Numeric of(Unit unit, Object value, Zone zone);
  }

  private static void part(FunctionLibrary library, String type, Part part) {
    FunctionBody.TwoArguments extract =
        (a, b, c) -> part.of(DateTimeUnits.extracted((String) a), b, c.format().timeZone());
    library.two("extract(text," + type + ")", extract);
    if (type.equals("date")) {
      return;
    }
    library.two(
        "date_part(text," + type + ")",
        (a, b, c) -> {
          Object value = extract.call(a, b, c);
          return value == null ? null : (Object) ((Numeric) value).doubleValue();
        });
  }

  private static SqlException unsupported(Unit unit, String type) {
    boolean clock = type.startsWith("time ") || type.equals("interval");
    return unsupported(unit, unit.isKnown() && !(clock && unit.is("moment")), type);
  }

  static SqlException unsupported(Unit unit, boolean known, String type) {
    return SqlException.of(
        known ? SqlState.FEATURE_NOT_SUPPORTED : SqlState.INVALID_PARAMETER_VALUE,
        "unit \""
            + unit.written()
            + "\" not "
            + (known ? "supported" : "recognized")
            + " for type "
            + type);
  }

  private static @Nullable Numeric ofDate(Unit unit, int date) {
    if (!DateTimes.isFinite(date)) {
      return infinite(unit, date > 0, "date");
    }
    if (unit.is("epoch")) {
      return Numeric.of((date + (long) DateTimes.EPOCH_DAYS) * 86_400);
    }
    if (unit.is("julian")) {
      return Numeric.of(date + 2_451_545L);
    }
    Long field = dateField(unit, DateTimes.localDate(date));
    if (field == null) {
      throw unsupported(unit, "date");
    }
    return Numeric.of(field);
  }

  private static @Nullable Numeric infinite(Unit unit, boolean positive, String type) {
    return switch (unit.name()) {
      case "year", "decade", "century", "millennium", "julian", "isoyear", "epoch" ->
          positive ? Numeric.INFINITY : Numeric.NEGATIVE_INFINITY;
      default -> {
        boolean clock = DateTimeUnits.isClock(unit) || unit.isZone();
        if (!unit.isKnown() || unit.is("moment") || type.equals("date") && clock) {
          throw unsupported(unit, type);
        }
        yield null;
      }
    };
  }

  private static @Nullable Long dateField(Unit unit, LocalDate date) {
    int year = date.getYear();
    return switch (unit.name()) {
      case "day" -> (long) date.getDayOfMonth();
      case "month" -> (long) date.getMonthValue();
      case "quarter" -> (date.getMonthValue() + 2L) / 3;
      case "year" -> year > 0 ? year : year - 1L;
      case "decade" -> (long) Math.floorDiv(year, 10);
      case "century" -> year > 0 ? (year + 99L) / 100 : -((99L - (year - 1)) / 100);
      case "millennium" -> year > 0 ? (year + 999L) / 1000 : -((999L - (year - 1)) / 1000);
      case "dow" -> date.getDayOfWeek().getValue() % 7L;
      case "isodow" -> (long) date.getDayOfWeek().getValue();
      case "doy" -> (long) date.getDayOfYear();
      case "week" -> (long) date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case "isoyear" -> {
        int isoYear = date.get(IsoFields.WEEK_BASED_YEAR);
        yield isoYear > 0 ? isoYear : isoYear - 1L;
      }
      default -> null;
    };
  }

  private static @Nullable Numeric ofTimestamp(
      Unit unit, long value, @Nullable Zone zone, String type) {
    if (!DateTimes.isFinite(value)) {
      return infinite(unit, value > 0, type);
    }
    int offset = zone == null ? 0 : DateTimes.offset(zone, value);
    long local = value + offset * DateTimes.SECOND;
    long time = Math.floorMod(local, DateTimes.DAY);
    if (unit.is("epoch")) {
      BigDecimal seconds = BigDecimal.valueOf(value, 6);
      return Numeric.of(seconds.add(BigDecimal.valueOf(DateTimes.EPOCH_DAYS * 86_400L)));
    }
    if (unit.is("julian")) {
      Numeric day = Numeric.of(time).divide(Numeric.of(DateTimes.DAY));
      return Numeric.of(Math.floorDiv(local, DateTimes.DAY) + 2_451_545).add(day);
    }
    Numeric clock = clockField(unit, time);
    if (clock != null) {
      return clock;
    }
    if (zone != null && unit.isZone()) {
      return zoneField(unit, offset);
    }
    Long field = dateField(unit, DateTimes.localDateTime(local).toLocalDate());
    if (field == null) {
      throw unsupported(unit, type);
    }
    return Numeric.of(field);
  }

  /** Microseconds as seconds, or with fewer digits as milliseconds. */
  private static Numeric micros(long micros, int digits) {
    return Numeric.of(BigDecimal.valueOf(micros, digits));
  }

  private static @Nullable Numeric clockField(Unit unit, long time) {
    return switch (unit.name()) {
      case "hour" -> Numeric.of(time / DateTimes.HOUR);
      case "minute" -> Numeric.of(time / DateTimes.MINUTE % 60);
      case "second" -> micros(time % DateTimes.MINUTE, 6);
      case "milliseconds" -> micros(time % DateTimes.MINUTE, 3);
      case "microseconds" -> Numeric.of(time % DateTimes.MINUTE);
      default -> null;
    };
  }

  private static Numeric zoneField(Unit unit, int offset) {
    return switch (unit.name()) {
      case "timezone_hour" -> Numeric.of(offset / 3600);
      case "timezone_minute" -> Numeric.of(offset / 60 % 60);
      default -> Numeric.of(offset);
    };
  }

  private static Numeric ofTime(Unit unit, long time, @Nullable Integer offset, String type) {
    Numeric clock = clockField(unit, time);
    if (clock != null) {
      return clock;
    }
    if (unit.is("epoch")) {
      return micros(time - (offset == null ? 0 : offset) * DateTimes.SECOND, 6);
    }
    if (offset != null && unit.isZone()) {
      return zoneField(unit, offset);
    }
    throw unsupported(unit, type);
  }

  private static Numeric ofInterval(Unit unit, Interval interval) {
    int months = interval.months();
    Numeric clock =
        unit.is("hour") || unit.is("minute") ? null : clockField(unit, interval.micros());
    if (clock != null) {
      return clock;
    }
    return switch (unit.name()) {
      case "hour" -> Numeric.of(interval.micros() / DateTimes.HOUR);
      case "minute" -> Numeric.of(interval.micros() / DateTimes.MINUTE % 60);
      case "day" -> Numeric.of(interval.days());
      case "month" -> Numeric.of(months % 12);
      case "quarter" -> Numeric.of(months % 12 / 3 + 1);
      case "year" -> Numeric.of(months / 12);
      case "decade" -> Numeric.of(months / 120);
      case "century" -> Numeric.of(months / 1200);
      case "millennium" -> Numeric.of(months / 12_000);
      case "epoch" -> {
        // A year counts 365.25 days, a month beside it 30.
        BigDecimal seconds =
            BigDecimal.valueOf(months / 12)
                .multiply(BigDecimal.valueOf(31_557_600))
                .add(BigDecimal.valueOf(months % 12 * 30L * 86_400))
                .add(BigDecimal.valueOf(interval.days() * 86_400L));
        yield Numeric.of(seconds.add(BigDecimal.valueOf(interval.micros(), 6)));
      }
      default -> throw unsupported(unit, "interval");
    };
  }

  private static void truncation(FunctionLibrary library) {
    library.two(
        "date_trunc(text,timestamp)",
        (a, b, _) -> {
          long value = (Long) b;
          Unit unit = DateTimeUnits.truncated((String) a);
          return DateTimes.isFinite(value)
              ? DateTimeUnits.truncate(unit, value, "timestamp without time zone")
              : value;
        });
    library.two(
        "date_trunc(text,timestamptz)",
        (a, b, c) -> truncate((String) a, (Long) b, c.format().timeZone()));
    library.any(
        "date_trunc(text,timestamptz,text)",
        (a, _) ->
            truncate((String) arg(a, 0), (Long) arg(a, 1), TimeZones.rulesOf((String) arg(a, 2))));
    library.two(
        "date_trunc(text,interval)",
        (a, b, _) -> DateTimeUnits.truncate(DateTimeUnits.truncated((String) a), (Interval) b));
  }

  private static long truncate(String name, long instant, Zone zone) {
    if (!DateTimes.isFinite(instant)) {
      return instant;
    }
    Unit unit = DateTimeUnits.truncated(name);
    int offset = DateTimes.offset(zone, instant);
    long local = instant + offset * DateTimes.SECOND;
    long cut = DateTimeUnits.truncate(unit, local, "timestamp with time zone");
    // Below a day the offset stays: an hour that occurs twice is not confused with itself.
    return DateTimeUnits.isClock(unit)
        ? cut - offset * DateTimes.SECOND
        : DateTimes.toInstant(cut, zone);
  }

  private static long bin(@Nullable Object[] arguments) {
    Interval stride = (Interval) arg(arguments, 0);
    long value = (Long) arg(arguments, 1);
    long origin = (Long) arg(arguments, 2);
    if (!DateTimes.isFinite(value)) {
      return value;
    }
    if (!DateTimes.isFinite(origin)) {
      throw SqlException.of(SqlState.DATETIME_FIELD_OVERFLOW, "origin out of range");
    }
    if (stride.months() != 0) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "timestamps cannot be binned into intervals containing months or years");
    }
    long width;
    long distance;
    try {
      width = Math.addExact(Math.multiplyExact(stride.days(), DateTimes.DAY), stride.micros());
      if (width <= 0) {
        throw SqlException.of(SqlState.DATETIME_FIELD_OVERFLOW, "stride must be greater than zero");
      }
      distance = Math.subtractExact(value, origin);
    } catch (ArithmeticException _) {
      throw DateTimes.outOfRange("interval");
    }
    long rest = distance % width;
    long bin = origin + distance - rest;
    if (rest >= 0) {
      return bin;
    }
    // The bin begins below the value: that may leave the range.
    if (bin < DateTimes.NEGATIVE_INFINITY + width) {
      throw DateTimes.outOfRange("timestamp");
    }
    return DateTimes.timestamp(bin - width);
  }
}
