package dev.tusk.executor.format;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.time.temporal.JulianFields;
import java.util.List;
import java.util.Locale;

/** to_char of dates, times and intervals: DCH_to_char. */
final class DateWriter {
  private final DateFormat.Fields f;
  private final StringBuilder out = new StringBuilder();

  DateWriter(DateFormat.Fields fields) {
    this.f = fields;
  }

  String write(List<TemplateNode> nodes) {
    for (TemplateNode node : nodes) {
      switch (node) {
        case TemplateNode.Text(var character, _, _) -> out.append(character);
        case TemplateNode.Pattern pattern -> write(pattern);
      }
    }
    return out.toString();
  }

  private void write(TemplateNode.Pattern p) {
    switch (p.name().toUpperCase(Locale.ROOT)) {
      case "A.M.", "P.M." -> cased(p, f.hour() % 24 >= 12 ? "P.M." : "A.M.");
      case "AM", "PM" -> cased(p, f.hour() % 24 >= 12 ? "PM" : "AM");
      case "HH", "HH12" -> number(p, f.hour() % 12 == 0 ? 12 : f.hour() % 12, 2);
      case "HH24" -> number(p, f.hour(), 2);
      case "MI" -> number(p, f.minute(), 2);
      case "SS" -> number(p, f.second(), 2);
      case "MS" -> fraction(p, 3);
      case "US" -> fraction(p, 6);
      case "FF1", "FF2", "FF3", "FF4", "FF5", "FF6" -> fraction(p, p.name().charAt(2) - '0');
      case "SSSS", "SSSSS" -> plain(p, f.hour() * 3600 + f.minute() * 60L + f.second());
      case "FX" -> {}
      case "TZ", "TZH", "TZM", "OF" -> zone(p);
      default -> date(p);
    }
  }

  private void date(TemplateNode.Pattern p) {
    switch (p.name().toUpperCase(Locale.ROOT)) {
      case "A.D.", "B.C." -> era(p, "A.D.", "B.C.");
      case "AD", "BC" -> era(p, "AD", "BC");
      case "MONTH" -> month(p, DateWords.MONTHS, 9);
      case "MON" -> month(p, DateWords.shortened(DateWords.MONTHS), 0);
      case "MM" -> number(p, f.month(), 2);
      case "DAY" -> day(p, DateWords.DAYS, 9);
      case "DY" -> day(p, DateWords.shortened(DateWords.DAYS), 0);
      case "DDD" -> number(p, f.dayOfYear(), 3);
      case "DD" -> number(p, f.day(), f.day() < 0 ? 1 : 2);
      case "D" -> plain(p, calendar().getDayOfWeek().getValue() % 7 + 1L);
      case "ID" -> plain(p, calendar().getDayOfWeek().getValue());
      case "IDDD" -> number(p, isoDay(), 3);
      case "WW" -> number(p, (f.dayOfYear() - 1) / 7 + 1L, 2);
      case "IW" -> number(p, IsoWeeks.week(f.year(), f.month(), f.day()), 2);
      case "W" -> plain(p, (f.day() - 1) / 7 + 1L);
      case "Q" -> {
        if (f.month() != 0) {
          plain(p, (f.month() - 1) / 3 + 1L);
        }
      }
      case "CC" -> century(p);
      case "J" -> plain(p, julianDay());
      case "RM" -> roman(p);
      default -> year(p);
    }
  }

  private static SqlException noInterval() {
    return SqlException.of(
            SqlState.INVALID_DATETIME_FORMAT, "invalid format specification for an interval value")
        .withHint("Intervals are not tied to specific calendar dates.");
  }

  private java.time.LocalDateTime calendar() {
    if (f.interval()) {
      throw noInterval();
    }
    return f.moment();
  }

  /** Padded with zeros to the width, one more for a minus. */
  private void number(TemplateNode.Pattern p, long value, int width) {
    out.append(ordinal(p, padded(value, p.fill() ? 0 : value < 0 ? width + 1 : width)));
  }

  private void plain(TemplateNode.Pattern p, long value) {
    out.append(ordinal(p, Long.toString(value)));
  }

  private static String padded(long value, int width) {
    return width == 0
        ? Long.toString(value)
        : String.format(Locale.ROOT, "%0" + width + "d", value);
  }

