package dev.tusk.executor.jsonpath;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts a path's text into tokens (utils/adt/jsonpath_scan.l). */
final class PathLexer {
  enum Kind {
    WORD,
    STRING,
    VARIABLE,
    NUMBER,
    SYMBOL,
    END
  }

  record Token(Kind kind, String text) {
    boolean is(String symbol) {
      return (kind == Kind.SYMBOL || kind == Kind.WORD) && text.equals(symbol);
    }
  }

  private static final Set<String> LONG_SYMBOLS =
      Set.of("&&", "||", "==", "!=", "<>", "<=", ">=", "**");
  private static final String SPECIAL = "?%$.[]{}()|&!=<>@#,*:-+/\\\"";

  private final String text;
  private int at;

  private PathLexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) {
    PathLexer lexer = new PathLexer(text);
    List<Token> tokens = new ArrayList<>();
    do {
      tokens.add(lexer.next());
    } while (tokens.getLast().kind() != Kind.END);
    return tokens;
  }

  static SqlException syntaxError(Token token) {
    return SqlException.of(
        SqlState.SYNTAX_ERROR,
        token.kind() == Kind.END
            ? "syntax error at end of jsonpath input"
            : "syntax error at or near \"" + token.text() + "\" of jsonpath input");
  }

  private Token next() {
    skipSpace();
    if (at >= text.length()) {
      return new Token(Kind.END, "");
    }
    char c = text.charAt(at);
    if (c == '"') {
      return new Token(Kind.STRING, quoted());
    }
    if (c == '$') {
      at++;
      if (at < text.length() && text.charAt(at) == '"') {
        return new Token(Kind.VARIABLE, quoted());
      }
      String name = word();
      return name.isEmpty() ? new Token(Kind.SYMBOL, "$") : new Token(Kind.VARIABLE, name);
    }
    if (isDigit(c) || c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
      return new Token(Kind.NUMBER, number());
    }
    if (at + 1 < text.length() && LONG_SYMBOLS.contains(text.substring(at, at + 2))) {
      at += 2;
      return new Token(Kind.SYMBOL, text.substring(at - 2, at));
    }
    if (SPECIAL.indexOf(c) >= 0 && c != '\\') {
      at++;
      return new Token(Kind.SYMBOL, String.valueOf(c));
    }
    return new Token(Kind.WORD, word());
  }

  private void skipSpace() {
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
          throw SqlException.of(
              SqlState.SYNTAX_ERROR, "unexpected end of comment at end of jsonpath input");
        }
        at = end + 2;
      } else {
        return;
      }
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private String word() {
    int start = at;
    while (at < text.length()
        && !Character.isWhitespace(text.charAt(at))
        && (SPECIAL.indexOf(text.charAt(at)) < 0 || text.charAt(at) == '\\')) {
      at += text.charAt(at) == '\\' && at + 1 < text.length() ? 2 : 1;
    }
    String raw = text.substring(start, at);
    return raw.indexOf('\\') < 0 ? raw : decode('"' + raw + '"');
  }

  private String quoted() {
    int start = at++;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= text.length()) {
      throw SqlException.of(
          SqlState.SYNTAX_ERROR, "unterminated quoted string at end of jsonpath input");
    }
    at++;
    return decode(text.substring(start, at));
  }

  /** JSON's escapes, and beside them {@code \v}, {@code \xHH} and {@code \}u{…}. */
  private static String decode(String quoted) {
    if (quoted.indexOf('\\') < 0) {
      return quoted.substring(1, quoted.length() - 1);
    }
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < quoted.length(); i++) {
      char c = quoted.charAt(i);
      if (c != '\\' || i + 1 >= quoted.length()) {
        json.append(c);
        continue;
      }
      char escaped = quoted.charAt(++i);
      if (escaped == 'u' && i + 1 < quoted.length() && quoted.charAt(i + 1) == '{') {
        int end = quoted.indexOf('}', i);
        for (char unit :
            Character.toChars(Integer.parseInt(quoted, i + 2, Math.max(end, i + 2), 16))) {
          json.append(unit);
        }
        i = Math.max(end, i + 1);
      } else if (escaped == 'x' && i + 2 < quoted.length()) {
        json.append("\\u00").append(quoted, i + 1, i + 3);
        i += 2;
      } else if (escaped == 'v') {
        json.append("\\u000b");
      } else if ("\"\\/bfnrtu".indexOf(escaped) >= 0) {
        json.append('\\').append(escaped);
      } else {
        json.append(escaped);
      }
    }
    return JsonNode.parse(json.toString()).string();
  }

  private String number() {
    int start = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    if (at < text.length()
        && text.charAt(at) == '.'
        && !text.startsWith(".*", at)
        && (at + 1 >= text.length() || !Character.isLetter(text.charAt(at + 1)))) {
      at++;
      while (at < text.length() && isDigit(text.charAt(at))) {
        at++;
      }
    }
    if (at < text.length() && (text.charAt(at) | 0x20) == 'e') {
      int exponent = at + 1;
      if (exponent < text.length() && "+-".indexOf(text.charAt(exponent)) >= 0) {
        exponent++;
      }
      if (exponent < text.length() && isDigit(text.charAt(exponent))) {
        at = exponent;
        while (at < text.length() && isDigit(text.charAt(at))) {
          at++;
        }
      }
    }
    if (at < text.length() && (Character.isLetter(text.charAt(at)) || text.charAt(at) == '_')) {
      throw SqlException.of(
          SqlState.SYNTAX_ERROR,
          String.format(
              Locale.ROOT,
              "trailing junk after numeric literal at or near \"%s\" of jsonpath input",
              text.substring(start, at + 1)));
    }
    return text.substring(start, at);
  }
}
