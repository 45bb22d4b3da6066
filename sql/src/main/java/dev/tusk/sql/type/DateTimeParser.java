package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.DateTimeTokens.Kind;
import dev.tusk.sql.type.DateTimeTokens.Token;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates, times and timestamps with PostgreSQL's leniency (utils/adt/datetime.c): fields in
 * any order, ISO and traditional forms, names of months and zones, {@code now}, {@code epoch},
 * {@code infinity}.
 *
 * <p>One instance reads one text. Which of year, month and day a bare number is depends on the
 * fields already seen and on DateStyle's order.
 */
final class DateTimeParser {
  private static final int YEAR = 1;
  private static final int MONTH = 2;
  private static final int DAY = 4;
  private static final int DATE = YEAR | MONTH | DAY;
  private static final int TIME = 8;
  private static final int ZONE = 16;
  private static final int DAY_OF_YEAR = 32;

  /** What a text turned out to be. */
  enum Result {
    FIELDS,
    EPOCH,
    INFINITY,
    NEGATIVE_INFINITY
  }

  private final String type;
  private final String text;
  private final FormatSettings settings;
  private final boolean timeOnly;

  private int seen;
  private long year;
  private int month;
  private int day;
  private int dayOfYear;
  private int hour;
  private int minute;
  private int second;
  private int micros;
  private @Nullable ZoneId zone;
  private boolean textMonth;
  private boolean twoDigitYear;
  private boolean beforeChrist;
  private boolean julian;
  private @Nullable Boolean afternoon;

  /** The word before says what the next number is: j a Julian day, t a time. */
  private char expected;

  private Result result = Result.FIELDS;

  private DateTimeParser(String type, String text, FormatSettings settings, boolean timeOnly) {
    this.type = type;
    this.text = text;
    this.settings = settings;
    this.timeOnly = timeOnly;
  }

  /** Reads a date with or without time and zone. */
  static DateTimeParser date(String type, String text, FormatSettings settings) {
    return new DateTimeParser(type, text, settings, false).read();
  }

  /** Reads a time, with or without date and zone. */
  static DateTimeParser time(String type, String text, FormatSettings settings) {
    return new DateTimeParser(type, text, settings, true).read();
  }

  Result result() {
    return result;
  }

  LocalDate localDate() {
    return LocalDate.of((int) year, month, day);
  }

  /** Time of day; up to 24:00:00, and 60 seconds roll over. */
  long timeOfDay() {
    return hour * DateTimes.HOUR + minute * DateTimes.MINUTE + second * DateTimes.SECOND + micros;
  }

  /** The zone written, or null. */
  @Nullable ZoneId zone() {
    return zone;
  }

  boolean hasDate() {
    return (seen & DATE) == DATE;
  }

  /** Date and time as microseconds since 2000-01-01, in whatever zone was meant. */
  long localMicros() {
    long days = localDate().toEpochDay() - DateTimes.EPOCH_DAYS;
    if (days < DateTimes.MIN_DATE || days > DateTimes.END_TIMESTAMP / DateTimes.DAY) {
      throw rangeOfValue();
    }
    return days * DateTimes.DAY + timeOfDay();
  }

  SqlException rangeOfValue() {
    return SqlException.of(
        SqlState.DATETIME_FIELD_OVERFLOW,
        (type.equals("date") ? "date" : "timestamp") + " out of range: \"" + text + "\"");
  }

