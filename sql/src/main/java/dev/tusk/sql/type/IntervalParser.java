package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.DateTimeTokens.Kind;
import dev.tusk.sql.type.DateTimeTokens.Token;
import dev.tusk.sql.type.DateTimeWords.IntervalUnit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads intervals: numbers with units in any order, a time of day, {@code 1-2} for years and
 * months, {@code ago}, and ISO 8601's {@code P1Y2M3DT4H5M6S}.
 */
final class IntervalParser {
  private final String text;
  private final IntervalUnit bareUnit;
  private final boolean minutesFirst;
  private final boolean sqlStandard;
  private final EnumSet<IntervalUnit> seen = EnumSet.noneOf(IntervalUnit.class);

  private long months;
  private long days;
  private long micros;

  private IntervalParser(
      String text, IntervalUnit bareUnit, boolean minutesFirst, boolean sqlStandard) {
    this.text = text;
    this.bareUnit = bareUnit;
    this.minutesFirst = minutesFirst;
    this.sqlStandard = sqlStandard;
  }

  /**
   * @param bareUnit the unit of a number without one, at the text's end
   * @param minutesFirst whether {@code 2:3} is minutes and seconds
   */
  static Interval parse(
      String text, IntervalUnit bareUnit, boolean minutesFirst, FormatSettings settings) {
    boolean sqlStandard = settings.intervalStyle().equals("sql_standard");
    return new IntervalParser(text, bareUnit, minutesFirst, sqlStandard).read();
  }

  private Interval read() {
    String stripped = text.strip();
    try {
      if (stripped.startsWith("P")) {
        readIso(stripped);
      } else {
        readFields();
      }
    } catch (ArithmeticException _) {
      throw fieldOverflow();
    }
    if (days != (int) days) {
      throw fieldOverflow();
    }
    if (months != (int) months) {
      throw DateTimes.outOfRange("interval");
    }
    return new Interval((int) months, (int) days, micros);
  }

  private void readFields() {
    List<Token> tokens = DateTimeTokens.of(text);
    if (tokens == null || tokens.isEmpty()) {
      throw badFormat();
    }
    if (sqlStandard && tokens.get(0).text().startsWith("-")) {
      tokens = spreadSign(tokens);
    }
    IntervalUnit unit = null;
    boolean unitUsed = true;
    boolean ago = false;
    boolean any = false;
    for (int i = tokens.size() - 1; i >= 0; i--) {
      Token token = tokens.get(i);
      switch (token.kind()) {
        case TIME -> {
          time(token.text());
          unit = IntervalUnit.DAY;
          unitUsed = false;
          any = true;
        }
        case OFFSET, NUMBER, DATE -> {
          if (token.text().indexOf(':') >= 0) {
            time(token.text());
            unit = IntervalUnit.DAY;
            unitUsed = false;
          } else {
            IntervalUnit given = unit == null ? bareUnit : unit;
            amount(token.text(), given);
            // Another number before it, without a unit, is refused as a repetition.
            unitUsed = true;
            // Hours may follow days without a unit.
            unit = given == IntervalUnit.HOUR ? IntervalUnit.DAY : unit;
          }
          any = true;
        }
        case WORD, SIGNED_WORD -> {
          if (token.text().equals("ago") && !ago) {
            ago = true;
          } else if (!token.text().equals("at")) {
            unit = DateTimeWords.unit(token.text());
            if (unit == null) {
              throw badFormat();
            }
            unitUsed = false;
          }
        }
      }
    }
    if (!any || !unitUsed && tokens.get(0).kind() == Kind.WORD) {
      throw badFormat();
    }
    if (ago) {
      months = Math.negateExact(months);
      days = Math.negateExact(days);
      micros = Math.negateExact(micros);
    }
  }

  /** In SQL style a leading minus holds for all fields, when no other has a sign. */
  private static List<Token> spreadSign(List<Token> tokens) {
    boolean others =
        tokens.stream().skip(1).anyMatch(t -> t.text().startsWith("-") || t.text().startsWith("+"));
    if (others) {
      return tokens;
    }
    return tokens.stream()
        .map(t ->
            t.kind() == Kind.NUMBER || t.kind() == Kind.TIME
                ? new Token(Kind.OFFSET, "-" + t.text())
                : t)
        .toList();
  }

