package dev.tusk.executor.textsearch;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a headline is to be: {@code MaxWords=20, StartSel='<b>'} (prsd_headline of wparser_def.c).
 *
 * @param most words that are looked through for one place
 */
record HeadlineOptions(
    int minWords,
    int maxWords,
    int shortWord,
    int maxFragments,
    boolean all,
    int most,
    String start,
    String stop,
    String delimiter) {
  private static final Set<String> TRUE = Set.of("1", "on", "true", "t", "y", "yes");

  static HeadlineOptions parse(@Nullable String text) {
    Map<String, String> given = text == null ? Map.of() : read(text);
    int minWords = 15;
    int maxWords = 35;
    int shortWord = 3;
    int fragments = 0;
    boolean all = false;
    String start = "<b>";
    String stop = "</b>";
    String delimiter = " ... ";
    for (Map.Entry<String, String> option : given.entrySet()) {
      String value = option.getValue();
      switch (option.getKey().toLowerCase(Locale.ROOT)) {
        case "maxwords" -> maxWords = number(value);
        case "minwords" -> minWords = number(value);
        case "shortword" -> shortWord = number(value);
        case "maxfragments" -> fragments = number(value);
        case "startsel" -> start = value;
        case "stopsel" -> stop = value;
        case "fragmentdelimiter" -> delimiter = value;
        case "highlightall" -> all = TRUE.contains(value.toLowerCase(Locale.ROOT));
        default -> throw invalid("unrecognized headline parameter: \"" + option.getKey() + "\"");
      }
    }
    if (!all) {
      check(minWords, maxWords, shortWord, fragments);
    }
    checkLength("StartSel", start);
    checkLength("StopSel", stop);
    checkLength("FragmentDelimiter", delimiter);
    int most = Math.max(maxWords * 10, 100) * Math.max(1, fragments);
    return new HeadlineOptions(
        minWords, maxWords, shortWord, fragments, all, most, start, stop, delimiter);
  }

  private static void check(int minWords, int maxWords, int shortWord, int fragments) {
    if (minWords >= maxWords) {
      throw invalid("MinWords should be less than MaxWords");
    }
    if (minWords <= 0) {
      throw invalid("MinWords should be positive");
    }
    if (shortWord < 0) {
      throw invalid("ShortWord should be >= 0");
    }
    if (fragments < 0) {
      throw invalid("MaxFragments should be >= 0");
    }
  }

  private static void checkLength(String name, String value) {
    if (value.getBytes(StandardCharsets.UTF_8).length > Short.MAX_VALUE) {
      throw invalid("value for \"" + name + "\" is too long");
    }
  }

  private static SqlException invalid(String message) {
    return SqlException.of(SqlState.INVALID_PARAMETER_VALUE, message);
  }

  private static int number(String value) {
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException _) {
      throw SqlException.of(
          SqlState.INVALID_TEXT_REPRESENTATION,
          "invalid input syntax for type integer: \"" + value + "\"");
    }
  }

  /** Names and values, as deserialize_deflist reads them. */
  private static Map<String, String> read(String text) {
    Map<String, String> options = new LinkedHashMap<>();
    int at = skip(text, 0, true);
    while (at < text.length()) {
      int start = at;
      while (at < text.length() && text.charAt(at) != '=' && !isSpace(text, at)) {
        at++;
      }
      String name = text.substring(start, at);
      at = skip(text, at, false);
      if (at >= text.length() || text.charAt(at) != '=') {
        throw malformed(text);
      }
      at = skip(text, at + 1, false);
      if (at >= text.length()) {
        throw malformed(text);
      }
      StringBuilder value = new StringBuilder();
      at = value(text, at, value);
      options.put(name.replace("\"", ""), value.toString());
      at = skip(text, at, true);
    }
    return options;
  }

  private static int value(String text, int from, StringBuilder into) {
    char quote = text.charAt(from);
    int at = from;
    if (quote != '\'' && quote != '"') {
      while (at < text.length() && text.charAt(at) != ',' && !isSpace(text, at)) {
        into.append(text.charAt(at++));
      }
      return at;
    }
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == quote && at + 1 < text.length() && text.charAt(at + 1) == quote) {
        at++;
      } else if (c == quote) {
        return at + 1;
      }
      into.append(c);
    }
    throw malformed(text);
  }

  private static SqlException malformed(String text) {
    return SqlException.of(
        SqlState.SYNTAX_ERROR, "invalid parameter list format: \"" + text + "\"");
  }

  private static boolean isSpace(String text, int at) {
    return Character.isWhitespace(text.charAt(at));
  }

  private static int skip(String text, int from, boolean commas) {
    int at = from;
    while (at < text.length() && (isSpace(text, at) || commas && text.charAt(at) == ',')) {
      at++;
    }
    return at;
  }
}
