package dev.tusk.sql.type;

import dev.tusk.sql.type.Zone.Period;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Time zones in POSIX form, {@code EST5EDT,M3.2.0,M11.1.0} or {@code <+05>-5}: abbreviation and
 * offset, whose sign counts westward, then perhaps those of summer and the days on which it begins
 * and ends. As in PostgreSQL the first abbreviation may be empty, and letters become capitals.
 */
final class PosixZone {
  /** When a summer without dates begins and ends. */
  private static final String DEFAULT_RULE = ",M3.2.0,M11.1.0";

  private static final int MAX_HOURS = 167;

  /** The text cannot be read. */
  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed() {
      super(null, null, false, false);
    }
  }

  /** A day of the year: {@code Jn}, {@code n} or {@code Mm.w.d}, and a time of that day. */
  private record Rule(char kind, int month, int week, int day, int time) {
    /** Seconds since 1970 on the clock that holds before. */
    long local(int year) {
      LocalDate date =
          switch (kind) {
            case 'J' -> {
              int leap = Year.isLeap(year) && day >= 60 ? 1 : 0;
              yield LocalDate.of(year, 1, 1).plusDays(day - 1L + leap);
            }
            case 'M' -> {
              YearMonth of = YearMonth.of(year, month);
              DayOfWeek weekday = day == 0 ? DayOfWeek.SUNDAY : DayOfWeek.of(day);
              LocalDate first = of.atDay(1).with(TemporalAdjusters.nextOrSame(weekday));
              LocalDate nth = first.plusWeeks(week - 1L);
              yield nth.getMonthValue() == month ? nth : nth.minusWeeks(1);
            }
            default -> LocalDate.of(year, 1, 1).plusDays(day);
          };
      return date.toEpochDay() * 86_400 + time;
    }
  }

  private final String name;
  private String text;
  private int at;

  private PosixZone(String name) {
    this.name = name;
    this.text = name;
  }

  static Optional<Zone> parse(String name) {
    try {
      return Optional.of(new PosixZone(name.toUpperCase(Locale.ROOT)).zone());
    } catch (Malformed _) {
      return Optional.empty();
    }
  }

  private Zone zone() throws Malformed {
    String standardName = abbreviation();
    int standard = -offset();
    if (peek() == 0) {
      return Zone.fixed(name, standard, standardName);
    }
    String daylightName = abbreviation();
    if (daylightName.isEmpty()) {
      throw new Malformed();
    }
    int daylight = standard + 3600;
    if (peek() != 0 && peek() != ',' && peek() != ';') {
      daylight = -offset();
    }
    if (peek() == 0) {
      text += DEFAULT_RULE;
    }
    if (peek() != ',' && peek() != ';') {
      throw new Malformed();
    }
    at++;
    Rule begin = rule();
    if (peek() != ',') {
      throw new Malformed();
    }
    at++;
    Rule end = rule();
    if (peek() != 0) {
      throw new Malformed();
    }
    return changing(
        new Period(standard, false, standardName),
        new Period(daylight, true, daylightName),
        begin,
        end);
  }

  private Zone changing(Period standard, Period daylight, Rule begin, Rule end) {
    List<Long> changes = new ArrayList<>();
    List<Period> periods = new ArrayList<>();
    for (int year = 1770; year <= 1770 + 401; year++) {
      long summer = begin.local(year) - standard.offset();
      long winter = end.local(year) - daylight.offset();
      boolean reversed = winter < summer;
      long yearSeconds = Year.of(year).length() * 86_400L;
      boolean whole = winter - summer >= yearSeconds + daylight.offset() - standard.offset();
      if (!reversed && (summer == winter || whole)) {
        continue;
      }
      changes.add(Math.min(summer, winter));
      periods.add(reversed ? standard : daylight);
      changes.add(Math.max(summer, winter));
      periods.add(reversed ? daylight : standard);
    }
    return changes.isEmpty()
        ? Zone.everlasting(name, daylight, changes, periods)
        : Zone.everlasting(name, standard, changes, periods);
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private String abbreviation() throws Malformed {
    int begin = at;
    if (peek() == '<') {
      int close = text.indexOf('>', at);
      if (close < 0) {
        throw new Malformed();
      }
      at = close + 1;
      return text.substring(begin + 1, close);
    }
    while (peek() != 0 && !DateTimeTokens.isDigit(peek()) && ",-+".indexOf(peek()) < 0) {
      at++;
    }
    return text.substring(begin, at);
  }

  /** {@code [+-]hh[:mm[:ss]]}, westward. */
  private int offset() throws Malformed {
    boolean negative = peek() == '-';
    if (negative || peek() == '+') {
      at++;
    }
    int seconds = number(0, MAX_HOURS) * 3600;
    if (peek() == ':') {
      at++;
      seconds += number(0, 59) * 60;
      if (peek() == ':') {
        at++;
        seconds += number(0, 60);
      }
    }
    return negative ? -seconds : seconds;
  }

  private int number(int least, int most) throws Malformed {
    if (!DateTimeTokens.isDigit(peek())) {
      throw new Malformed();
    }
    int value = 0;
    while (DateTimeTokens.isDigit(peek())) {
      value = value * 10 + peek() - '0';
      if (value > most) {
        throw new Malformed();
      }
      at++;
    }
    if (value < least) {
      throw new Malformed();
    }
    return value;
  }

  private Rule rule() throws Malformed {
    char kind = peek();
    int month = 1;
    int week = 1;
    int day;
    switch (kind) {
      case 'J' -> {
        at++;
        day = number(1, 365);
      }
      case 'M' -> {
        at++;
        month = number(1, 12);
        point();
        week = number(1, 5);
        point();
        day = number(0, 6);
      }
      default -> {
        kind = 'D';
        day = number(0, 365);
      }
    }
    int time = 2 * 3600;
    if (peek() == '/') {
      at++;
      time = offset();
    }
    return new Rule(kind, month, week, day, time);
  }

  private void point() throws Malformed {
    if (peek() != '.') {
      throw new Malformed();
    }
    at++;
  }
}
