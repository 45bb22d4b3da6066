package dev.tusk.executor.session;

import dev.tusk.sql.error.SqlException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings whose text has a form of its own: date style, time zone, encoding. */
final class SettingText {
  private static final Map<String, String> ZONE_ALIASES =
      Map.of("localtime", "UTC", "local", "UTC", "default", "UTC", "zulu", "UTC", "z", "UTC");

  /** Server encodings of PostgreSQL that Tusk has no conversion for. */
  private static final Set<String> OTHER_ENCODINGS =
      Set.of(
          "latin1", "latin2", "latin9", "win1250", "win1251", "win1252", "eucjp", "euckr", "sjis",
          "gbk", "big5", "koi8r");

  private SettingText() {}

  /** Brings a value to the form that SHOW prints. */
  static String canonical(Setting setting, String value) {
    return switch (setting.name()) {
      case "TimeZone" -> timeZone(setting, value);
      case "client_encoding" -> encoding(setting, value);
      case "application_name" -> printable(value);
      default -> value;
    };
  }

  static @Nullable String choiceAlias(Setting setting, String value) {
    return switch (setting.name()) {
      case "synchronous_commit" ->
          switch (value) {
            case "true", "yes", "1" -> "on";
            case "false", "no", "0" -> "off";
            default -> null;
          };
      case "client_min_messages" ->
          switch (value) {
            case "debug" -> "debug2";
            case "info" -> "info";
            case "panic", "fatal" -> "error";
            default -> null;
          };
      default -> null;
    };
  }

  private static String timeZone(Setting setting, String value) {
    String text = offsetEast(setting, value.strip());
    zone(setting, text);
    for (String id : ZoneId.getAvailableZoneIds()) {
      if (id.equalsIgnoreCase(text)) {
        return id;
      }
    }
    String alias = ZONE_ALIASES.get(text.toLowerCase(Locale.ROOT));
    return alias != null ? alias : text;
  }

  /**
   * A number of hours, or an interval, counts east of Greenwich and is kept in the form that SHOW
   * prints: {@code <+02>-02}.
   */
  private static String offsetEast(Setting setting, String text) {
    String hours = text;
    if (text.startsWith("INTERVAL '") && text.endsWith("'")) {
      hours = text.substring("INTERVAL '".length(), text.length() - 1).strip();
    } else if (!text.matches("[+-]?\\d{1,2}(\\.\\d+)?")) {
      return text;
    }
    int seconds;
    try {
      seconds =
          hours.contains(":")
              ? ((ZoneOffset) offset(hours, 1)).getTotalSeconds()
              : (int) (Double.parseDouble(hours) * 3600);
    } catch (DateTimeException | NumberFormatException _) {
      throw setting.invalid(text);
    }
    return "<" + clock(seconds) + ">" + clock(-seconds);
  }

  private static String clock(int seconds) {
    int minutes = Math.abs(seconds) / 60;
    String sign = seconds < 0 ? "-" : "+";
    String text = String.format(Locale.ROOT, "%s%02d", sign, minutes / 60);
    return minutes % 60 == 0 ? text : text + String.format(Locale.ROOT, ":%02d", minutes % 60);
  }

  /** The zone that a TimeZone setting names; offsets have PostgreSQL's meanings. */
  static ZoneId zone(Setting setting, String text) {
    String alias = ZONE_ALIASES.get(text.toLowerCase(Locale.ROOT));
    if (alias != null) {
      return ZoneId.of(alias);
    }
    try {
      if (text.matches("[+-]\\d{1,2}(:\\d{2}){1,2}")) {
        // POSIX without a name: a positive offset lies west of Greenwich.
        return offset(text, -1);
      }
      if (text.matches("<[+-]\\d+(:\\d+)?>[+-]?\\d+(:\\d+){0,2}")) {
        return offset(text.substring(text.indexOf('>') + 1), -1);
      }
      if (text.matches("[A-Za-z]{3,}[+-]\\d{1,2}(:\\d{2})?")) {
        // POSIX: a positive offset lies west of Greenwich.
        return offset(text.substring(text.indexOf(text.contains("+") ? '+' : '-')), -1);
      }
      for (String id : ZoneId.getAvailableZoneIds()) {
        if (id.equalsIgnoreCase(text)) {
          return ZoneId.of(id);
        }
      }
      return ZoneId.of(text, ZoneId.SHORT_IDS);
    } catch (DateTimeException _) {
      throw setting.invalid(text);
    }
  }

  private static ZoneId offset(String text, int direction) {
    int sign = text.startsWith("-") ? -1 : 1;
    String[] parts = text.replaceAll("[+-]", "").split(":", -1);
    int seconds = 0;
    int unit = 3600;
    for (String part : parts) {
      seconds += Integer.parseInt(part) * unit;
      unit /= 60;
    }
    return ZoneOffset.ofTotalSeconds(sign * direction * seconds);
  }

  private static String encoding(Setting setting, String value) {
    String name = value.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    if (name.equals("utf8") || name.equals("unicode")) {
      return "UTF8";
    }
    if (name.equals("sqlascii")) {
      return "SQL_ASCII";
    }
    if (OTHER_ENCODINGS.contains(name)) {
      throw SqlException.notSupported("client_encoding " + value);
    }
    throw setting.invalid(value);
  }

  private static String printable(String value) {
    StringBuilder text = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      text.append(c < 32 || c > 126 ? '?' : c);
    }
    return text.length() > 63 ? text.substring(0, 63) : text.toString();
  }
}