  /** {@code [-]hh:mm[:ss[.f]]}, {@code mm:ss.f}. */
  private void time(String field) {
    mark(IntervalUnit.HOUR);
    mark(IntervalUnit.MINUTE);
    mark(IntervalUnit.SECOND);
    boolean negative = field.startsWith("-");
    String[] parts =
        (negative || field.startsWith("+") ? field.substring(1) : field).split(":", -1);
    if (parts.length > 3 || parts[0].isEmpty()) {
      throw badFormat();
    }
    BigDecimal seconds = BigDecimal.ZERO;
    long hours;
    long minutes;
    if (parts.length == 2 && (parts[1].indexOf('.') >= 0 || minutesFirst)) {
      hours = 0;
      minutes = whole(parts[0]);
      seconds = decimal(parts[1]);
    } else {
      hours = whole(parts[0]);
      minutes = whole(parts[1]);
      if (parts.length == 3) {
        seconds = decimal(parts[2]);
      }
    }
    if (minutes > 59 || seconds.compareTo(BigDecimal.valueOf(60)) > 0) {
      throw fieldOverflow();
    }
    long total =
        Math.addExact(
            Math.multiplyExact(hours, DateTimes.HOUR),
            minutes * DateTimes.MINUTE + micros(seconds, DateTimes.SECOND));
    micros = Math.addExact(micros, negative ? -total : total);
  }

  private void amount(String field, IntervalUnit unit) {
    int dash = field.indexOf('-', 1);
    if (dash > 0) {
      yearsAndMonths(field, dash);
      return;
    }
    mark(unit);
    add(decimal(field), unit);
  }

  private void yearsAndMonths(String field, int dash) {
    boolean negative = field.startsWith("-");
    int start = negative || field.startsWith("+") ? 1 : 0;
    long years = whole(field.substring(start, dash));
    long rest = whole(field.substring(dash + 1));
    if (rest >= 12) {
      throw fieldOverflow();
    }
    mark(IntervalUnit.YEAR);
    mark(IntervalUnit.MONTH);
    long total = Math.addExact(Math.multiplyExact(years, 12L), rest);
    months = Math.addExact(months, negative ? -total : total);
  }

  private void mark(IntervalUnit unit) {
    if (!seen.add(unit)) {
      throw badFormat();
    }
  }

  private void add(BigDecimal amount, IntervalUnit unit) {
    switch (unit) {
      case MICROSECOND -> addMicros(amount, 1);
      case MILLISECOND -> addMicros(amount, 1000);
      case SECOND -> addMicros(amount, DateTimes.SECOND);
      case MINUTE -> addMicros(amount, DateTimes.MINUTE);
      case HOUR -> addMicros(amount, DateTimes.HOUR);
      case DAY -> addDays(amount, 1);
      case WEEK -> addDays(amount, 7);
      case MONTH -> addMonths(amount);
      case YEAR -> addYears(amount, 12);
      case DECADE -> addYears(amount, 120);
      case CENTURY -> addYears(amount, 1200);
      case MILLENNIUM -> addYears(amount, 12_000);
    }
  }

  private void addMicros(BigDecimal amount, long unit) {
    micros = Math.addExact(micros, micros(amount, unit));
  }

