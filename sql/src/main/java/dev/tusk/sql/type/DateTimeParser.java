package dev.tusk.sql.type;

import static dev.tusk.sql.type.DateTimeFields.ALL_SECONDS;
import static dev.tusk.sql.type.DateTimeFields.DATE;
import static dev.tusk.sql.type.DateTimeFields.DAY;
import static dev.tusk.sql.type.DateTimeFields.DAYLIGHT;
import static dev.tusk.sql.type.DateTimeFields.DAYLIGHT_MARK;
import static dev.tusk.sql.type.DateTimeFields.HOUR;
import static dev.tusk.sql.type.DateTimeFields.MINUTE;
import static dev.tusk.sql.type.DateTimeFields.MONTH;
import static dev.tusk.sql.type.DateTimeFields.SECOND;
import static dev.tusk.sql.type.DateTimeFields.TIME;
import static dev.tusk.sql.type.DateTimeFields.YEAR;
import static dev.tusk.sql.type.DateTimeFields.ZONE;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.type.DateTimeTokens.Kind;
import dev.tusk.sql.type.DateTimeTokens.Token;
import dev.tusk.sql.type.DateTimeWords.Special;
import dev.tusk.sql.type.ZoneAbbreviations.Abbreviation;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates, times and timestamps by PostgreSQL's rules (DecodeDateTime and DecodeTimeOnly of
 * utils/adt/datetime.c): fields in any order, ISO and traditional forms, names of months and zones,
 * {@code now}, {@code epoch}, {@code infinity}. One instance reads one text.
 */
final class DateTimeParser {
  private static final int MAX_FIELDS = 25;

  /** What a text turned out to be. */
  enum Result {
    FIELDS,
    EPOCH,
    INFINITY,
    NEGATIVE_INFINITY
  }

  private final DateTimeErrors errors;
  private final FormatSettings settings;
  private final boolean timeOnly;
  private final DateTimeFields fields;

  private int seen;
  private @Nullable Zone zone;
  private boolean zoneIsAbbreviation;
  private boolean textMonth;
  private @Nullable Boolean afternoon;

  /** The label before, which says what the next number is: y, m, d, h, n (minute), s, j or t. */
  private char label;

  private Result result = Result.FIELDS;

  private DateTimeParser(String type, String text, FormatSettings settings, boolean timeOnly) {
    this.errors = new DateTimeErrors(type, text);
    this.settings = settings;
    this.timeOnly = timeOnly;
    this.fields = new DateTimeFields(errors, settings.dateOrder());
  }

  /** Reads a date with or without time and zone. */
  static DateTimeParser date(String type, String text, FormatSettings settings) {
    int buffer = type.equals("date") ? 129 : 153;
    return new DateTimeParser(type, text, settings, false).read(text, buffer);
  }

  /** Reads a time, with or without date and zone. */
  static DateTimeParser time(String type, String text, FormatSettings settings) {
    return new DateTimeParser(type, text, settings, true).read(text, 129);
  }

  Result result() {
    return result;
  }

  /** Time of day; up to 24:00:00, and 60 seconds roll over. */
  long timeOfDay() {
    return fields.timeOfDay();
  }

  /** Seconds east of Greenwich, by the zone written or the session's. */
  int offset() {
    return fields.offset;
  }

  /** Days since 2000-01-01, not yet checked for the type's range. */
  long days() {
    return fields.days();
  }

  /** Date and time as microseconds since 2000-01-01, in whatever zone was meant. */
  long localMicros() {
    long days = fields.days();
    if (days < DateTimes.MIN_DATE - 1 || days > DateTimes.END_TIMESTAMP / DateTimes.DAY) {
      throw rangeOfValue("timestamp");
    }
    return days * DateTimes.DAY + timeOfDay();
  }

  SqlException rangeOfValue(String what) {
    return errors.outOfRange(what);
  }

