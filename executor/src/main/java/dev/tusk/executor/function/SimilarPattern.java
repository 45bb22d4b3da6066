package dev.tusk.executor.function;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * SIMILAR TO's patterns rewritten as regular expressions (similar_escape in utils/adt/regexp.c).
 */
final class SimilarPattern {
  private SimilarPattern() {}

  /**
   * @param escape the escape character; empty for none, null for a backslash
   */
  static String toRegex(String pattern, @Nullable String escape) {
    int mark = '\\';
    if (escape != null) {
      if (escape.codePointCount(0, escape.length()) > 1) {
        throw LikePattern.invalidEscape();
      }
      mark = escape.isEmpty() ? -1 : escape.codePointAt(0);
    }
    StringBuilder out = new StringBuilder(pattern.length() + 16).append("^(?:");
    boolean escaped = false;
    boolean inBrackets = false;
    int quotes = 0;
    for (int i = 0; i < pattern.length(); ) {
      int c = pattern.codePointAt(i);
      i += Character.charCount(c);
      if (escaped) {
        if (c == '"' && !inBrackets) {
          separator(quotes++, out);
        } else {
          out.append('\\').appendCodePoint(c);
        }
        escaped = false;
      } else if (c == mark) {
        escaped = true;
      } else if (inBrackets) {
        if (c == '\\') {
          out.append('\\');
        }
        out.appendCodePoint(c);
        inBrackets = c != ']';
      } else {
        inBrackets = c == '[';
        plain(c, out);
      }
    }
    return out.append(")$").toString();
  }

  /** The three parts of substring(… similar …): the first two as short and long as can be. */
  private static void separator(int quotes, StringBuilder out) {
    switch (quotes) {
      case 0 -> out.append("){1,1}?(");
      case 1 -> out.append("){1,1}(?:");
      default ->
          throw SqlException.of(
              SqlState.INVALID_ESCAPE_SEQUENCE,
              "SQL regular expression may not contain more than two"
                  + " escape-double-quote separators");
    }
  }

  private static void plain(int c, StringBuilder out) {
    switch (c) {
      case '%' -> out.append(".*");
      case '_' -> out.append('.');
      case '(' -> out.append("(?:");
      case '\\', '.', '^', '$' -> out.append('\\').append((char) c);
      default -> out.appendCodePoint(c);
    }
  }
}
