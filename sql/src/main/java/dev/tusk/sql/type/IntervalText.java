package dev.tusk.sql.type;

/** Writes intervals in the four IntervalStyles (EncodeInterval in utils/adt/datetime.c). */
final class IntervalText {
  private final ByteWriter out;
  private final int years;
  private final int months;
  private final int days;
  private final long hours;
  private final int minutes;
  private final int seconds;
  private final int micros;
  private final long time;

  private boolean negativeBefore;
  private boolean empty = true;

  private IntervalText(Interval interval, ByteWriter out) {
    this.out = out;
    years = interval.months() / 12;
    months = interval.months() % 12;
    days = interval.days();
    time = interval.micros();
    hours = time / DateTimes.HOUR;
    minutes = (int) (time / DateTimes.MINUTE % 60);
    seconds = (int) (time / DateTimes.SECOND % 60);
    micros = (int) (time % DateTimes.SECOND);
  }

  static void write(Interval interval, ByteWriter out, String style) {
    IntervalText text = new IntervalText(interval, out);
    switch (style) {
      case "iso_8601" -> text.iso();
      case "sql_standard" -> text.sqlStandard();
      case "postgres_verbose" -> text.verbose();
      default -> text.postgres();
    }
  }

  private void postgres() {
    part(years, "year");
    part(months, "mon");
    part(days, "day");
    if (empty || time != 0) {
      if (!empty) {
        out.put(' ');
      }
      if (time < 0) {
        out.put('-');
      } else if (negativeBefore) {
        out.put('+');
      }
      clock(2);
    }
  }

  private void part(int value, String unit) {
    if (value == 0) {
      return;
    }
    if (!empty) {
      out.put(' ');
    }
    if (negativeBefore && value > 0) {
      out.put('+');
    }
    IntegerText.write(value, out);
    out.put(' ');
    out.putText(unit);
    if (value != 1) {
      out.put('s');
    }
    negativeBefore = value < 0;
    empty = false;
  }

  /** Hours, minutes and seconds without sign. */
  private void clock(int hourDigits) {
    IntegerText.writePadded(Math.abs(hours), hourDigits, out);
    out.put(':');
    IntegerText.writePadded(Math.abs(minutes), 2, out);
    out.put(':');
    seconds(2);
  }

  private void seconds(int digits) {
    IntegerText.writePadded(Math.abs(seconds), digits, out);
    DateTimeText.fraction(Math.abs(micros), out);
  }

  private void iso() {
    if (years == 0 && months == 0 && days == 0 && time == 0) {
      out.putText("PT0S");
      return;
    }
    out.put('P');
    isoPart(years, 'Y');
    isoPart(months, 'M');
    isoPart(days, 'D');
    if (time != 0) {
      out.put('T');
    }
    isoPart(hours, 'H');
    isoPart(minutes, 'M');
    if (seconds != 0 || micros != 0) {
      if (seconds < 0 || micros < 0) {
        out.put('-');
      }
      seconds(1);
      out.put('S');
    }
  }

  private void isoPart(long value, char unit) {
    if (value != 0) {
      IntegerText.write(value, out);
      out.put(unit);
    }
  }

  private void sqlStandard() {
    boolean negative = years < 0 || months < 0 || days < 0 || time < 0;
    boolean positive = years > 0 || months > 0 || days > 0 || time > 0;
    boolean yearMonth = years != 0 || months != 0;
    boolean dayTime = days != 0 || time != 0;
    if (!negative && !positive) {
      out.put('0');
    } else if (negative && positive || yearMonth && dayTime) {
      signed(years < 0 || months < 0);
      yearsAndMonths();
      out.put(' ');
      signed(days < 0);
      IntegerText.write(Math.abs((long) days), out);
      out.put(' ');
      signed(time < 0);
      clock(1);
    } else {
      if (negative) {
        out.put('-');
      }
      if (yearMonth) {
        yearsAndMonths();
      } else {
        if (days != 0) {
          IntegerText.write(Math.abs((long) days), out);
          out.put(' ');
        }
        clock(1);
      }
    }
  }

  private void signed(boolean negative) {
    out.put(negative ? '-' : '+');
  }

  private void yearsAndMonths() {
    IntegerText.write(Math.abs(years), out);
    out.put('-');
    IntegerText.write(Math.abs(months), out);
  }

  /** {@code @ 1 year 2 mons ago}: the sign of the first field decides about ago. */
  private void verbose() {
    out.put('@');
    boolean ago = firstNegative();
    verbosePart(ago ? -(long) years : years, "year");
    verbosePart(ago ? -(long) months : months, "mon");
    verbosePart(ago ? -(long) days : days, "day");
    verbosePart(ago ? -hours : hours, "hour");
    verbosePart(ago ? -minutes : minutes, "min");
    if (seconds != 0 || micros != 0) {
      out.put(' ');
      boolean negative = seconds < 0 || micros < 0;
      if (negative != ago) {
        out.put('-');
      }
      seconds(1);
      out.putText(Math.abs(seconds) != 1 || micros != 0 ? " secs" : " sec");
      empty = false;
    }
    if (empty) {
      out.putText(" 0");
    }
    if (ago) {
      out.putText(" ago");
    }
  }

  private boolean firstNegative() {
    for (long value : new long[] {years, months, days, time}) {
      if (value != 0) {
        return value < 0;
      }
    }
    return false;
  }

  private void verbosePart(long value, String unit) {
    if (value == 0) {
      return;
    }
    out.put(' ');
    IntegerText.write(value, out);
    out.put(' ');
    out.putText(unit);
    if (value != 1) {
      out.put('s');
    }
    empty = false;
  }
}
