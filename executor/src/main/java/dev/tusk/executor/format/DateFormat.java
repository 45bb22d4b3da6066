package dev.tusk.executor.format;

import dev.tusk.sql.type.DateTimes;
import dev.tusk.sql.type.Interval;
import dev.tusk.sql.type.Zone;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** A template of dates and times, read once. Immutable. */
public final class DateFormat {
  private static final List<String> UPPER =
      List.of(
          "A.D.", "A.M.", "AD", "AM", "B.C.", "BC", "CC", "DAY", "DDD", "DD", "DY", "D", "FF1",
          "FF2", "FF3", "FF4", "FF5", "FF6", "FX", "HH24", "HH12", "HH", "IDDD", "ID", "IW", "IYYY",
          "IYY", "IY", "I", "J", "MI", "MM", "MONTH", "MON", "MS", "OF", "P.M.", "PM", "Q", "RM",
          "SSSSS", "SSSS", "SS", "TZH", "TZM", "TZ", "US", "WW", "W", "Y,YYY", "YYYY", "YYY", "YY",
          "Y");

  private static final List<String> NAMES =
      Stream.concat(
              UPPER.stream().flatMap(n -> Stream.of(n, n.toLowerCase(java.util.Locale.ROOT))),
              Stream.of("Day", "Dy", "Month", "Mon"))
          .toList();

  private static final Set<String> TIMES =
      Set.of(
          "A.M.", "AM", "FF1", "FF2", "FF3", "FF4", "FF5", "FF6", "HH", "HH12", "HH24", "MI", "MS",
          "P.M.", "PM", "SS", "SSSS", "SSSSS", "US");

  private static final Set<String> ZONES = Set.of("OF", "TZ", "TZH", "TZM");

  private final List<TemplateNode> nodes;
  private final boolean strict;

  private DateFormat(List<TemplateNode> nodes, boolean strict) {
    this.nodes = nodes;
    this.strict = strict;
  }

  /** What a template has of a date, a time of day and a zone ({@code DCH_datetime_type}). */
  public record Content(boolean dated, boolean timed, boolean zoned) {}

  /** A template that a text must follow to the letter, as the SQL standard has it. */
  public static DateFormat strict(String template) {
    return new DateFormat(TemplateNode.strict(template, NAMES), true);
  }

  public Content content() {
    boolean dated = false;
    boolean timed = false;
    boolean zoned = false;
    for (TemplateNode node : nodes) {
      if (node instanceof TemplateNode.Pattern pattern) {
        String name = pattern.name().toUpperCase(Locale.ROOT);
        timed |= TIMES.contains(name);
        zoned |= ZONES.contains(name);
        dated |= !TIMES.contains(name) && !ZONES.contains(name) && !name.equals("FX");
      }
    }
    return new Content(dated, timed, zoned);
  }

  public static DateFormat of(String template) {
    return new DateFormat(TemplateNode.parse(template, NAMES, true), false);
  }

  /** to_char of a finite timestamp. */
  public String format(long timestamp) {
    return new DateWriter(Fields.of(timestamp, 0, "", false)).write(nodes);
  }

  /** to_char of a finite timestamptz. */
  public String format(long timestamptz, Zone zone) {
    int offset = DateTimes.offset(zone, timestamptz);
    String name = DateTimes.zoneAbbreviation(zone, timestamptz);
    return new DateWriter(Fields.of(timestamptz + offset * DateTimes.SECOND, offset, name, false))
        .write(nodes);
  }

  /** to_char of an interval. */
  public String format(Interval interval) {
    long micros = interval.micros();
    int years = interval.months() / 12;
    int months = interval.months() % 12;
    Fields fields =
        new Fields(
            true,
            years,
            months,
            interval.days(),
            micros / DateTimes.HOUR,
            (int) (micros / DateTimes.MINUTE % 60),
            (int) (micros / DateTimes.SECOND % 60),
            (int) (micros % DateTimes.SECOND),
            (years * 12 + months) * 30 + interval.days(),
            LocalDateTime.MIN,
            0,
            "");
    return new DateWriter(fields).write(nodes);
  }

  /** to_timestamp and to_date: what the text says, not yet put together. */
  public DateParts parse(String text) {
    return new DateReader(text, nodes, strict).read();
  }

  /**
   * What is formatted.
   *
   * @param hour may exceed 23, and all may be negative, in an interval
   * @param dayOfYear from 1
   */
  record Fields(
      boolean interval,
      int year,
      int month,
      int day,
      long hour,
      int minute,
      int second,
      int micros,
      int dayOfYear,
      LocalDateTime moment,
      int offset,
      String zone) {
    static Fields of(long local, int offset, String zone, boolean interval) {
      LocalDateTime moment = DateTimes.localDateTime(local);
      return new Fields(
          interval,
          moment.getYear(),
          moment.getMonthValue(),
          moment.getDayOfMonth(),
          moment.getHour(),
          moment.getMinute(),
          moment.getSecond(),
          (int) (moment.toLocalTime().toNanoOfDay() / 1000 % DateTimes.SECOND),
          moment.getDayOfYear(),
          moment.truncatedTo(ChronoUnit.DAYS),
          offset,
          zone);
    }
  }
}
