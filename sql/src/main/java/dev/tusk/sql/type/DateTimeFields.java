package dev.tusk.sql.type;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a date and time while they are read (struct pg_tm of PostgreSQL), and what a number
 * means that may be one field or another: that depends on the fields already there, on its length
 * and on DateStyle's order.
 *
 * <p>Each method answers the set of fields it has filled, as bits.
 */
final class DateTimeFields {
  static final int YEAR = 1;
  static final int MONTH = 1 << 1;
  static final int DAY = 1 << 2;
  static final int DATE = YEAR | MONTH | DAY;
  static final int HOUR = 1 << 3;
  static final int MINUTE = 1 << 4;
  static final int SECOND = 1 << 5;
  static final int FRACTION = 1 << 6;
  static final int ALL_SECONDS = SECOND | FRACTION;
  static final int TIME = HOUR | MINUTE | ALL_SECONDS;
  static final int ZONE = 1 << 7;
  static final int DAYLIGHT = 1 << 8;
  static final int DAYLIGHT_MARK = 1 << 9;
  static final int DAY_OF_YEAR = 1 << 10;
  static final int DAY_OF_WEEK = 1 << 11;
  static final int HALF = 1 << 12;
  static final int ERA = 1 << 13;
  static final int SPECIAL = 1 << 14;

  /** Far beyond every type's range, and within java.time's. */
  private static final int MAX_YEAR = 900_000_000;

  private static final int MAX_ZONE_HOUR = 15;

  private final DateTimeErrors errors;
  private final String dateOrder;

  int year;
  int month;
  int day;
  int dayOfYear;
  int hour;
  int minute;
  int second;
  int micros;

  /** Seconds east of Greenwich, where a zone was written. */
  int offset;

  boolean julian;
  boolean twoDigitYear;
  boolean beforeChrist;

  DateTimeFields(DateTimeErrors errors, String dateOrder) {
    this.errors = errors;
    this.dateOrder = dateOrder;
  }

  LocalDate localDate() {
    return LocalDate.of(year, month, day);
  }

  long timeOfDay() {
    return hour * DateTimes.HOUR + minute * DateTimes.MINUTE + second * DateTimes.SECOND + micros;
  }

  void setDate(LocalDate date) {
    year = date.getYear();
    month = date.getMonthValue();
    day = date.getDayOfMonth();
  }

  void setTime(long timeOfDay) {
    hour = (int) (timeOfDay / DateTimes.HOUR);
    minute = (int) (timeOfDay / DateTimes.MINUTE % 60);
    second = (int) (timeOfDay / DateTimes.SECOND % 60);
    micros = (int) (timeOfDay % DateTimes.SECOND);
  }

  /** The date of a Julian day. */
  void setJulian(int days) {
    setDate(DateTimes.localDate(0).plusDays((long) days + DateTimes.MIN_DATE));
    julian = true;
  }

  /** Year, month and day with something between them; a month's name tells what the rest is. */
  int date(String field, int before) {
    List<String> numbers = new ArrayList<>();
    int found = 0;
    int all = before;
    boolean textMonth = false;
    for (String part : dateParts(field)) {
      if (!isLetter(part.charAt(0))) {
        numbers.add(part);
        continue;
      }
      if (DateTimeWords.isIgnored(part)) {
        continue;
      }
      month = DateTimeWords.month(part);
      textMonth = true;
      if (month == 0 || (all & MONTH) != 0) {
        throw errors.badFormat();
      }
      found |= MONTH;
      all |= MONTH;
    }
    for (String part : numbers) {
      int filled = number(part, textMonth, all);
      if ((all & filled) != 0) {
        throw errors.badFormat();
      }
      found |= filled;
      all |= filled;
    }
    if ((all & ~(DAY_OF_YEAR | ZONE)) != DATE) {
      throw errors.badFormat();
    }
    return found;
  }