  private DateTimeParser read(String text, int buffer) {
    List<Token> tokens = DateTimeTokens.of(text, buffer);
    if (tokens == null || tokens.size() > MAX_FIELDS) {
      throw errors.badFormat();
    }
    for (int i = 0; i < tokens.size(); i++) {
      String field = tokens.get(i).text();
      int filled =
          switch (tokens.get(i).kind()) {
            case DATE -> timeOnly ? dateOrZone(field, tokens, i) : dateField(field);
            case TIME -> timeField(field);
            case OFFSET -> fields.numericZone(field);
            case NUMBER -> numberField(field, tokens, i);
            case WORD, SIGNED_WORD -> wordField(field, tokens, i);
          };
      if ((filled & seen) != 0) {
        throw errors.badFormat();
      }
      seen |= filled;
    }
    finish();
    return this;
  }

  private int dateField(String field) {
    if (label == 'j') {
      DigitCursor in = new DigitCursor(field);
      int days = in.integer(errors.fieldOverflow());
      if (days < 0) {
        throw errors.fieldOverflow();
      }
      fields.setJulian(days);
      fields.numericZone(in.rest());
      label = 0;
      return DATE | TIME | ZONE;
    }
    if (label == 0 && (seen & (MONTH | DAY)) != (MONTH | DAY)) {
      return fields.date(field, seen);
    }
    if (!DateTimeTokens.isDigit(field.charAt(0)) && label == 0) {
      return namedZone(field);
    }
    if (label != 0 && label != 't') {
      throw errors.badFormat();
    }
    label = 0;
    return timeWithZone(field, seen);
  }

  /** In a time a date may stand before it only. */
  private int dateOrZone(String field, List<Token> tokens, int index) {
    if (index == 0
        && tokens.size() >= 2
        && (tokens.getLast().kind() == Kind.DATE || tokens.get(1).kind() == Kind.TIME)) {
      return fields.date(field, seen);
    }
    return DateTimeTokens.isDigit(field.charAt(0))
        ? timeWithZone(field, seen | DATE)
        : namedZone(field);
  }

  /** {@code hhmmss-zz}. */
  private int timeWithZone(String field, int before) {
    int dash = field.indexOf('-');
    if ((before & TIME) == TIME || dash < 0) {
      throw errors.badFormat();
    }
    fields.numericZone(field.substring(dash));
    return fields.runTogether(field.substring(0, dash), before) | ZONE;
  }

  private int namedZone(String name) {
    zone = TimeZones.named(name).orElseThrow(() -> errors.zoneUnknown(name));
    zoneIsAbbreviation = false;
    return ZONE;
  }

  private int timeField(String field) {
    if (!timeOnly && label != 0) {
      if (label != 't') {
        throw errors.badFormat();
      }
      label = 0;
    }
    int filled = fields.clock(field);
    if (!timeOnly && fields.timeOverflows()) {
      throw errors.fieldOverflow();
    }
    return filled;
  }

  private int numberField(String field, List<Token> tokens, int index) {
    if (label != 0) {
      char of = label;
      label = 0;
      result = Result.FIELDS;
      return labelled(of, field);
    }
    int point = field.indexOf('.');
    if (timeOnly) {
      return numberInTime(field, point, tokens, index);
    }
    if (point >= 0 && (seen & DATE) == 0) {
      return fields.date(field, seen);
    }
    boolean long6 = field.length() >= 6 && ((seen & DATE) == 0 || (seen & TIME) == 0);
    return point > 2 || long6
        ? fields.runTogether(field, seen)
        : fields.number(field, textMonth, seen);
  }

  private int numberInTime(String field, int point, List<Token> tokens, int index) {
    if (point >= 0) {
      if (index == 0 && tokens.size() >= 2 && tokens.getLast().kind() == Kind.DATE) {
        return fields.date(field, seen);
      }
      if (point <= 2) {
        throw errors.badFormat();
      }
      return fields.runTogether(field, seen | DATE);
    }
    return field.length() > 4
        ? fields.runTogether(field, seen | DATE)
        : fields.number(field, false, seen | DATE);
  }

