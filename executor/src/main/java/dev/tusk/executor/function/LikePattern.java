package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;

/**
 * A LIKE pattern, read once: {@code %}, {@code _} and backslash escapes (utils/adt/like_match.c).
 *
 * <p>Patterns that only compare, or look for a piece at the start, at the end or anywhere, are
 * answered by String's own methods; any other in time proportional to text × pieces.
 */
final class LikePattern {
  private static final int ANY_ONE = -1;
  private static final int ANY_MANY = -2;
  private static final int LONE_ESCAPE = -3;

  /** A retry compares as many characters as the pattern has, at most. */
  private static final int RETRIES_PER_CHECK = 64;

  private enum Shape {
    EXACT,
    PREFIX,
    SUFFIX,
    CONTAINS,
    GENERAL
  }

  private final Shape shape;
  private final String piece;
  private final int[] tokens;

  private LikePattern(Shape shape, String piece, int[] tokens) {
    this.shape = shape;
    this.piece = piece;
    this.tokens = tokens;
  }

  static LikePattern of(String pattern) {
    int[] tokens = new int[pattern.length()];
    int count = 0;
    int wildcards = 0;
    boolean general = false;
    StringBuilder literal = new StringBuilder();
    for (int i = 0; i < pattern.length(); ) {
      int c = pattern.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\\') {
        if (i == pattern.length()) {
          tokens[count++] = LONE_ESCAPE;
          general = true;
          continue;
        }
        c = pattern.codePointAt(i);
        i += Character.charCount(c);
      } else if (c == '_') {
        tokens[count++] = ANY_ONE;
        general = true;
        continue;
      } else if (c == '%') {
        if (count == 0 || tokens[count - 1] != ANY_MANY) {
          tokens[count++] = ANY_MANY;
          wildcards++;
        }
        continue;
      }
      tokens[count++] = c;
      literal.appendCodePoint(c);
    }
    int[] used = java.util.Arrays.copyOf(tokens, count);
    return new LikePattern(shape(used, wildcards, general), literal.toString(), used);
  }

  private static Shape shape(int[] tokens, int wildcards, boolean general) {
    if (general || wildcards > 2) {
      return Shape.GENERAL;
    }
    if (wildcards == 0) {
      return Shape.EXACT;
    }
    boolean first = tokens[0] == ANY_MANY;
    boolean last = tokens[tokens.length - 1] == ANY_MANY;
    if (wildcards == 2) {
      return first && last ? Shape.CONTAINS : Shape.GENERAL;
    }
    return last ? Shape.PREFIX : first ? Shape.SUFFIX : Shape.GENERAL;
  }

  boolean matches(String text, FunctionContext context) {
    return switch (shape) {
      case EXACT -> text.equals(piece);
      case PREFIX -> text.startsWith(piece);
      case SUFFIX -> text.endsWith(piece);
      case CONTAINS -> TextSearch.indexOf(text, piece, 0, context) >= 0;
      case GENERAL -> general(text, context);
    };
  }

  /** Only the last {@code %} met is ever tried again, so the time is bounded by a product. */
  private boolean general(String text, FunctionContext context) {
    int at = 0;
    int token = 0;
    int retryText = -1;
    int retryToken = -1;
    int retries = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      int wanted = token < tokens.length ? tokens[token] : ANY_MANY - 10;
      if (wanted == LONE_ESCAPE) {
        throw loneEscape();
      }
      if (wanted == ANY_MANY) {
        retryToken = ++token;
        retryText = at;
        if (token == tokens.length) {
          return true;
        }
      } else if (wanted == c || wanted == ANY_ONE) {
        at += Character.charCount(c);
        token++;
      } else if (retryToken >= 0) {
        if ((++retries & RETRIES_PER_CHECK - 1) == 0) {
          context.checkCancelled();
        }
        retryText += Character.charCount(text.codePointAt(retryText));
        at = retryText;
        token = retryToken;
      } else {
        return false;
      }
    }
    while (token < tokens.length && tokens[token] == ANY_MANY) {
      token++;
    }
    return token == tokens.length;
  }

  private static SqlException loneEscape() {
    return SqlException.of(
        SqlState.INVALID_ESCAPE_SEQUENCE, "LIKE pattern must not end with escape character");
  }

  /** {@code LIKE … ESCAPE}: the pattern written with backslashes (like_escape). */
  static String withBackslashes(String pattern, String escape) {
    if (escape.isEmpty()) {
      return pattern.replace("\\", "\\\\");
    }
    if (escape.codePointCount(0, escape.length()) != 1) {
      throw invalidEscape();
    }
    int mark = escape.codePointAt(0);
    if (mark == '\\') {
      return pattern;
    }
    StringBuilder out = new StringBuilder(pattern.length() + 8);
    boolean escaped = false;
    for (int i = 0; i < pattern.length(); ) {
      int c = pattern.codePointAt(i);
      i += Character.charCount(c);
      if (c == mark && !escaped) {
        out.append('\\');
        escaped = true;
      } else if (c == '\\') {
        out.append('\\');
        if (!escaped) {
          out.append('\\');
        }
        escaped = false;
      } else {
        out.appendCodePoint(c);
        escaped = false;
      }
    }
    return out.toString();
  }

  static SqlException invalidEscape() {
    return SqlException.of(SqlState.INVALID_ESCAPE_SEQUENCE, "invalid escape string")
        .withHint("Escape string must be empty or one character.");
  }
}
