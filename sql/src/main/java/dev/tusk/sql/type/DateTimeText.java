package dev.tusk.sql.type;

import java.time.LocalDate;
import java.time.LocalDateTime;

/** Writes dates, times and timestamps in the four DateStyles (EncodeDateTime in datetime.c). */
final class DateTimeText {
  private DateTimeText() {}

  static void date(int days, ByteWriter out, FormatSettings settings) {
    if (!DateTimes.isFinite(days)) {
      infinity(days > 0, out);
      return;
    }
    LocalDate date = DateTimes.localDate(days);
    dateFields(date, out, settings, settings.dateStyle().equals("POSTGRES") ? '-' : '/');
    era(date, out);
  }

  private static void dateFields(LocalDate date, ByteWriter out, FormatSettings s, char sql) {
    boolean dayFirst = s.dateOrder().equals("DMY");
    switch (s.dateStyle()) {
      case "SQL", "POSTGRES" -> {
        two(dayFirst ? date.getDayOfMonth() : date.getMonthValue(), out);
        out.put(sql);
        two(dayFirst ? date.getMonthValue() : date.getDayOfMonth(), out);
        out.put(sql);
        IntegerText.writePadded(shownYear(date), 4, out);
      }
      case "GERMAN" -> {
        two(date.getDayOfMonth(), out);
        out.put('.');
        two(date.getMonthValue(), out);
        out.put('.');
        IntegerText.writePadded(shownYear(date), 4, out);
      }
      default -> {
        IntegerText.writePadded(shownYear(date), 4, out);
        out.put('-');
        two(date.getMonthValue(), out);
        out.put('-');
        two(date.getDayOfMonth(), out);
      }
    }
  }

  private static int shownYear(LocalDate date) {
    return date.getYear() > 0 ? date.getYear() : 1 - date.getYear();
  }

  private static void era(LocalDate date, ByteWriter out) {
    if (date.getYear() <= 0) {
      out.putText(" BC");
    }
  }

  private static void infinity(boolean positive, ByteWriter out) {
    out.putText(positive ? "infinity" : "-infinity");
  }

  /** A time of day, fraction without trailing zeros. */
  static void time(long micros, ByteWriter out) {
    two((int) (micros / DateTimes.HOUR), out);
    out.put(':');
    two((int) (micros / DateTimes.MINUTE % 60), out);
    out.put(':');
    two((int) (micros / DateTimes.SECOND % 60), out);
    fraction((int) (micros % DateTimes.SECOND), out);
  }

  /** {@code .123456} without trailing zeros; nothing for 0. */
  static void fraction(int micros, ByteWriter out) {
    if (micros == 0) {
      return;
    }
    out.put('.');
    int rest = micros;
    for (int unit = 100_000; rest > 0; unit /= 10) {
      out.put('0' + rest / unit);
      rest %= unit;
    }
  }

  private static void two(int value, ByteWriter out) {
    out.put('0' + value / 10);
    out.put('0' + value % 10);
  }

  /** {@code +02}, {@code -03:30}, {@code +00:53:28}. */
  static void offset(int seconds, ByteWriter out) {
    out.put(seconds < 0 ? '-' : '+');
    int rest = Math.abs(seconds);
    two(rest / 3600, out);
    if (rest % 3600 != 0) {
      out.put(':');
      two(rest / 60 % 60, out);
      if (rest % 60 != 0) {
        out.put(':');
        two(rest % 60, out);
      }
    }
  }

  static void timestamp(long micros, ByteWriter out, FormatSettings settings) {
    if (!DateTimes.isFinite(micros)) {
      infinity(micros > 0, out);
      return;
    }
    dateAndTime(micros, "", out, settings);
  }

  static void timestampTz(long micros, ByteWriter out, FormatSettings settings) {
    if (!DateTimes.isFinite(micros)) {
      infinity(micros > 0, out);
      return;
    }
    Zone zone = settings.timeZone();
    int offset = DateTimes.offset(zone, micros);
    ByteWriter suffix = new ByteWriter(16);
    if (settings.dateStyle().equals("ISO")) {
      offset(offset, suffix);
    } else {
      suffix.put(' ');
      suffix.putText(DateTimes.zoneAbbreviation(zone, micros));
    }
    dateAndTime(micros + offset * DateTimes.SECOND, suffix.text(), out, settings);
  }

  private static void dateAndTime(long local, String zone, ByteWriter out, FormatSettings s) {
    LocalDateTime moment = DateTimes.localDateTime(local);
    long time = Math.floorMod(local, DateTimes.DAY);
    LocalDate date = moment.toLocalDate();
    if (s.dateStyle().equals("POSTGRES")) {
      boolean dayFirst = s.dateOrder().equals("DMY");
      String month = title(DateTimeWords.MONTHS.get(date.getMonthValue() - 1));
      out.putText(title(DateTimeWords.DAYS.get(date.getDayOfWeek().getValue() % 7)));
      out.put(' ');
      if (dayFirst) {
        two(date.getDayOfMonth(), out);
        out.putText(" " + month + " ");
      } else {
        out.putText(month + " ");
        two(date.getDayOfMonth(), out);
        out.put(' ');
      }
      time(time, out);
      out.put(' ');
      IntegerText.writePadded(shownYear(date), 4, out);
    } else {
      dateFields(date, out, s, '/');
      out.put(' ');
      time(time, out);
    }
    out.putText(zone);
    era(date, out);
  }

  private static String title(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1, 3);
  }
}
