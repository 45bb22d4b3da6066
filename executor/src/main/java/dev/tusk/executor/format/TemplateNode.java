package dev.tusk.executor.format;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a template: a pattern such as {@code YYYY}, or a character. */
sealed interface TemplateNode {
  /**
   * A pattern.
   *
   * @param name as written
   * @param fill FM: no padding
   * @param ordinal {@code "TH"} or {@code "th"}; empty for none
   */
  record Pattern(String name, boolean fill, boolean translated, String ordinal)
      implements TemplateNode {}

  /** A character between patterns; quoted ones are never separators. */
  record Text(String character, boolean separator, boolean quoted) implements TemplateNode {}

  /** Cuts a template; where several names fit the longest does. */
  static List<TemplateNode> parse(String template, List<String> names, boolean affixes) {
    List<String> byLength =
        names.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    List<TemplateNode> nodes = new ArrayList<>();
    int at = 0;
    while (at < template.length()) {
      boolean fill = affixes && startsWithEither(template, at, "FM", "fm");
      boolean translated = affixes && startsWithEither(template, at, "TM", "tm");
      int start = fill || translated ? at + 2 : at;
      String name = find(template, start, byLength);
      if (name != null) {
        at = start + name.length();
        String ordinal = "";
        if (affixes && startsWithEither(template, at, "TH", "th")) {
          ordinal = template.substring(at, at + 2);
          at += 2;
        } else if (affixes && template.startsWith("SP", at)) {
          at += 2;
        }
        nodes.add(new Pattern(name, fill, translated, ordinal));
      } else if (start < template.length() && template.charAt(start) == '"') {
        at = quoted(template, start + 1, nodes);
      } else if (start < template.length()) {
        if (template.startsWith("\\\"", start)) {
          start++;
        }
        int c = template.codePointAt(start);
        nodes.add(new Text(Character.toString(c), c != '"' && isSeparator(c), false));
        at = start + Character.charCount(c);
      } else {
        at = start;
      }
    }
    return nodes;
  }

  /** Separators of a template of the standard. */
  String SEPARATORS = "-./,':; ";

  /**
   * Cuts a template in the standard's form, where only some characters may stand between patterns.
   *
   * @throws SqlException 22007
   */
  static List<TemplateNode> strict(String template, List<String> names) {
    List<TemplateNode> nodes = parse(template, names, true);
    for (TemplateNode node : nodes) {
      if (node instanceof Text(String character, _, boolean quoted)
          && !quoted
          && !SEPARATORS.contains(character)) {
        throw SqlException.of(
            SqlState.INVALID_DATETIME_FORMAT,
            "invalid datetime format separator: \"" + character + "\"");
      }
    }
    return nodes;
  }

  private static boolean startsWithEither(String text, int at, String upper, String lower) {
    return text.startsWith(upper, at) || text.startsWith(lower, at);
  }

  private static @Nullable String find(String template, int at, List<String> names) {
    for (String name : names) {
      if (template.startsWith(name, at)) {
        return name;
      }
    }
    return null;
  }

  private static int quoted(String template, int from, List<TemplateNode> nodes) {
    int at = from;
    while (at < template.length() && template.charAt(at) != '"') {
      if (template.charAt(at) == '\\' && at + 1 < template.length()) {
        at++;
      }
      int c = template.codePointAt(at);
      nodes.add(new Text(Character.toString(c), false, true));
      at += Character.charCount(c);
    }
    return at + 1;
  }

  /** White space and ASCII characters that are neither letters nor digits. */
  static boolean isSeparator(int c) {
    return isSpace(c)
        || c > 0x20
            && c < 0x7f
            && !(c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9');
  }

  static boolean isSpace(int c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }
}
