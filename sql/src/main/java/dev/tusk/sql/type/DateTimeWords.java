package dev.tusk.sql.type;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words that dates and intervals are written with. */
final class DateTimeWords {
  static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  static final List<String> DAYS =
      List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");

  /** Words that are neither months nor days, nor say what the next number is. */
  enum Special {
    AD,
    BC,
    AM,
    PM,
    DST,
    T,
    ALLBALLS,
    NOW,
    TODAY,
    TOMORROW,
    YESTERDAY,
    EPOCH,
    INFINITY,
    NEGATIVE_INFINITY
  }

  private static final Map<String, Special> SPECIALS =
      Map.ofEntries(
          Map.entry("ad", Special.AD),
          Map.entry("bc", Special.BC),
          Map.entry("am", Special.AM),
          Map.entry("pm", Special.PM),
          Map.entry("dst", Special.DST),
          Map.entry("t", Special.T),
          Map.entry("allballs", Special.ALLBALLS),
          Map.entry("now", Special.NOW),
          Map.entry("today", Special.TODAY),
          Map.entry("tomorrow", Special.TOMORROW),
          Map.entry("yesterday", Special.YESTERDAY),
          Map.entry("epoch", Special.EPOCH),
          Map.entry("infinity", Special.INFINITY),
          Map.entry("-infinity", Special.NEGATIVE_INFINITY));

  private static final Map<String, IntervalUnit> UNITS =
      Map.ofEntries(
          Map.entry("us", IntervalUnit.MICROSECOND),
          Map.entry("usec", IntervalUnit.MICROSECOND),
          Map.entry("usecs", IntervalUnit.MICROSECOND),
          Map.entry("usecond", IntervalUnit.MICROSECOND),
          Map.entry("useconds", IntervalUnit.MICROSECOND),
          Map.entry("microsecon", IntervalUnit.MICROSECOND),
          Map.entry("ms", IntervalUnit.MILLISECOND),
          Map.entry("msec", IntervalUnit.MILLISECOND),
          Map.entry("msecs", IntervalUnit.MILLISECOND),
          Map.entry("msecond", IntervalUnit.MILLISECOND),
          Map.entry("mseconds", IntervalUnit.MILLISECOND),
          Map.entry("millisecon", IntervalUnit.MILLISECOND),
          Map.entry("s", IntervalUnit.SECOND),
          Map.entry("sec", IntervalUnit.SECOND),
          Map.entry("secs", IntervalUnit.SECOND),
          Map.entry("second", IntervalUnit.SECOND),
          Map.entry("seconds", IntervalUnit.SECOND),
          Map.entry("m", IntervalUnit.MINUTE),
          Map.entry("min", IntervalUnit.MINUTE),
          Map.entry("mins", IntervalUnit.MINUTE),
          Map.entry("minute", IntervalUnit.MINUTE),
          Map.entry("minutes", IntervalUnit.MINUTE),
          Map.entry("h", IntervalUnit.HOUR),
          Map.entry("hr", IntervalUnit.HOUR),
          Map.entry("hrs", IntervalUnit.HOUR),
          Map.entry("hour", IntervalUnit.HOUR),
          Map.entry("hours", IntervalUnit.HOUR),
          Map.entry("d", IntervalUnit.DAY),
          Map.entry("day", IntervalUnit.DAY),
          Map.entry("days", IntervalUnit.DAY),
          Map.entry("w", IntervalUnit.WEEK),
          Map.entry("week", IntervalUnit.WEEK),
          Map.entry("weeks", IntervalUnit.WEEK),
          Map.entry("mon", IntervalUnit.MONTH),
          Map.entry("mons", IntervalUnit.MONTH),
          Map.entry("month", IntervalUnit.MONTH),
          Map.entry("months", IntervalUnit.MONTH),
          Map.entry("y", IntervalUnit.YEAR),
          Map.entry("yr", IntervalUnit.YEAR),
          Map.entry("yrs", IntervalUnit.YEAR),
          Map.entry("year", IntervalUnit.YEAR),
          Map.entry("years", IntervalUnit.YEAR),
          Map.entry("dec", IntervalUnit.DECADE),
          Map.entry("decs", IntervalUnit.DECADE),
          Map.entry("decade", IntervalUnit.DECADE),
          Map.entry("decades", IntervalUnit.DECADE),
          Map.entry("c", IntervalUnit.CENTURY),
          Map.entry("cent", IntervalUnit.CENTURY),
          Map.entry("century", IntervalUnit.CENTURY),
          Map.entry("centuries", IntervalUnit.CENTURY),
          Map.entry("mil", IntervalUnit.MILLENNIUM),
          Map.entry("mils", IntervalUnit.MILLENNIUM),
          Map.entry("millennia", IntervalUnit.MILLENNIUM),
          Map.entry("millennium", IntervalUnit.MILLENNIUM),
          Map.entry("qtr", IntervalUnit.OTHER),
          Map.entry("quarter", IntervalUnit.OTHER),
          Map.entry("timezone", IntervalUnit.OTHER),
          Map.entry("timezone_h", IntervalUnit.OTHER),
          Map.entry("timezone_m", IntervalUnit.OTHER));

  private DateTimeWords() {}

  enum IntervalUnit {
    MICROSECOND,
    MILLISECOND,
    SECOND,
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    YEAR,
    DECADE,
    CENTURY,
    MILLENNIUM,
    /** A unit that an interval cannot be made of. */
    OTHER
  }

  /** 1 to 12 for a month's name or its first three letters (also sept), else 0. */
  static int month(String word) {
    return indexOf(MONTHS, word, "sept", 9);
  }

  /** 1 to 7 for Sunday to Saturday, else 0. */
  static int day(String word) {
    return switch (word) {
      case "tues" -> 3;
      case "weds" -> 4;
      case "thur", "thurs" -> 5;
      default -> indexOf(DAYS, word, "", 0);
    };
  }

  private static int indexOf(List<String> names, String word, String extra, int extraIndex) {
    if (word.equals(extra)) {
      return extraIndex;
    }
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name.equals(word) || word.length() == 3 && name.startsWith(word)) {
        return i + 1;
      }
    }
    return 0;
  }

  static boolean isKeyword(String word) {
    return month(word) > 0
        || day(word) > 0
        || isIgnored(word)
        || label(word) != 0
        || SPECIALS.containsKey(word);
  }

  static boolean isIgnored(String word) {
    return word.equals("at") || word.equals("on");
  }

  static @Nullable Special special(String word) {
    return SPECIALS.get(word);
  }

  /**
   * What a word says of the number behind it: y, m, d, h, n for minutes, s, j for a Julian day, x
   * for what cannot be read; 0 if it says nothing.
   */
  static char label(String word) {
    return switch (word) {
      case "y", "m", "d", "h", "s", "j" -> word.charAt(0);
      case "mm" -> 'n';
      case "jd", "julian" -> 'j';
      case "dow", "doy", "isodow", "isoyear" -> 'x';
      default -> 0;
    };
  }

  /** The unit, null for none; words count up to their tenth letter. */
  static @Nullable IntervalUnit unit(String word) {
    return UNITS.get(word.length() > 10 ? word.substring(0, 10) : word);
  }
}
