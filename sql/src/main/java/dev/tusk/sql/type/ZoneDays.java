package dev.tusk.sql.type;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/**
 * The words of the IANA time zone database, each of which may be cut short: {@code Ap}, {@code
 * lastSu}, {@code Su>=8}, {@code 23:30u}.
 */
final class ZoneDays {
  private static final List<String> WEEKDAYS =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

  /**
   * A time of day with the clock it is read on.
   *
   * @param seconds from midnight, beyond a day or below it too
   * @param clock u UTC, s the zone's standard time, w the clock on the wall
   */
  record Time(long seconds, char clock) {
    /** What to take from a local time on this clock to have UTC. */
    long west(int standard, int saved) {
      return switch (clock) {
        case 'u' -> 0;
        case 's' -> standard;
        default -> (long) standard + saved;
      };
    }
  }

  private ZoneDays() {}

  static int month(String word) {
    String lower = word.toLowerCase(java.util.Locale.ROOT);
    for (int i = 0; i < DateTimeWords.MONTHS.size(); i++) {
      if (DateTimeWords.MONTHS.get(i).startsWith(lower)) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("no month: " + word);
  }

  private static DayOfWeek weekday(String word) {
    String lower = word.toLowerCase(java.util.Locale.ROOT);
    for (int i = 0; i < WEEKDAYS.size(); i++) {
      if (WEEKDAYS.get(i).startsWith(lower)) {
        return DayOfWeek.of(i + 1);
      }
    }
    throw new IllegalArgumentException("no day: " + word);
  }

  /** The day of a month that {@code 5}, {@code lastSu}, {@code Su>=8} or {@code Su<=25} means. */
  static LocalDate day(int year, int month, String word) {
    if (word.startsWith("last")) {
      LocalDate end = YearMonth.of(year, month).atEndOfMonth();
      return end.with(TemporalAdjusters.previousOrSame(weekday(word.substring(4))));
    }
    int order = word.indexOf('=');
    if (order < 0) {
      return LocalDate.of(year, month, Integer.parseInt(word));
    }
    LocalDate from = LocalDate.of(year, month, Integer.parseInt(word.substring(order + 1)));
    DayOfWeek weekday = weekday(word.substring(0, order - 1));
    return from.with(
        word.charAt(order - 1) == '>'
            ? TemporalAdjusters.nextOrSame(weekday)
            : TemporalAdjusters.previousOrSame(weekday));
  }

  static Time time(String word) {
    char last = word.charAt(word.length() - 1);
    boolean plain = last == '-' || DateTimeTokens.isDigit(last);
    char clock = plain ? 'w' : last == 'g' || last == 'z' ? 'u' : last;
    return new Time(seconds(plain ? word : word.substring(0, word.length() - 1)), clock);
  }

  /** {@code -}, {@code 5}, {@code -0:25:21}. */
  static int seconds(String word) {
    if (word.equals("-")) {
      return 0;
    }
    int sign = word.startsWith("-") ? -1 : 1;
    int total = 0;
    int unit = 3600;
    for (String part : (sign < 0 ? word.substring(1) : word).split(":", -1)) {
      total += Integer.parseInt(part) * unit;
      unit /= 60;
    }
    return sign * total;
  }
}