  private static long micros(BigDecimal amount, long unit) {
    return amount
        .multiply(BigDecimal.valueOf(unit))
        .setScale(0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  private void addDays(BigDecimal amount, int unit) {
    BigDecimal[] parts = amount.divideAndRemainder(BigDecimal.ONE);
    days = Math.addExact(days, Math.multiplyExact(parts[0].longValueExact(), (long) unit));
    BigDecimal rest = parts[1].multiply(BigDecimal.valueOf(unit));
    BigDecimal[] restParts = rest.divideAndRemainder(BigDecimal.ONE);
    days = Math.addExact(days, restParts[0].longValueExact());
    addMicros(restParts[1], DateTimes.DAY);
  }

  private void addMonths(BigDecimal amount) {
    BigDecimal[] parts = amount.divideAndRemainder(BigDecimal.ONE);
    months = Math.addExact(months, parts[0].longValueExact());
    if (parts[1].signum() != 0) {
      addDays(parts[1].multiply(BigDecimal.valueOf(30)), 1);
    }
  }

  private void addYears(BigDecimal amount, int unit) {
    if (amount.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
      throw fieldOverflow();
    }
    BigDecimal total = amount.multiply(BigDecimal.valueOf(unit));
    months = Math.addExact(months, total.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
  }

  private long whole(String digits) {
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw badFormat();
    }
    if (digits.length() > 18) {
      throw fieldOverflow();
    }
    return Long.parseLong(digits);
  }

  private BigDecimal decimal(String number) {
    if (!FloatInput.isNumber(number)) {
      throw badFormat();
    }
    if (number.length() > 400) {
      throw fieldOverflow();
    }
    return new BigDecimal(number);
  }

  /** Designators, {@code P1W}, or the alternative {@code P0001-02-03T04:05:06}. */
  private void readIso(String iso) {
    boolean inTime = false;
    boolean any = false;
    int at = 1;
    if (iso.length() < 2) {
      throw badFormat();
    }
    while (at < iso.length()) {
      if (iso.charAt(at) == 'T') {
        inTime = true;
        any = false;
        at++;
        continue;
      }
      int start = at;
      while (at < iso.length() && "+-.0123456789eE".indexOf(iso.charAt(at)) >= 0) {
        at++;
      }
      if (at == start) {
        throw badFormat();
      }
      if (at == iso.length()
          || iso.charAt(at) == ':'
          || iso.substring(start, at).indexOf('-', 1) > 0) {
        if (any) {
          throw badFormat();
        }
        alternative(iso, start, inTime);
        return;
      }
      any = true;
      BigDecimal amount = decimal(iso.substring(start, at));
      IntervalUnit unit = isoUnit(iso.charAt(at++), inTime);
      if (unit == null) {
        throw badFormat();
      }
      add(amount, unit);
    }
  }

  private static @Nullable IntervalUnit isoUnit(char c, boolean inTime) {
    if (inTime) {
      return switch (c) {
        case 'H' -> IntervalUnit.HOUR;
        case 'M' -> IntervalUnit.MINUTE;
        case 'S' -> IntervalUnit.SECOND;
        default -> null;
      };
    }
    return switch (c) {
      case 'Y' -> IntervalUnit.YEAR;
      case 'M' -> IntervalUnit.MONTH;
      case 'W' -> IntervalUnit.WEEK;
      case 'D' -> IntervalUnit.DAY;
      default -> null;
    };
  }

  private void alternative(String iso, int start, boolean startsInTime) {
    int t = iso.indexOf('T', start);
    String date = startsInTime ? "" : t < 0 ? iso.substring(start) : iso.substring(start, t);
    String time = startsInTime ? iso.substring(start) : t < 0 ? "" : iso.substring(t + 1);
    IntervalUnit[] dateUnits = {IntervalUnit.YEAR, IntervalUnit.MONTH, IntervalUnit.DAY};
    IntervalUnit[] timeUnits = {IntervalUnit.HOUR, IntervalUnit.MINUTE, IntervalUnit.SECOND};
    parts(date, "(?<=\\d)-", dateUnits);
    parts(time, ":", timeUnits);
  }

  private void parts(String field, String separator, IntervalUnit[] units) {
    if (field.isEmpty()) {
      return;
    }
    String[] parts = field.split(separator);
    if (parts.length > units.length) {
      throw badFormat();
    }
    for (int i = 0; i < parts.length; i++) {
      add(decimal(parts[i]), units[i]);
    }
  }

  private SqlException badFormat() {
    return SqlException.of(
        SqlState.INVALID_DATETIME_FORMAT,
        "invalid input syntax for type interval: \"" + text + "\"");
  }

  private SqlException fieldOverflow() {
    return SqlException.of(
        SqlState.INTERVAL_FIELD_OVERFLOW, "interval field value out of range: \"" + text + "\"");
  }
}
