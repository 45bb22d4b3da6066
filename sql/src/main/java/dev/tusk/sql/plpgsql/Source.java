package dev.tusk.sql.plpgsql;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.Lexeme;
import dev.tusk.sql.parser.LexicalSettings;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The tokens of a body, read once from front to back with some looking ahead. */
final class Source {
  /** Words that no variable can be called unless it is quoted ({@code pl_reserved_kwlist.h}). */
  private static final Set<String> RESERVED =
      Set.of(
          "all", "begin", "by", "case", "declare", "else", "end", "execute", "for", "foreach",
          "from", "if", "in", "into", "loop", "not", "null", "or", "strict", "then", "to", "using",
          "when", "while");

  private final String text;
  private final List<Lexeme> tokens;
  private int at;

  Source(String text, LexicalSettings settings) {
    this.text = text;
    this.tokens = Lexeme.of(text, settings);
  }

  String text() {
    return text;
  }

  Lexeme peek() {
    return peek(0);
  }

  Lexeme peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  /** The token read last. */
  Lexeme last() {
    return tokens.get(Math.max(at - 1, 0));
  }

  /** Where the token before the last one read ends. */
  int previousEnd() {
    return at < 2 ? 0 : tokens.get(at - 2).end();
  }

  Lexeme next() {
    Lexeme token = peek();
    if (token.refusal() != null) {
      throw token.refusal();
    }
    if (at < tokens.size() - 1) {
      at++;
    }
    return token;
  }

  void skip(int count) {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  static boolean isReserved(Lexeme token) {
    return token.kind() == Lexeme.Kind.WORD && RESERVED.contains(token.value());
  }

  /** Any word that may be a name, variables included. */
  static boolean isName(Lexeme token) {
    return token.kind() == Lexeme.Kind.QUOTED_WORD
        || token.kind() == Lexeme.Kind.WORD && !RESERVED.contains(token.value());
  }

  /** A word or a symbol as written; words in quotes are none of the language's. */
  boolean is(int ahead, String wanted) {
    Lexeme token = peek(ahead);
    return switch (token.kind()) {
      case WORD -> token.value().equals(wanted);
      case SYMBOL ->
          text.regionMatches(token.start(), wanted, 0, wanted.length())
              && token.end() - token.start() == wanted.length();
      default -> false;
    };
  }

  boolean is(String wanted) {
    return is(0, wanted);
  }

  boolean accept(String wanted) {
    if (!is(wanted)) {
      return false;
    }
    next();
    return true;
  }

  void expect(String wanted) {
    if (!accept(wanted)) {
      throw syntax();
    }
  }

  boolean atEnd() {
    return peek().kind() == Lexeme.Kind.END;
  }

  /** A name, also one of a variable. */
  String name() {
    if (!isName(peek())) {
      throw syntax();
    }
    return next().value();
  }

  // Places and errors.

  int position(Lexeme token) {
    return position(token.start());
  }

  int position(int offset) {
    return text.codePointCount(0, offset) + 1;
  }

  int line(Lexeme token) {
    int line = 1;
    for (int i = text.indexOf('\n'); i >= 0 && i < token.start(); i = text.indexOf('\n', i + 1)) {
      line++;
    }
    return line;
  }

  int line() {
    return line(peek());
  }

  SqlException syntax() {
    return error("syntax error", peek());
  }

  SqlException error(String message) {
    return error(message, peek());
  }

  /** What is wrong at a token. */
  SqlException error(String message, Lexeme token) {
    if (token.refusal() != null) {
      return token.refusal();
    }
    String place =
        token.kind() == Lexeme.Kind.END
            ? " at end of input"
            : String.format(
                Locale.ROOT, " at or near \"%s\"", text.substring(token.start(), token.end()));
    return SqlException.of(SqlState.SYNTAX_ERROR, message + place).at(position(token));
  }

  SqlException plain(String message, Lexeme token) {
    return plain(SqlState.SYNTAX_ERROR, message, token);
  }

  /** A message that names no token. */
  SqlException plain(SqlState state, String message, Lexeme token) {
    return SqlException.of(state, message).at(position(token));
  }
}
