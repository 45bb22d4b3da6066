package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.ArrayList;
import java.util.List;
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

  /**
   * A token.
   *
   * @param shown what an error says it was found at; the end of a word is seen at what follows it
   */
  record Token(Kind kind, String text, String shown) {
    /** Whether it is a symbol or a keyword, in capitals or not. */
    boolean is(String symbol) {
      return switch (kind) {
        case SYMBOL -> text.equals(symbol);
        case WORD -> text.equalsIgnoreCase(symbol);
        case STRING, VARIABLE, NUMBER, END -> false;
      };
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
        token.shown().isEmpty()
            ? "syntax error at end of jsonpath input"
            : "syntax error at or near \"" + token.shown() + "\" of jsonpath input");
  }

  private Token next() {
    skipSpace();
    if (at >= text.length()) {
      return new Token(Kind.END, "", "");
    }
    char c = text.charAt(at);
    if (c == '"') {
      return new Token(Kind.STRING, quoted(), "\"");
    }
    if (c == '$') {
      at++;
      if (at < text.length() && text.charAt(at) == '"') {
        return new Token(Kind.VARIABLE, quoted(), "\"");
      }
      String name = plainWord();
      return name.isEmpty()
          ? new Token(Kind.SYMBOL, "$", "$")
          : new Token(Kind.VARIABLE, name, blanks());
    }
    if (isDigit(c) || c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
      String number = number();
      return new Token(Kind.NUMBER, number, number);
    }
    if (at + 1 < text.length() && LONG_SYMBOLS.contains(text.substring(at, at + 2))) {
      at += 2;
      String symbol = text.substring(at - 2, at);
      return new Token(Kind.SYMBOL, symbol, symbol);
    }
    if (SPECIAL.indexOf(c) >= 0 && c != '\\') {
      at++;
      return new Token(Kind.SYMBOL, String.valueOf(c), String.valueOf(c));
    }
    return new Token(Kind.WORD, word(), blanks());
  }

  private String blanks() {
    int end = at;
    while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return text.substring(at, end);
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

  private static boolean isOther(char c) {
    return !Character.isWhitespace(c) && SPECIAL.indexOf(c) < 0;
  }

  /** As much of a word as stands without escapes. */
  private String plainWord() {
    int start = at;
    while (at < text.length() && isOther(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private String word() {
    int start = at;
    do {
      plainWord();
      if (at < text.length() && text.charAt(at) == '\\') {
        at = Math.min(at + 2, text.length());
        if (text.startsWith("u{", at - 1)) {
          int end = text.indexOf('}', at);
          at = end < 0 ? text.length() : end + 1;
        }
      }
    } while (at < text.length() && (isOther(text.charAt(at)) || text.charAt(at) == '\\'));
    String raw = text.substring(start, at);
    return PathEscapes.decode(raw);
  }

  private String quoted() {
    int start = at++;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    if (at > text.length()) {
      throw SqlException.of(
          SqlState.SYNTAX_ERROR,
          "unexpected end after backslash at or near \"\\\" of jsonpath input");
    }
    if (at == text.length()) {
      throw SqlException.of(
          SqlState.SYNTAX_ERROR, "unexpected end of quoted string at end of jsonpath input");
    }
    at++;
    return PathEscapes.decode(text.substring(start + 1, at - 1));
  }

  private String number() {
    int start = at;
    if (text.charAt(at) == '0') {
      at++;
    } else {
      digits();
    }
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) | 0x20) == 'e') {
      exponent(start);
    }
    if (at < text.length()
        && !Character.isWhitespace(text.charAt(at))
        && SPECIAL.indexOf(text.charAt(at)) < 0) {
      throw junk("trailing junk after numeric literal", start, at + 1);
    }
    return text.substring(start, at);
  }

  private void digits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private void exponent(int start) {
    int exponent = at + 1;
    boolean signed = exponent < text.length() && "+-".indexOf(text.charAt(exponent)) >= 0;
    if (signed) {
      exponent++;
    }
    if (exponent < text.length() && isDigit(text.charAt(exponent))) {
      at = exponent;
      digits();
    } else if (signed) {
      throw junk("invalid numeric literal", start, exponent);
    }
  }

  private SqlException junk(String message, int start, int end) {
    return SqlException.of(
        SqlState.SYNTAX_ERROR,
        message + " at or near \"" + text.substring(start, end) + "\" of jsonpath input");
  }
}
