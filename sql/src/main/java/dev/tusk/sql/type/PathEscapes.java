package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;

/**
 * Backslash escapes in the strings and words of a path (utils/adt/jsonpath_scan.l): JavaScript's,
 * which has {@code \v}, {@code \xHH} and {@code \}u{…} beside JSON's.
 */
final class PathEscapes {
  private static final int HEX = 16;
  private static final int MOST_DIGITS = 6;

  private final String raw;
  private final StringBuilder out;
  private int at;

  private PathEscapes(String raw) {
    this.raw = raw;
    this.out = new StringBuilder(raw.length());
  }

  static String decode(String raw) {
    return raw.indexOf('\\') < 0 ? raw : new PathEscapes(raw).decode();
  }

  private String decode() {
    while (at < raw.length()) {
      char c = raw.charAt(at);
      if (c != '\\') {
        out.append(c);
        at++;
      } else if (at + 1 == raw.length()) {
        throw syntax("unexpected end after backslash", at, raw.length());
      } else if (raw.charAt(at + 1) == 'u') {
        unicodes();
      } else {
        single(raw.charAt(at + 1));
      }
    }
    return out.toString();
  }

  private void single(char letter) {
    if (letter == 'x') {
      int end = digits(at + 2, 2);
      if (end < at + 4) {
        throw syntax("invalid hex character sequence", at, end);
      }
      append(Integer.parseInt(raw, at + 2, end, HEX));
      at = end;
      return;
    }
    out.append(
        switch (letter) {
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'v' -> '\u000b';
          default -> letter;
        });
    at += 2;
  }

  /** One after another, for two of them may be one character. */
  private void unicodes() {
    int first = at;
    int high = -1;
    while (raw.startsWith("\\u", at)) {
      int unit = unicode(first);
      if (unit <= Character.MAX_VALUE && Character.isHighSurrogate((char) unit)) {
        if (high >= 0) {
          throw surrogate("Unicode high surrogate must not follow a high surrogate.");
        }
        high = unit;
        continue;
      }
      boolean low = unit <= Character.MAX_VALUE && Character.isLowSurrogate((char) unit);
      if (low != high >= 0) {
        throw surrogate("Unicode low surrogate must follow a high surrogate.");
      }
      append(low ? Character.toCodePoint((char) high, (char) unit) : unit);
      high = -1;
    }
    if (high >= 0) {
      throw surrogate("Unicode low surrogate must follow a high surrogate.");
    }
  }

  /** The number of one escape. */
  private int unicode(int first) {
    boolean braces = raw.startsWith("{", at + 2);
    int start = braces ? at + 3 : at + 2;
    int end = digits(start, braces ? MOST_DIGITS : 4);
    boolean complete = braces ? end > start && raw.startsWith("}", end) : end == start + 4;
    if (!complete) {
      throw syntax("invalid unicode sequence", first, end);
    }
    at = braces ? end + 1 : end;
    return Integer.parseInt(raw, start, end, HEX);
  }

  private int digits(int start, int most) {
    int end = start;
    while (end < raw.length()
        && end < start + most
        && "0123456789abcdefABCDEF".indexOf(raw.charAt(end)) >= 0) {
      end++;
    }
    return end;
  }

  private void append(int character) {
    if (character == 0) {
      throw SqlException.of(
              SqlState.UNTRANSLATABLE_CHARACTER, "unsupported Unicode escape sequence")
          .withDetail("\\u0000 cannot be converted to text.");
    }
    if (!Character.isValidCodePoint(character)) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, "invalid Unicode code point");
    }
    out.appendCodePoint(character);
  }

  private static SqlException surrogate(String detail) {
    return SqlException.of(
            SqlState.INVALID_TEXT_REPRESENTATION, "invalid input syntax for type jsonpath")
        .withDetail(detail);
  }

  private SqlException syntax(String message, int start, int end) {
    return SqlException.of(
        SqlState.SYNTAX_ERROR,
        message + " at or near \"" + raw.substring(start, end) + "\" of jsonpath input");
  }
}
