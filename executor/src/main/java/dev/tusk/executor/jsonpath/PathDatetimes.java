package dev.tusk.executor.jsonpath;

import dev.tusk.executor.format.DateFormat;
import dev.tusk.executor.format.DateParts;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.DateTimes;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Jsonb.JsonDatetime;
import dev.tusk.sql.type.TimeTz;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import dev.tusk.sql.type.Zone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Dates and times within a path: {@code .datetime()} and their comparison. */
final class PathDatetimes {
  /** The forms of ISO 8601 that are known without a template, in PostgreSQL's order. */
  private static final List<DateFormat> ISO =
      List.of(
              "yyyy-mm-dd",
              "HH24:MI:SS.USTZH:TZM",
              "HH24:MI:SS.USTZH",
              "HH24:MI:SSTZH:TZM",
              "HH24:MI:SSTZH",
              "HH24:MI:SS.US",
              "HH24:MI:SS",
              "yyyy-mm-dd HH24:MI:SS.USTZH:TZM",
              "yyyy-mm-dd HH24:MI:SS.USTZH",
              "yyyy-mm-dd HH24:MI:SSTZH:TZM",
              "yyyy-mm-dd HH24:MI:SSTZH",
              "yyyy-mm-dd\"T\"HH24:MI:SS.USTZH:TZM",
              "yyyy-mm-dd\"T\"HH24:MI:SS.USTZH",
              "yyyy-mm-dd\"T\"HH24:MI:SSTZH:TZM",
              "yyyy-mm-dd\"T\"HH24:MI:SSTZH",
              "yyyy-mm-dd HH24:MI:SS.US",
              "yyyy-mm-dd HH24:MI:SS",
              "yyyy-mm-dd\"T\"HH24:MI:SS.US",
              "yyyy-mm-dd\"T\"HH24:MI:SS")
          .stream()
          .map(DateFormat::strict)
          .toList();

  private PathDatetimes() {}

  /**
   * A text in one of the known forms.
   *
   * @throws SqlException 22031 when it is in none
   */
  static JsonDatetime recognized(String text) {
    for (DateFormat form : ISO) {
      try {
        return read(text, form);
      } catch (SqlException _) {
        // The next form may be the one.
      }
    }
    throw SqlException.of(
            SqlState.INVALID_ARGUMENT_FOR_SQL_JSON_DATETIME_FUNCTION,
            "datetime format is not recognized: \"" + text + "\"")
        .withHint("Use a datetime template argument to specify the input data format.");
  }

  /** A text in the form of a template, strictly. */
  static JsonDatetime read(String text, String template) {
    return read(text, DateFormat.strict(template));
  }

  private static JsonDatetime read(String text, DateFormat form) {
    DateParts parts = form.parse(text);
    DateFormat.Content content = form.content();
    if (content.dated() && content.timed()) {
      return content.zoned()
          ? instant(parts.timestamp(Zone.UTC), parts.zoneSeconds())
          : of(Types.TIMESTAMP, parts.timestamp(Zone.UTC));
    }
    if (content.zoned() && !content.timed()) {
      throw invalid(
          content.dated()
              ? "datetime format is zoned but not timed"
              : "datetime format is not dated and not timed");
    }
    if (content.dated()) {
      return of(Types.DATE, parts.date());
    }
    if (!content.timed()) {
      throw invalid("datetime format is not dated and not timed");
    }
    return content.zoned()
        ? of(Types.TIMETZ, new TimeTz(parts.timeOfDay(), parts.zoneSeconds()))
        : of(Types.TIME, parts.timeOfDay());
  }

  private static SqlException invalid(String message) {
    return SqlException.of(SqlState.INVALID_DATETIME_FORMAT, message);
  }

  private static JsonDatetime of(Type type, Object value) {
    return new JsonDatetime(iso(type, value), type, value);
  }

  /** An instant, written in the zone that it was read in. */
  private static JsonDatetime instant(long instant, int seconds) {
    String local = iso(Types.TIMESTAMP, instant + seconds * DateTimes.SECOND);
    String zone = Types.TIMETZ.toText(new TimeTz(0, seconds), FormatSettings.DEFAULT).substring(8);
    return new JsonDatetime(
        local + (zone.length() == 3 ? zone + ":00" : zone), Types.TIMESTAMPTZ, instant);
  }

  private static String iso(Type type, Object value) {
    String text = type.toText(value, FormatSettings.DEFAULT);
    if (type == Types.TIMESTAMP) {
      return text.replace(' ', 'T');
    }
    // Offsets of whole hours have their minutes too.
    int sign = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
    return type == Types.TIMETZ && text.length() - sign == 3 ? text + ":00" : text;
  }

  /**
   * The order of two, which may be of different types.
   *
   * @param zone in which what has none is taken to be; null when that is not asked for
   * @return null where they cannot be compared
   * @throws SqlException 0A000 when a zone is needed
   */
  static @Nullable Integer compare(JsonDatetime a, JsonDatetime b, @Nullable Zone zone) {
    if (a.type() == b.type()) {
      return Integer.signum(a.type().compare(a.value(), b.value()));
    }
    boolean times = isTime(a.type());
    if (times != isTime(b.type())) {
      return null;
    }
    if (times) {
      return Types.TIMETZ.compare(zoned(a, b, zone), zoned(b, a, zone));
    }
    if (a.type() == Types.TIMESTAMPTZ || b.type() == Types.TIMESTAMPTZ) {
      return Long.compare(instant(a, zone), instant(b, zone));
    }
    return Long.compare(local(a), local(b));
  }

  private static boolean isTime(Type type) {
    return type == Types.TIME || type == Types.TIMETZ;
  }

  private static TimeTz zoned(JsonDatetime time, JsonDatetime other, @Nullable Zone zone) {
    if (time.value() instanceof TimeTz own) {
      return own;
    }
    Zone by = required(zone, "time", "timetz");
    return new TimeTz((Long) time.value(), DateTimes.offset(by, DateTimes.now()));
  }

  private static long local(JsonDatetime value) {
    if (!(value.value() instanceof Integer date)) {
      return (Long) value.value();
    }
    // All dates behind the last timestamp are above each of them.
    return date < DateTimes.END_TIMESTAMP / DateTimes.DAY
        ? date * DateTimes.DAY
        : DateTimes.END_TIMESTAMP;
  }

  private static long instant(JsonDatetime value, @Nullable Zone zone) {
    if (value.type() == Types.TIMESTAMPTZ) {
      return (Long) value.value();
    }
    Zone by = required(zone, value.type().name(), "timestamptz");
    long local = local(value);
    return DateTimes.isTimestamp(local) ? DateTimes.instantOf(local, by) : local;
  }

  private static Zone required(@Nullable Zone zone, String from, String to) {
    if (zone == null) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED,
              "cannot convert value from " + from + " to " + to + " without time zone usage")
          .withHint("Use *_tz() function for time zone support.");
    }
    return zone;
  }
}
