package dev.tusk.executor.function;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.DateTimes;
import dev.tusk.sql.type.Interval;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The names of units that extract and date_trunc take, and truncation to them. */
final class DateTimeUnits {
  private static final Set<String> KNOWN =
      Set.of(
          "microseconds",
          "milliseconds",
          "second",
          "minute",
          "hour",
          "day",
          "week",
          "month",
          "quarter",
          "year",
          "decade",
          "century",
          "millennium",
          "dow",
          "isodow",
          "doy",
          "isoyear",
          "julian",
          "epoch",
          "timezone",
          "timezone_hour",
          "timezone_minute");

  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("us", "microseconds"),
          Map.entry("usec", "microseconds"),
          Map.entry("usecs", "microseconds"),
          Map.entry("microsecond", "microseconds"),
          Map.entry("ms", "milliseconds"),
          Map.entry("msec", "milliseconds"),
          Map.entry("msecs", "milliseconds"),
          Map.entry("millisecond", "milliseconds"),
          Map.entry("s", "second"),
          Map.entry("sec", "second"),
          Map.entry("secs", "second"),
          Map.entry("seconds", "second"),
          Map.entry("m", "minute"),
          Map.entry("min", "minute"),
          Map.entry("mins", "minute"),
          Map.entry("minutes", "minute"),
          Map.entry("h", "hour"),
          Map.entry("hr", "hour"),
          Map.entry("hrs", "hour"),
          Map.entry("hours", "hour"),
          Map.entry("d", "day"),
          Map.entry("days", "day"),
          Map.entry("w", "week"),
          Map.entry("weeks", "week"),
          Map.entry("mon", "month"),
          Map.entry("mons", "month"),
          Map.entry("months", "month"),
          Map.entry("qtr", "quarter"),
          Map.entry("y", "year"),
          Map.entry("yr", "year"),
          Map.entry("yrs", "year"),
          Map.entry("years", "year"),
          Map.entry("dec", "decade"),
          Map.entry("decs", "decade"),
          Map.entry("decades", "decade"),
          Map.entry("c", "century"),
          Map.entry("cent", "century"),
          Map.entry("centuries", "century"),
          Map.entry("mil", "millennium"),
          Map.entry("mils", "millennium"),
          Map.entry("millennia", "millennium"),
          Map.entry("jd", "julian"));

  private DateTimeUnits() {}

  static String canonical(String unit) {
    String lower = unit.toLowerCase(Locale.ROOT);
    return ALIASES.getOrDefault(lower, lower);
  }

  static boolean isKnown(String unit) {
    return KNOWN.contains(unit);
  }

  /** Whether date_trunc takes the unit, if not for every type. */
  static boolean isTruncation(String unit) {
    return switch (unit) {
      case "dow", "isodow", "doy", "isoyear", "julian", "epoch" -> false;
      default -> KNOWN.contains(unit);
    };
  }

  static boolean isClock(String unit) {
    return switch (unit) {
      case "microseconds", "milliseconds", "second", "minute", "hour" -> true;
      default -> false;
    };
  }

  /** A local timestamp cut to its unit. */
  static long truncate(String unit, long micros, String type) {
    long clock = clockUnit(unit);
    if (clock > 0) {
      return Math.floorDiv(micros, clock) * clock;
    }
    LocalDate date = DateTimes.localDateTime(micros).toLocalDate();
    int year = date.getYear();
    LocalDate cut =
        switch (unit) {
          case "day" -> date;
          case "week" -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          case "month" -> date.withDayOfMonth(1);
          case "quarter" -> LocalDate.of(year, (date.getMonthValue() - 1) / 3 * 3 + 1, 1);
          case "year" -> LocalDate.of(year, 1, 1);
          case "decade" -> LocalDate.of(Math.floorDiv(year, 10) * 10, 1, 1);
          case "century" -> LocalDate.of(Math.floorDiv(year - 1, 100) * 100 + 1, 1, 1);
          case "millennium" -> LocalDate.of(Math.floorDiv(year - 1, 1000) * 1000 + 1, 1, 1);
          default -> throw DateTimePartBodies.unsupported(unit, isTruncation(unit), type);
        };
    return DateTimes.timestamp(cut.atStartOfDay());
  }

  private static long clockUnit(String unit) {
    return switch (unit) {
      case "microseconds" -> 1;
      case "milliseconds" -> 1000;
      case "second" -> DateTimes.SECOND;
      case "minute" -> DateTimes.MINUTE;
      case "hour" -> DateTimes.HOUR;
      default -> 0;
    };
  }

  static Interval truncate(String unit, Interval interval) {
    long clock = clockUnit(unit);
    if (clock > 0) {
      return new Interval(interval.months(), interval.days(), interval.micros() / clock * clock);
    }
    int months = interval.months();
    return switch (unit) {
      case "day" -> new Interval(months, interval.days(), 0);
      case "month" -> new Interval(months, 0, 0);
      case "quarter" -> new Interval(months / 3 * 3, 0, 0);
      case "year" -> new Interval(months / 12 * 12, 0, 0);
      case "decade" -> new Interval(months / 120 * 120, 0, 0);
      case "century" -> new Interval(months / 1200 * 1200, 0, 0);
      case "millennium" -> new Interval(months / 12_000 * 12_000, 0, 0);
      case "week" ->
          throw SqlException.of(
                  SqlState.FEATURE_NOT_SUPPORTED, "unit \"week\" not supported for type interval")
              .withDetail("Months usually have fractional weeks.");
      default -> throw DateTimePartBodies.unsupported(unit, isTruncation(unit), "interval");
    };
  }
}
