package dev.tusk.sql.type;

import java.util.Locale;

/**
 * A rule for summer time: from one year to another, on a day, so much is added to standard time.
 *
 * @param to {@link Integer#MAX_VALUE} for a rule in force
 * @param letter what {@code %s} in the zone's format becomes
 */
record ZoneRule(
    int from, int to, int month, String day, ZoneDays.Time time, int saved, String letter) {

  /** {@code R name from to - in on at save letter}. */
  static ZoneRule of(String[] words) {
    int from = Integer.parseInt(words[2]);
    String until = words[3].toLowerCase(Locale.ROOT);
    int to =
        until.startsWith("o")
            ? from
            : until.startsWith("ma") ? Integer.MAX_VALUE : Integer.parseInt(until);
    return new ZoneRule(
        from,
        to,
        ZoneDays.month(words[5]),
        words[6],
        ZoneDays.time(words[7]),
        ZoneDays.seconds(words[8]),
        words[9].equals("-") ? "" : words[9]);
  }

  boolean holdsIn(int year) {
    return from <= year && year <= to;
  }

  boolean daylight() {
    return saved != 0;
  }

  /** When it takes effect in a year, on its own clock. */
  long local(int year) {
    return ZoneDays.day(year, month, day).toEpochDay() * 86_400 + time.seconds();
  }
}