  /** A number behind its label, {@code y2001m02d04}. */
  private int labelled(char of, String field) {
    DigitCursor in = new DigitCursor(field);
    int value = in.integer(errors.fieldOverflow());
    if (!in.atEnd() && (in.peek() != '.' || of != 'j' && of != 't' && of != 's')) {
      throw errors.badFormat();
    }
    switch (of) {
      case 'y' -> {
        fields.year = value;
        return YEAR;
      }
      case 'm' -> {
        if ((seen & MONTH) != 0 && (seen & HOUR) != 0) {
          fields.minute = value;
          return MINUTE;
        }
        fields.month = value;
        return MONTH;
      }
      case 'd' -> {
        fields.day = value;
        return DAY;
      }
      case 'h' -> {
        fields.hour = value;
        return HOUR;
      }
      case 'n' -> {
        fields.minute = value;
        return MINUTE;
      }
      case 's' -> {
        fields.second = value;
        if (in.peek() != '.') {
          return SECOND;
        }
        fields.micros = in.micros(errors.badFormat());
        return ALL_SECONDS;
      }
      case 'j' -> {
        fields.setJulian(value);
        if (in.peek() != '.') {
          return DATE;
        }
        fields.setTime((long) (in.fraction(errors.badFormat()) * DateTimes.DAY));
        return DATE | TIME;
      }
      case 't' -> {
        if (fields.runTogether(field, seen | DATE) != TIME) {
          throw errors.badFormat();
        }
        return TIME;
      }
      default -> throw errors.badFormat();
    }
  }

  private int wordField(String word, List<Token> tokens, int index) {
    Optional<Abbreviation> abbreviation = ZoneAbbreviations.find(word);
    if (abbreviation.isPresent()) {
      return abbreviation(abbreviation.get());
    }
    if (DateTimeWords.isIgnored(word)) {
      return 0;
    }
    int named = DateTimeWords.month(word);
    if (named > 0) {
      return timeOnly ? unexpected() : monthName(named);
    }
    if (DateTimeWords.day(word) > 0) {
      return timeOnly ? unexpected() : DateTimeFields.DAY_OF_WEEK;
    }
    char unit = DateTimeWords.label(word);
    if (unit != 0) {
      label = unit;
      return 0;
    }
    Special special = DateTimeWords.special(word);
    if (special != null) {
      return special(special, tokens, index);
    }
    zone = TimeZones.named(word).orElseThrow(errors::badFormat);
    zoneIsAbbreviation = false;
    return ZONE;
  }

  private int unexpected() {
    throw errors.badFormat();
  }

  private int abbreviation(Abbreviation abbreviation) {
    if (abbreviation.zone() != null) {
      zone = abbreviation.asZone();
      zoneIsAbbreviation = true;
      return ZONE;
    }
    fields.offset = abbreviation.offset();
    return abbreviation.daylight() ? ZONE | DAYLIGHT : ZONE;
  }

  private int monthName(int named) {
    int filled = MONTH;
    if ((seen & MONTH) != 0
        && !textMonth
        && (seen & DAY) == 0
        && fields.month >= 1
        && fields.month <= 31) {
      // The number taken for a month is the day.
      fields.day = fields.month;
      filled = DAY;
    }
    textMonth = true;
    fields.month = named;
    return filled;
  }

  private int special(Special special, List<Token> tokens, int index) {
    return switch (special) {
      case AD, BC -> {
        fields.beforeChrist = special == Special.BC;
        yield DateTimeFields.ERA;
      }
      case AM, PM -> {
        afternoon = special == Special.PM;
        yield DateTimeFields.HALF;
      }
      case DST -> {
        fields.offset += 3600;
        yield DAYLIGHT_MARK | DAYLIGHT;
      }
      case T -> timeLabel(tokens, index);
      case ALLBALLS -> {
        fields.setTime(0);
        fields.offset = 0;
        yield TIME | ZONE;
      }
      case NOW, TODAY, TOMORROW, YESTERDAY -> moment(special);
      case EPOCH -> outside(Result.EPOCH);
      case INFINITY -> outside(Result.INFINITY);
      case NEGATIVE_INFINITY -> outside(Result.NEGATIVE_INFINITY);
    };
  }