  private DateTimeParser read() {
    List<Token> tokens = DateTimeTokens.of(text);
    if (tokens == null || tokens.isEmpty()) {
      throw badFormat();
    }
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      int before = seen;
      seen = 0;
      int mask =
          switch (token.kind()) {
            case DATE -> dateField(token.text(), before);
            case TIME -> timeField(token.text());
            case OFFSET -> offsetField(token.text(), before);
            case NUMBER -> numberField(token.text(), before);
            case WORD, SIGNED_WORD -> wordField(token.text(), before, tokens, i);
          };
      if ((mask & before) != 0) {
        throw badFormat();
      }
      seen |= before | mask;
    }
    finish();
    return this;
  }

  private int dateField(String field, int before) {
    if (expected != 0 || (before & (MONTH | DAY)) == (MONTH | DAY)) {
      if (!DateTimeTokens.isDigit(field.charAt(0)) && expected == 0) {
        zone = TimeZones.find(field).orElseThrow(() -> zoneUnknown(field));
        return ZONE;
      }
      if (expected != 0 && expected != 't') {
        throw badFormat();
      }
      expected = 0;
      int dash = field.indexOf('-');
      if (dash < 0 || (before & TIME) != 0) {
        throw badFormat();
      }
      zone = offset(field.substring(dash));
      return ZONE | runTogether(field.substring(0, dash), before | DATE);
    }
    return datePart(field, before);
  }

  /** Year, month and day with separators. */
  private int datePart(String field, int before) {
    String[] parts = field.split("[^a-z0-9]+");
    int mask = 0;
    // A month's name first, since it tells what the numbers are.
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].isEmpty() && !DateTimeTokens.isDigit(parts[i].charAt(0))) {
        month = DateTimeWords.month(parts[i]);
        if (month == 0 || (mask & MONTH) != 0) {
          throw badFormat();
        }
        textMonth = true;
        mask |= MONTH;
        parts[i] = "";
      }
    }
    for (String part : parts) {
      if (!part.isEmpty()) {
        int bit = number(part, before | mask);
        if ((mask & bit) != 0) {
          throw badFormat();
        }
        mask |= bit;
      }
    }
    if ((mask & DATE) != DATE && (mask & DAY_OF_YEAR) == 0) {
      throw badFormat();
    }
    return mask;
  }

  private int timeField(String field) {
    if (expected != 0 && expected != 't') {
      throw badFormat();
    }
    expected = 0;
    clock(field);
    return TIME;
  }

  /** {@code hh:mm[:ss[.ffffff]]}, or {@code mm:ss.ffffff}. */
  private void clock(String field) {
    String[] parts = field.split(":", -1);
    if (parts.length > 3) {
      throw badFormat();
    }
    hour = integer(parts[0]);
    String last = parts[parts.length - 1];
    if (parts.length == 2 && last.indexOf('.') >= 0) {
      minute = hour;
      hour = 0;
      seconds(last);
    } else {
      minute = integer(parts[1]);
      second = 0;
      micros = 0;
      if (parts.length == 3) {
        seconds(last);
      }
    }
    checkClock();
  }

  private void checkClock() {
    boolean pastMidnight = hour == 24 && (minute > 0 || second > 0 || micros > 0);
    if (hour > 24 || minute > 59 || second > 60 || pastMidnight) {
      throw fieldOverflow();
    }
  }

  private void seconds(String part) {
    int point = part.indexOf('.');
    second = integer(point < 0 ? part : part.substring(0, point));
    micros = point < 0 ? 0 : fraction(part.substring(point));
  }

  /** Microseconds of {@code .123}, rounded. */
  private int fraction(String digits) {
    if (digits.length() > 1 && !digits.substring(1).chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw badFormat();
    }
    if (digits.length() <= 7) {
      int value = digits.length() == 1 ? 0 : Integer.parseInt(digits.substring(1));
      for (int i = digits.length(); i < 7; i++) {
        value *= 10;
      }
      return value;
    }
    return (int) Math.rint(Double.parseDouble("0" + digits) * 1_000_000);
  }

  private int integer(String digits) {
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw badFormat();
    }
    if (digits.length() > 9) {
      throw fieldOverflow();
    }
    return Integer.parseInt(digits);
  }

  private int offsetField(String field, int before) {
    if (expected != 0 && expected != 't') {
      throw badFormat();
    }
    ZoneId written = offset(field);
    ZoneId named = zone;
    if (named != null && (before & ZONE) != 0) {
      throw badFormat();
    }
    zone = written;
    return ZONE;
  }

  private ZoneId offset(String field) {
    int sign = field.charAt(0) == '-' ? -1 : 1;
    String[] parts = field.substring(1).split(":", -1);
    if (parts.length > 3) {
      throw badFormat();
    }
    int hours = integer(parts[0]);
    int minutes = 0;
    int seconds = 0;
    if (parts.length > 1) {
      minutes = integer(parts[1]);
      seconds = parts.length > 2 ? integer(parts[2]) : 0;
    } else if (parts[0].length() > 2) {
      minutes = hours % 100;
      hours /= 100;
    }
    if (hours > 15 || minutes > 59 || seconds > 59) {
      throw SqlException.of(
          SqlState.INVALID_TIME_ZONE_DISPLACEMENT_VALUE,
          "time zone displacement out of range: \"" + text + "\"");
    }
    return TimeZones.fixed(sign * (hours * 3600 + minutes * 60 + seconds));
  }

  private int numberField(String field, int before) {
    if (expected == 'j') {
      expected = 0;
      return julianDay(field);
    }
    if (expected == 't') {
      expected = 0;
      return runTogether(field, before | DATE);
    }
    int point = field.indexOf('.');
    if (point >= 0 && (before & DATE) == 0 && !timeOnly) {
      return datePart(field, before);
    }
    int lent = timeOnly && (before & DATE) == 0 ? DATE : 0;
    if (point > 2 || field.length() >= 6 && ((before & DATE) != DATE || (before & TIME) == 0)) {
      return runTogether(field, point > 2 ? before | DATE : before | lent);
    }
    if (lent != 0) {
      return runTogether(field, before | DATE);
    }
    return number(field, before);
  }

  private int julianDay(String field) {
    int point = field.indexOf('.');
    int days = integer(point < 0 ? field : field.substring(0, point));
    LocalDate date = DateTimes.localDate(DateTimes.date((long) days + DateTimes.MIN_DATE));
    year = date.getYear();
    month = date.getMonthValue();
    day = date.getDayOfMonth();
    julian = true;
    if (point < 0) {
      return DATE;
    }
    long time = Math.round(Double.parseDouble("0" + field.substring(point)) * DateTimes.DAY);
    LocalTime local = LocalTime.ofNanoOfDay(time * 1000);
    hour = local.getHour();
    minute = local.getMinute();
    second = local.getSecond();
    micros = local.getNano() / 1000;
    return DATE | TIME;
  }

  /** A number that is a year, a month or a day, by what is still missing. */
  private int number(String field, int before) {
    int point = field.indexOf('.');
    if (point > 2) {
      return runTogether(field, before | DATE);
    }
    if (point >= 0) {
      throw badFormat();
    }
    int value = integer(field);
    int length = field.length();
    if (length == 3 && (before & DATE) == YEAR && value >= 1 && value <= 366) {
      dayOfYear = value;
      return DAY_OF_YEAR | MONTH | DAY;
    }
    boolean yearFirst = settings.dateOrder().equals("YMD");
    switch (before & DATE) {
      case 0 -> {
        if (length >= 3 || yearFirst) {
          return year(value, length);
        }
        return settings.dateOrder().equals("DMY") ? day(value) : month(value);
      }
      case YEAR, DAY -> {
        return month(value);
      }
      case MONTH -> {
        return textMonth && (length >= 3 || yearFirst) ? year(value, length) : day(value);
      }
      case YEAR | MONTH -> {
        if (textMonth && length >= 3 && twoDigitYear) {
          // The first number was taken for a year, and is the day.
          day = (int) year;
          year(value, length);
          return DAY;
        }
        return day(value);
      }
      case MONTH | DAY -> {
        return year(value, length);
      }
      case DATE -> {
        return runTogether(field, before);
      }
      default -> throw badFormat();
    }
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
  private int runTogether(String field, int before) {
    int point = field.indexOf('.');
    String digits = point < 0 ? field : field.substring(0, point);
    int fraction = point < 0 ? 0 : fraction(field.substring(point));
    int length = digits.length();
    if (point < 0 && (before & DATE) != DATE && length >= 6) {
      day = integer(digits.substring(length - 2));
      month = integer(digits.substring(length - 4, length - 2));
      year = integer(digits.substring(0, length - 4));
      twoDigitYear = length == 6;
      return DATE;
    }
    if ((before & TIME) == 0 && (length == 6 || length == 4)) {
      hour = integer(digits.substring(0, 2));
      minute = integer(digits.substring(2, 4));
      second = length == 6 ? integer(digits.substring(4)) : 0;
      micros = fraction;
      checkClock();
      return TIME;
    }
    throw badFormat();
  }

  private int wordField(String word, int before, List<Token> tokens, int index) {
    int named = DateTimeWords.month(word);
    if (named > 0) {
      int mask = MONTH;
      if ((before & MONTH) != 0 && !textMonth && (before & DAY) == 0) {
        // The number taken for a month is the day.
        day = month;
        mask = DAY;
      }
      textMonth = true;
      month = named;
      return mask;
    }
    if (DateTimeWords.day(word) > 0) {
      return 0;
    }
    switch (word) {
      case "at", "on", "ad", "dst" -> {
        return 0;
      }
      case "bc" -> {
        beforeChrist = true;
        return 0;
      }
      case "am", "pm" -> {
        afternoon = word.equals("pm");
        return 0;
      }
      case "j", "jd", "julian" -> {
        expected = 'j';
        return 0;
      }
      case "t" -> {
        boolean last = index + 1 >= tokens.size();
        if (!timeOnly && (before & DATE) != DATE || last) {
          throw badFormat();
        }
        Kind next = tokens.get(index + 1).kind();
        if (next != Kind.NUMBER && next != Kind.TIME && next != Kind.DATE) {
          throw badFormat();
        }
        expected = 't';
        return 0;
      }
      case "now", "today", "tomorrow", "yesterday" -> {
        return moment(word);
      }
      case "allballs" -> {
        clock("00:00:00");
        zone = TimeZones.fixed(0);
        return TIME | ZONE;
      }
      case "epoch" -> result = Result.EPOCH;
      case "infinity", "inf", "+infinity", "+inf" -> result = Result.INFINITY;
      case "-infinity", "-inf" -> result = Result.NEGATIVE_INFINITY;
      default -> {
        zone = TimeZones.find(word).orElseThrow(this::badFormat);
        return ZONE;
      }
    }
    if (tokens.size() > 1 || timeOnly) {
      throw badFormat();
    }
    return 0;
  }

  private int moment(String word) {
    long micros =
        DateTimes.toLocal(
            settings.now() == FormatSettings.CLOCK ? DateTimes.now() : settings.now(),
            settings.timeZone());
    LocalDateTime local = DateTimes.localDateTime(micros);
    LocalDate date =
        switch (word) {
          case "tomorrow" -> local.toLocalDate().plusDays(1);
          case "yesterday" -> local.toLocalDate().minusDays(1);
          default -> local.toLocalDate();
        };
    year = date.getYear();
    month = date.getMonthValue();
    day = date.getDayOfMonth();
    julian = true;
    if (!word.equals("now")) {
      return DATE;
    }
    hour = local.getHour();
    minute = local.getMinute();
    second = local.getSecond();
    this.micros = local.getNano() / 1000;
    zone = settings.timeZone();
    return DATE | TIME | ZONE;
  }

  private void finish() {
    if (result != Result.FIELDS) {
      return;
    }
    if (expected != 0) {
      throw badFormat();
    }
    checkDate();
    if (afternoon != null) {
      if (hour > 12) {
        throw fieldOverflow();
      }
      hour = hour % 12 + (afternoon ? 12 : 0);
    }
    if (timeOnly ? (seen & TIME) == 0 : (seen & DATE) != DATE) {
      throw badFormat();
    }
  }

  /** Which year a short one is, and whether there is such a day. */
  private void checkDate() {
    if ((seen & YEAR) != 0 && !julian) {
      if (beforeChrist) {
        if (year <= 0) {
          throw fieldOverflow();
        }
        year = -(year - 1);
      } else if (twoDigitYear) {
        year += year < 70 ? 2000 : year < 100 ? 1900 : 0;
      } else if (year <= 0) {
        throw fieldOverflow();
      }
    }
    if (year > 5_900_000 || year < -5000) {
      throw rangeOfValue();
    }
    if ((seen & DAY_OF_YEAR) != 0) {
      LocalDate date = LocalDate.of((int) year, 1, 1).plusDays(dayOfYear - 1L);
      month = date.getMonthValue();
      day = date.getDayOfMonth();
    }
    if ((seen & MONTH) != 0 && (month < 1 || month > 12)
        || (seen & DAY) != 0 && (day < 1 || day > 31)) {
      throw fieldOverflow().withHint("Perhaps you need a different \"datestyle\" setting.");
    }
    if ((seen & DATE) == DATE && day > YearMonth.of((int) year, month).lengthOfMonth()) {
      throw fieldOverflow();
    }
  }

  private SqlException zoneUnknown(String name) {
    return InputError.parameter("time zone \"" + name + "\" not recognized");
  }

  private SqlException badFormat() {
    return SqlException.of(
        SqlState.INVALID_DATETIME_FORMAT,
        "invalid input syntax for type " + type + ": \"" + text + "\"");
  }

  private SqlException fieldOverflow() {
    return SqlException.of(
        SqlState.DATETIME_FIELD_OVERFLOW, "date/time field value out of range: \"" + text + "\"");
  }
}
