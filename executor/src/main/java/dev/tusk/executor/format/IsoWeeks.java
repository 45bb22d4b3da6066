package dev.tusk.executor.format;

/**
 * ISO 8601's weeks by PostgreSQL's arithmetic (date2isoweek of utils/adt/timestamp.c), which takes
 * the fields of an interval for a date's, too.
 */
final class IsoWeeks {
  private IsoWeeks() {}

  /** date2j of datetime.c, which takes any numbers. */
  static int julianDay(int year, int month, int day) {
    int m = month > 2 ? month + 1 : month + 13;
    int y = month > 2 ? year + 4800 : year + 4799;
    int century = y / 100;
    int julian = y * 365 - 32_167 + y / 4 - century + century / 4;
    return julian + 7834 * m / 256 + day;
  }

  /** The Monday on which a year's first week begins. */
  private static int firstMonday(int year) {
    int fourth = julianDay(year, 1, 4);
    return fourth - Math.floorMod(fourth, 7);
  }

  /** The year to whose weeks a day belongs. */
  static int year(int year, int month, int day) {
    int julian = julianDay(year, month, day);
    int of = julian < firstMonday(year) ? year - 1 : year;
    boolean last = (julian - firstMonday(of)) / 7 + 1 >= 52;
    return last && julian >= firstMonday(of + 1) ? of + 1 : of;
  }

  static int week(int year, int month, int day) {
    return (julianDay(year, month, day) - firstMonday(year(year, month, day))) / 7 + 1;
  }

  static int dayOfYear(int year, int month, int day) {
    return julianDay(year, month, day) - firstMonday(year(year, month, day)) + 1;
  }
}