  /** Runs of digits and of letters; one character behind each is taken as separator. */
  private List<String> dateParts(String field) {
    List<String> parts = new ArrayList<>();
    int at = 0;
    while (at < field.length()) {
      while (at < field.length() && !isLetterOrDigit(field.charAt(at))) {
        at++;
      }
      if (at == field.length()) {
        throw errors.badFormat();
      }
      int start = at;
      boolean digits = DateTimeTokens.isDigit(field.charAt(at));
      while (at < field.length()
          && (digits ? DateTimeTokens.isDigit(field.charAt(at)) : isLetter(field.charAt(at)))) {
        at++;
      }
      parts.add(field.substring(start, at));
      at++;
    }
    return parts;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isLetterOrDigit(char c) {
    return isLetter(c) || DateTimeTokens.isDigit(c);
  }

  /** {@code hh:mm[:ss[.ffffff]]}, or {@code mm:ss.ffffff}. */
  int clock(String field) {
    DigitCursor in = new DigitCursor(field);
    hour = in.integer(errors.fieldOverflow());
    if (in.peek() != ':') {
      throw errors.badFormat();
    }
    in.skip();
    minute = in.integer(errors.fieldOverflow());
    second = 0;
    micros = 0;
    if (in.peek() == '.') {
      micros = in.micros(errors.badFormat());
      second = minute;
      minute = hour;
      hour = 0;
    } else if (in.peek() == ':') {
      in.skip();
      second = in.integer(errors.fieldOverflow());
      if (in.peek() == '.') {
        micros = in.micros(errors.badFormat());
      }
    }
    if (!in.atEnd()) {
      throw errors.badFormat();
    }
    if (hour < 0 || minute < 0 || minute > 59 || second < 0 || second > 60) {
      throw errors.fieldOverflow();
    }
    return TIME;
  }

  /** Whether the time of day is more than a day; 24:00:00 and 23:59:60 are not. */
  boolean timeOverflows() {
    return hour < 0
        || hour > 24
        || minute < 0
        || minute > 59
        || second < 0
        || second > 60
        || timeOfDay() > DateTimes.DAY;
  }

  /** A number that is a year, a month or a day, by what is still missing. */
  int number(String field, boolean textMonth, int before) {
    DigitCursor in = new DigitCursor(field);
    int value = in.integer(errors.fieldOverflow());
    if (in.at() == 0) {
      throw errors.badFormat();
    }
    if (in.peek() == '.') {
      if (in.at() > 2) {
        return runTogether(field, before | DATE);
      }
      micros = in.micros(errors.badFormat());
    } else if (!in.atEnd()) {
      throw errors.badFormat();
    }
    int length = field.length();
    if (length == 3 && (before & DATE) == YEAR && value >= 1 && value <= 366) {
      dayOfYear = value;
      return DAY_OF_YEAR | MONTH | DAY;
    }
    boolean yearFirst = dateOrder.equals("YMD");
    return switch (before & DATE) {
      case 0 -> {
        if (length >= 3 || yearFirst) {
          yield year(value, length);
        }
        yield dateOrder.equals("DMY") ? day(value) : month(value);
      }
      case YEAR, DAY -> month(value);
      case MONTH -> textMonth && (length >= 3 || yearFirst) ? year(value, length) : day(value);
      case YEAR | MONTH -> {
        if (textMonth && length >= 3 && twoDigitYear) {
          // The first number was taken for a year, and is the day.
          day = year;
          year = value;
          twoDigitYear = false;
          yield DAY;
        }
        yield day(value);
      }
      case MONTH | DAY -> year(value, length);
      case DATE -> runTogether(field, before);
      default -> throw errors.badFormat();
    };
  }

  private int year(int value, int length) {
    year = value;
    twoDigitYear = length <= 2;
    return YEAR;
  }

  private int month(int value) {
    month = value;
    return MONTH;
  }

  private int day(int value) {
    day = value;
    return DAY;
  }

  /** {@code yyyymmdd}, {@code hhmmss}, {@code hhmm}, the latter with a fraction. */
  int runTogether(String field, int before) {
    int point = field.indexOf('.');
    String digits = point < 0 ? field : field.substring(0, point);
    int length = digits.length();
    if (point >= 0) {
      micros = new DigitCursor(field, point).micros(errors.badFormat());
    } else if ((before & DATE) != DATE && length >= 6) {
      day = integer(digits.substring(length - 2));
      month = integer(digits.substring(length - 4, length - 2));
      year = integer(digits.substring(0, length - 4));
      if (length == 6) {
        twoDigitYear = true;
      }
      return DATE;
    }
    if ((before & TIME) != TIME && (length == 6 || length == 4)) {
      hour = integer(digits.substring(0, 2));
      minute = integer(digits.substring(2, 4));
      second = length == 6 ? integer(digits.substring(4)) : 0;
      return TIME;
    }
    throw errors.badFormat();
  }

  private int integer(String digits) {
    return new DigitCursor(digits).integer(errors.fieldOverflow());
  }

  /** {@code +hh[mm]}, {@code +hh:mm[:ss]}. */
  int numericZone(String field) {
    char sign = field.isEmpty() ? 0 : field.charAt(0);
    if (sign != '+' && sign != '-') {
      throw errors.badFormat();
    }
    DigitCursor in = new DigitCursor(field, 1);
    int hours = in.integer(errors.displacement());
    int minutes = 0;
    int seconds = 0;
    if (in.peek() == ':') {
      in.skip();
      minutes = in.integer(errors.displacement());
      if (in.peek() == ':') {
        in.skip();
        seconds = in.integer(errors.displacement());
      }
    } else if (in.atEnd() && field.length() > 3) {
      minutes = hours % 100;
      hours /= 100;
    }
    if (hours < 0
        || hours > MAX_ZONE_HOUR
        || minutes < 0
        || minutes > 59
        || seconds < 0
        || seconds > 59) {
      throw errors.displacement();
    }
    if (!in.atEnd()) {
      throw errors.badFormat();
    }
    int east = hours * 3600 + minutes * 60 + seconds;
    offset = sign == '-' ? -east : east;
    return ZONE;
  }

  /** Which year a short one is, and whether there is such a day. */
  void validate(int seen) {
    if ((seen & YEAR) != 0 && !julian) {
      if (beforeChrist ? year <= 0 : !twoDigitYear && year <= 0) {
        throw errors.fieldOverflow();
      }
      if (beforeChrist) {
        year = -(year - 1);
      } else if (twoDigitYear) {
        year += year < 70 ? 2000 : year < 100 ? 1900 : 0;
      }
    }
    if ((seen & DAY_OF_YEAR) != 0) {
      if (year > MAX_YEAR) {
        throw errors.fieldOverflow();
      }
      setDate(LocalDate.of(year, 1, 1).plusDays(dayOfYear - 1L));
    }
    if ((seen & MONTH) != 0 && (month < 1 || month > 12)
        || (seen & DAY) != 0 && (day < 1 || day > 31)) {
      throw errors.monthOrDayOverflow();
    }
    // Beyond java.time's years nothing is in range anyhow, and the length of February is that of
    // the same year in the calendar's cycle.
    if ((seen & DATE) == DATE && day > YearMonth.of(year % 400, month).lengthOfMonth()) {
      throw errors.fieldOverflow();
    }
  }

  /** Days since 2000-01-01; far out of every range where java.time has no such year. */
  long days() {
    return Math.abs((long) year) > MAX_YEAR
        ? year * 366L
        : localDate().toEpochDay() - DateTimes.EPOCH_DAYS;
  }
}
