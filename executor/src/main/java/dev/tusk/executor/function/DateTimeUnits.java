package dev.tusk.executor.function;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.DateTimes;
import dev.tusk.sql.type.Interval;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The names of units that extract and date_trunc take, and truncation to them. */
final class DateTimeUnits {
  /**
   * A unit.
   *
   * @param name what it is, for all the ways to write it
   * @param written as it was written, in small letters
   */
  record Unit(String name, String written) {
    boolean is(String other) {
      return name.equals(other);
    }

    boolean isKnown() {
      return !name.isEmpty();
    }

    boolean isZone() {
      return name.startsWith("timezone");
    }
  }

  private static final int SIGNIFICANT = 10;

  /** Words for units of time, of which the first ten letters count (deltatktbl in datetime.c). */
  private static final Map<String, String> UNITS =
      words(
          """
          microseconds us usec usecs microsecon
          milliseconds ms msec msecs mseconds millisecon
          second s sec secs second seconds
          minute m min mins minute minutes
          hour h hr hrs hour hours
          day d day days
          week w week weeks
          month mon mons month months
          quarter qtr quarter
          year y yr yrs year years
          decade dec decs decade decades
          century c cent century centuries
          millennium mil mils millennia millennium
          timezone timezone
          timezone_hour timezone_h
          timezone_minute timezone_m
          """);

  /** More words that extract takes (datetktbl): parts of a date, and moments that have no parts. */
  private static final Map<String, String> PARTS =
      words(
          """
          dow dow
          isodow isodow
          doy doy
          isoyear isoyear
          julian j jd julian
          minute mm
          epoch epoch
          moment now today tomorrow yesterday allballs infinity -infinity
          """);

  private DateTimeUnits() {}

  private static Map<String, String> words(String lines) {
    Map<String, String> words = new HashMap<>();
    for (String line : lines.strip().split("\n")) {
      String[] parts = line.strip().split(" ");
      for (int i = 1; i < parts.length; i++) {
        words.put(parts[i], parts[0]);
      }
    }
    return Map.copyOf(words);
  }

  /** A unit as date_trunc takes it; its name is empty if there is none of that name. */
  static Unit truncated(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return new Unit(UNITS.getOrDefault(key(lower), ""), lower);
  }

  /** A unit as extract takes it. */
  static Unit extracted(String word) {
    Unit unit = truncated(word);
    return unit.isKnown()
        ? unit
        : new Unit(PARTS.getOrDefault(key(unit.written()), ""), unit.written());
  }

  private static String key(String word) {
    return word.length() > SIGNIFICANT ? word.substring(0, SIGNIFICANT) : word;
  }

  static boolean isClock(Unit unit) {
    return switch (unit.name()) {
      case "microseconds", "milliseconds", "second", "minute", "hour" -> true;
      default -> false;
    };
  }

  /** A local timestamp cut to its unit. */
  static long truncate(Unit unit, long micros, String type) {
    long clock = clockUnit(unit);
    if (clock > 0) {
      return Math.floorDiv(micros, clock) * clock;
    }
    LocalDate date = DateTimes.localDateTime(micros).toLocalDate();
    int year = date.getYear();
    LocalDate cut =
        switch (unit.name()) {
          case "day" -> date;
          case "week" -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          case "month" -> date.withDayOfMonth(1);
          case "quarter" -> LocalDate.of(year, (date.getMonthValue() - 1) / 3 * 3 + 1, 1);
          case "year" -> LocalDate.of(year, 1, 1);
          case "decade" -> LocalDate.of(Math.floorDiv(year, 10) * 10, 1, 1);
          case "century" -> LocalDate.of(Math.floorDiv(year - 1, 100) * 100 + 1, 1, 1);
          case "millennium" -> LocalDate.of(Math.floorDiv(year - 1, 1000) * 1000 + 1, 1, 1);
          default -> throw DateTimePartBodies.unsupported(unit, unit.isKnown(), type);
        };
    return DateTimes.timestamp(cut.atStartOfDay());
  }

  private static long clockUnit(Unit unit) {
    return switch (unit.name()) {
      case "microseconds" -> 1;
      case "milliseconds" -> 1000;
      case "second" -> DateTimes.SECOND;
      case "minute" -> DateTimes.MINUTE;
      case "hour" -> DateTimes.HOUR;
      default -> 0;
    };
  }

  static Interval truncate(Unit unit, Interval interval) {
    long clock = clockUnit(unit);
    if (clock > 0) {
      return new Interval(interval.months(), interval.days(), interval.micros() / clock * clock);
    }
    int months = interval.months();
    return switch (unit.name()) {
      case "day" -> new Interval(months, interval.days(), 0);
      case "month" -> new Interval(months, 0, 0);
      case "quarter" -> new Interval(months / 3 * 3, 0, 0);
      case "year" -> new Interval(months / 12 * 12, 0, 0);
      case "decade" -> new Interval(months / 120 * 120, 0, 0);
      case "century" -> new Interval(months / 1200 * 1200, 0, 0);
      case "millennium" -> new Interval(months / 12_000 * 12_000, 0, 0);
      case "week" ->
          throw SqlException.of(
                  SqlState.FEATURE_NOT_SUPPORTED,
                  "unit \"" + unit.written() + "\" not supported for type interval")
              .withDetail("Months usually have fractional weeks.");
      default -> throw DateTimePartBodies.unsupported(unit, unit.isKnown(), "interval");
    };
  }
}
