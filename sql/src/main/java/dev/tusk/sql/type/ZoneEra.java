package dev.tusk.sql.type;

/**
 * A line of a zone: standard time and rules until a moment.
 *
 * @param rules the name of rules, {@code -} for none, or the time saved all the while
 * @param format the abbreviation, with {@code %s}, {@code %z} or both names around a slash
 * @param untilYear {@link Integer#MAX_VALUE} for the last line
 * @param until when it ends, on the clock of {@code untilTime}
 */
record ZoneEra(
    int standard, String rules, String format, int untilYear, long until, ZoneDays.Time untilTime) {

  static ZoneEra of(String[] words, int at) {
    int standard = ZoneDays.seconds(words[at]);
    int end = at + 3;
    ZoneDays.Time time = new ZoneDays.Time(0, 'w');
    if (words.length <= end) {
      return new ZoneEra(
          standard, words[at + 1], words[at + 2], Integer.MAX_VALUE, Long.MAX_VALUE, time);
    }
    int year = Integer.parseInt(words[end]);
    int month = words.length > end + 1 ? ZoneDays.month(words[end + 1]) : 1;
    String day = words.length > end + 2 ? words[end + 2] : "1";
    if (words.length > end + 3) {
      time = ZoneDays.time(words[end + 3]);
    }
    long until = ZoneDays.day(year, month, day).toEpochDay() * 86_400 + time.seconds();
    return new ZoneEra(standard, words[at + 1], words[at + 2], year, until, time);
  }

  boolean isLast() {
    return untilYear == Integer.MAX_VALUE;
  }

  /** The abbreviation while so much is saved. */
  String abbreviation(int saved, String letter) {
    int slash = format.indexOf('/');
    if (slash >= 0) {
      return saved != 0 ? format.substring(slash + 1) : format.substring(0, slash);
    }
    if (format.contains("%z")) {
      return format.replace("%z", numeric(standard + saved));
    }
    return format.replace("%s", letter);
  }

  /** {@code +03}, {@code -0330}. */
  private static String numeric(int offset) {
    int seconds = Math.abs(offset);
    StringBuilder text = new StringBuilder(8).append(offset < 0 ? '-' : '+');
    for (int unit = 3600; unit > 0 && (unit == 3600 || seconds > 0); unit /= 60) {
      int value = seconds / unit;
      text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
      seconds %= unit;
    }
    return text.toString();
  }
}
