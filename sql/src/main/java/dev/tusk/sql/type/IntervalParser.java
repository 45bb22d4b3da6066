package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.type.DateTimeTokens.Token;
import dev.tusk.sql.type.DateTimeWords.IntervalUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads intervals (DecodeInterval of utils/adt/datetime.c): numbers with units in any order, a time
 * of day, {@code 1-2} for years and months, {@code ago}; what is not of that kind may be ISO 8601's
 * {@code P1Y2M3DT4H5M6S}.
 *
 * <p>The text is read from its end, so that a unit is known before its number.
 */
final class IntervalParser {
  private static final int MAX_FIELDS = 25;
  private static final int BUFFER = 256;

  private static final Set<IntervalUnit> CLOCK =
      EnumSet.of(
          IntervalUnit.HOUR,
          IntervalUnit.MINUTE,
          IntervalUnit.SECOND,
          IntervalUnit.MILLISECOND,
          IntervalUnit.MICROSECOND);

  private final DateTimeErrors errors;
  private final String text;
  private final IntervalUnit bareUnit;
  private final boolean minutesFirst;
  private final boolean sqlStandard;
  private final EnumSet<IntervalUnit> seen = EnumSet.noneOf(IntervalUnit.class);
  private final IntervalSum sum;

  /** The unit of the number before, where it is known. */
  private @Nullable IntervalUnit unit;

  private boolean allNegative;

  private IntervalParser(
      String text, IntervalUnit bareUnit, boolean minutesFirst, boolean sqlStandard) {
    this.errors = new DateTimeErrors("interval", text);
    this.text = text;
    this.bareUnit = bareUnit;
    this.minutesFirst = minutesFirst;
    this.sqlStandard = sqlStandard;
    this.sum = new IntervalSum(errors);
  }

  /**
   * @param bareUnit the unit of a number without one, at the text's end
   * @param minutesFirst whether {@code 2:3} is minutes and seconds
   */
  static Interval parse(
      String text, IntervalUnit bareUnit, boolean minutesFirst, FormatSettings settings) {
    boolean sqlStandard = settings.intervalStyle().equals("sql_standard");
    IntervalParser parser = new IntervalParser(text, bareUnit, minutesFirst, sqlStandard);
    List<Token> tokens = DateTimeTokens.of(text, BUFFER);
    boolean read = tokens != null && tokens.size() <= MAX_FIELDS && parser.read(tokens);
    return read ? parser.sum.interval() : new IsoIntervalParser(text).read();
  }

  /** False if the text is of another form; a number out of range is an error at once. */
  private boolean read(List<Token> tokens) {
    // In SQL style a leading minus holds for all fields, when no other has a sign.
    allNegative =
        sqlStandard
            && !tokens.isEmpty()
            && tokens.getFirst().text().startsWith("-")
            && tokens.stream().skip(1).noneMatch(IntervalParser::isSigned);
    boolean ago = false;
    for (Token token : tokens.reversed()) {
      boolean read =
          switch (token.kind()) {
            case TIME -> time(token.text());
            case OFFSET -> signed(token.text());
            case DATE, NUMBER -> number(token.text());
            case WORD, SIGNED_WORD -> {
              if (token.text().equals("ago")) {
                ago = true;
                unit = IntervalUnit.OTHER;
                yield true;
              }
              unit = DateTimeWords.unit(token.text());
              yield unit != null;
            }
          };
      if (!read) {
        return false;
      }
    }
    if (seen.isEmpty()) {
      return false;
    }
    if (ago) {
      sum.negate();
    }
    return true;
  }

  private static boolean isSigned(Token token) {
    return token.text().startsWith("-") || token.text().startsWith("+");
  }

  /** A time or a number with a sign; what is not quite a time is no number either. */
  private boolean signed(String field) {
    if (field.indexOf(':') < 0) {
      return number(field);
    }
    try {
      return time(field);
    } catch (SqlException _) {
      return false;
    }
  }

  /** {@code [-]hh:mm[:ss[.f]]}, {@code mm:ss.f}. */
  private boolean time(String field) {
    boolean negative = field.startsWith("-");
    DigitCursor in = new DigitCursor(field, negative || field.startsWith("+") ? 1 : 0);
    SqlException overflow = errors.fieldOverflow();
    long hours = in.longInteger(overflow);
    if (in.peek() != ':') {
      return false;
    }
    in.skip();
    int minutes = in.integer(overflow);
    int seconds = 0;
    int micros = 0;
    boolean noHours = in.peek() == '.' || in.atEnd() && minutesFirst;
    if (in.peek() == ':') {
      in.skip();
      seconds = in.integer(overflow);
    }
    if (in.peek() == '.') {
      micros = in.micros(errors.badFormat());
    }
    if (!in.atEnd()) {
      return false;
    }
    if (noHours) {
      if (hours != (int) hours) {
        throw overflow;
      }
      seconds = minutes;
      minutes = (int) hours;
      hours = 0;
    }
    if (hours < 0 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 60) {
      throw overflow;
    }
    sum.setTime(hours, minutes * DateTimes.MINUTE + seconds * DateTimes.SECOND + micros);
    if (negative || allNegative) {
      sum.negateTime();
    }
    unit = IntervalUnit.DAY;
    return markAll(CLOCK);
  }

  private boolean markAll(Set<IntervalUnit> units) {
    boolean fresh = units.stream().noneMatch(seen::contains);
    seen.addAll(units);
    return fresh;
  }

  private boolean number(String field) {
    IntervalUnit of = unit == null ? bareUnit : unit;
    boolean negative = field.startsWith("-");
    DigitCursor in = new DigitCursor(field);
    long whole = in.longInteger(errors.fieldOverflow());
    double fraction = 0;
    if (in.peek() == '-') {
      in.skip();
      int months = in.integer(errors.fieldOverflow());
      if (months < 0 || months >= 12) {
        throw errors.fieldOverflow();
      }
      if (!in.atEnd()) {
        return false;
      }
      of = IntervalUnit.MONTH;
      whole = sum.months(whole, negative ? -months : months);
    } else if (in.peek() == '.') {
      double digits = in.fraction(errors.badFormat());
      fraction = negative ? -digits : digits;
    } else if (!in.atEnd()) {
      return false;
    }
    unit = of;
    if (allNegative) {
      whole = -Math.abs(whole);
      fraction = -Math.abs(fraction);
    }
    if (of == IntervalUnit.OTHER) {
      return false;
    }
    sum.add(whole, fraction, of);
    if (of == IntervalUnit.HOUR) {
      // Days may stand before hours without a unit.
      unit = IntervalUnit.DAY;
    }
    return of == IntervalUnit.SECOND && fraction != 0
        ? markAll(
            EnumSet.of(IntervalUnit.SECOND, IntervalUnit.MILLISECOND, IntervalUnit.MICROSECOND))
        : markAll(EnumSet.of(of));
  }
}
