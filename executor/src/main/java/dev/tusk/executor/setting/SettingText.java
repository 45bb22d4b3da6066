package dev.tusk.executor.setting;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Interval;
import dev.tusk.sql.type.TimeZones;
import dev.tusk.sql.type.Types;
import dev.tusk.sql.type.Zone;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings whose text has a form of its own: date style, time zone, encoding. */
final class SettingText {
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

  /** A boolean as parse_bool reads it: a beginning of a word is enough; null for another text. */
  static @Nullable Boolean bool(String value) {
    String v = value.toLowerCase(Locale.ROOT);
    if (v.isEmpty()) {
      return null;
    }
    if ("true".startsWith(v) || "yes".startsWith(v) || v.equals("on") || v.equals("1")) {
      return true;
    }
    return "false".startsWith(v)
            || "no".startsWith(v)
            || v.equals("of")
            || v.equals("off")
            || v.equals("0")
        ? false
        : null;
  }

  /** A choice by one of the names that PostgreSQL accepts and does not list. */
  static @Nullable String choiceAlias(Setting setting, String value) {
    if (setting.choices().contains("on") && setting.choices().contains("off")) {
      return switch (value) {
        case "true", "yes", "1" -> "on";
        case "false", "no", "0" -> "off";
        default -> null;
      };
    }
    if (!setting.choices().contains("debug2")) {
      return null;
    }
    return switch (value) {
      case "debug" -> "debug2";
      case "info" -> "info";
      default -> null;
    };
  }

  private static String timeZone(Setting setting, String value) {
    return zone(setting, value).name();
  }

  /**
   * The zone that a TimeZone setting names: {@code INTERVAL '...'} and a number of hours count east
   * of Greenwich, POSIX forms west (check_timezone in commands/variable.c).
   */
  static Zone zone(Setting setting, String text) {
    if (text.regionMatches(true, 0, "interval", 0, 8)) {
      String quoted = text.substring(8).stripLeading();
      if (!quoted.startsWith("'") || !quoted.endsWith("'")) {
        throw setting.invalid(text);
      }
      Interval interval =
          (Interval)
              Types.INTERVAL.parse(
                  quoted.substring(1, Math.max(1, quoted.length() - 1)), FormatSettings.DEFAULT);
      if (interval.months() != 0) {
        throw setting.invalid(text).withDetail("Cannot specify months in time zone interval.");
      }
      if (interval.days() != 0) {
        throw setting.invalid(text).withDetail("Cannot specify days in time zone interval.");
      }
      return offset(setting, text, interval.micros() / 1_000_000);
    }
    if (text.matches("\\s*[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?")) {
      return offset(setting, text, (long) (Double.parseDouble(text.strip()) * 3600));
    }
    String name = text.equalsIgnoreCase("localtime") ? "UTC" : text;
    return TimeZones.named(name).orElseThrow(() -> setting.invalid(text));
  }

  private static Zone offset(Setting setting, String text, long seconds) {
    if (Math.abs(seconds) >= 168 * 3600) {
      throw setting.invalid(text).withDetail("UTC timezone offset is out of range.");
    }
    return TimeZones.atOffset((int) seconds);
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
    return text.toString();
  }
}