  private static String ordinal(TemplateNode.Pattern p, String number) {
    return p.ordinal().isEmpty()
        ? number
        : number + DateWords.ordinal(number, p.ordinal().equals("TH"));
  }

  private void fraction(TemplateNode.Pattern p, int digits) {
    int value = f.micros();
    for (int i = digits; i < 6; i++) {
      value /= 10;
    }
    out.append(ordinal(p, padded(value, digits)));
  }

  /** In the pattern's case: all upper, all lower, or as given. */
  private static String inCase(String name, String word) {
    if (name.equals(name.toUpperCase(Locale.ROOT))) {
      return word.toUpperCase(Locale.ROOT);
    }
    return name.equals(name.toLowerCase(Locale.ROOT)) ? word.toLowerCase(Locale.ROOT) : word;
  }

  private void cased(TemplateNode.Pattern p, String word) {
    out.append(inCase(p.name(), word));
  }

  private void word(TemplateNode.Pattern p, String word, int width) {
    String text = inCase(p.name(), word);
    out.append(text);
    if (!p.fill() && !p.translated() && text.length() < width) {
      out.append(" ".repeat(width - text.length()));
    }
  }

  private void era(TemplateNode.Pattern p, String after, String before) {
    cased(p, calendar().getYear() <= 0 ? before : after);
  }

  private void month(TemplateNode.Pattern p, List<String> names, int width) {
    word(p, names.get(calendar().getMonthValue() - 1), width);
  }

  private void day(TemplateNode.Pattern p, List<String> names, int width) {
    word(p, names.get(calendar().getDayOfWeek().getValue() % 7), width);
  }

  private void zone(TemplateNode.Pattern p) {
    if (f.interval()) {
      throw noInterval();
    }
    int offset = Math.abs(f.offset());
    String sign = f.offset() < 0 ? "-" : "+";
    switch (p.name().toUpperCase(Locale.ROOT)) {
      case "TZ" -> out.append(p.name().equals("tz") ? f.zone().toLowerCase(Locale.ROOT) : f.zone());
      case "TZH" -> out.append(sign).append(padded(offset / 3600, 2));
      case "TZM" -> out.append(padded(offset / 60 % 60, 2));
      default -> {
        out.append(sign).append(padded(offset / 3600, p.fill() ? 0 : 2));
        if (offset % 3600 != 0) {
          out.append(':').append(padded(offset / 60 % 60, 2));
        }
      }
    }
  }

  private int isoDay() {
    return IsoWeeks.dayOfYear(f.year(), f.month(), f.day());
  }

  private long julianDay() {
    return f.interval()
        ? IsoWeeks.julianDay(f.year(), f.month(), f.day())
        : f.moment().toLocalDate().getLong(JulianFields.JULIAN_DAY);
  }

  private void century(TemplateNode.Pattern p) {
    int year = f.year();
    int century = f.interval() ? year / 100 : year > 0 ? (year - 1) / 100 + 1 : year / 100 - 1;
    if (century > 99 || century < -99) {
      plain(p, century);
    } else {
      number(p, century, 2);
    }
  }

  private void roman(TemplateNode.Pattern p) {
    if (f.month() == 0 && f.year() == 0) {
      return;
    }
    int month = f.month();
    if (month == 0) {
      month = f.year() >= 0 ? 12 : 1;
    } else if (month < 0) {
      month = -month;
      month = 13 - month;
    }
    word(p, DateWords.ROMAN_MONTHS.get(month - 1), 4);
  }

  private void year(TemplateNode.Pattern p) {
    String name = p.name().toUpperCase(Locale.ROOT);
    int year = name.startsWith("I") ? IsoWeeks.year(f.year(), f.month(), f.day()) : f.year();
    int shown = f.interval() || year > 0 ? year : 1 - year;
    switch (name) {
      case "Y,YYY" -> out.append(ordinal(p, shown / 1000 + "," + padded(shown % 1000, 3)));
      case "YYYY", "IYYY" -> number(p, shown, 4);
      case "YYY", "IYY" -> number(p, shown % 1000, 3);
      case "YY", "IY" -> number(p, shown % 100, 2);
      default -> number(p, shown % 10, 1);
    }
  }
}