  private int timeLabel(List<Token> tokens, int index) {
    boolean last = index + 1 >= tokens.size();
    if (!timeOnly && (seen & DATE) != DATE || last) {
      throw errors.badFormat();
    }
    Kind next = tokens.get(index + 1).kind();
    if (next != Kind.NUMBER && next != Kind.TIME && next != Kind.DATE) {
      throw errors.badFormat();
    }
    label = 't';
    return 0;
  }

  private int outside(Result special) {
    if (timeOnly) {
      throw errors.badFormat();
    }
    result = special;
    return DateTimeFields.SPECIAL;
  }

  private long now() {
    return settings.now() == FormatSettings.CLOCK ? DateTimes.now() : settings.now();
  }

  private int moment(Special special) {
    if (timeOnly && special != Special.NOW) {
      throw errors.badFormat();
    }
    long instant = now();
    LocalDateTime local = DateTimes.localDateTime(DateTimes.toLocal(instant, settings.timeZone()));
    if (special == Special.NOW) {
      fields.setTime(local.toLocalTime().toNanoOfDay() / 1000);
      if (timeOnly) {
        return TIME;
      }
      fields.offset = DateTimes.offset(settings.timeZone(), instant);
    }
    result = Result.FIELDS;
    LocalDate today = local.toLocalDate();
    fields.setDate(
        special == Special.TOMORROW
            ? today.plusDays(1)
            : special == Special.YESTERDAY ? today.minusDays(1) : today);
    return special == Special.NOW ? DATE | TIME | ZONE : DATE;
  }

  private void finish() {
    fields.validate(seen);
    if (afternoon != null) {
      if (fields.hour > 12) {
        throw errors.fieldOverflow();
      }
      fields.hour =
          afternoon
              ? fields.hour == 12 ? 12 : fields.hour + 12
              : fields.hour == 12 ? 0 : fields.hour;
    }
    if (timeOnly) {
      finishTime();
    } else if (result == Result.FIELDS) {
      if ((seen & DATE) != DATE) {
        throw errors.badFormat();
      }
      resolveZone();
    }
  }

  private void finishTime() {
    if (fields.timeOverflows()) {
      throw errors.fieldOverflow();
    }
    if ((seen & TIME) != TIME) {
      throw errors.badFormat();
    }
    if ((seen & ZONE) == 0 || zone != null) {
      boolean constant = zone != null && !zoneIsAbbreviation && zone.constantOffset().isPresent();
      boolean dated = (seen & DATE) == DATE;
      boolean namedZone = zone != null && !zoneIsAbbreviation;
      if (!dated && !constant && (namedZone || (seen & DATE) != 0)) {
        throw errors.badFormat();
      }
      if (!dated) {
        fields.setDate(
            DateTimes.localDateTime(DateTimes.toLocal(now(), settings.timeZone())).toLocalDate());
      }
    }
    resolveZone();
  }

  /** The offset of a zone by the date and time, and of the session's where none was written. */
  private void resolveZone() {
    if (zone == null && (seen & ZONE) != 0) {
      return;
    }
    if ((seen & DAYLIGHT_MARK) != 0) {
      throw errors.badFormat();
    }
    Zone at = zone == null ? settings.timeZone() : zone;
    long days = fields.days();
    fields.offset =
        days < DateTimes.MIN_DATE - 100 || days > Integer.MAX_VALUE
            ? 0
            : at.offsetAtLocal(
                (days + DateTimes.EPOCH_DAYS) * 86_400
                    + fields.hour * 3600L
                    + fields.minute * 60L
                    + fields.second);
  }
}
