package dev.tusk.executor.session;

import dev.tusk.sql.parser.Lexeme;
import dev.tusk.sql.parser.LexicalSettings;

/** Where a function's body stands in a statement, as {@code function_parse_error_transpose}. */
final class BodyPlace {
  private BodyPlace() {}

  /**
   * The place in a statement of a character of a body that is a string there.
   *
   * @param position in the body, from 1
   * @return from 1; 0 when the body is not there, or more than once
   */
  static int find(String statement, String body, int position, LexicalSettings settings) {
    Lexeme only = null;
    for (Lexeme token : Lexeme.of(statement, settings)) {
      if (token.kind() == Lexeme.Kind.STRING && token.value().equals(body)) {
        if (only != null) {
          return 0;
        }
        only = token;
      }
    }
    if (only == null) {
      return 0;
    }
    int at = statement.codePointCount(0, only.start());
    int offset =
        Math.min(
            body.offsetByCodePoints(
                0, Math.min(position - 1, body.codePointCount(0, body.length()))),
            body.length());
    if (statement.charAt(only.start()) == '$') {
      int quote = statement.indexOf('$', only.start() + 1) - only.start() + 1;
      return at + quote + position;
    }
    // Quotes within are written twice.
    int doubled = (int) body.substring(0, offset).chars().filter(c -> c == '\'').count();
    return at + 1 + position + doubled;
  }
}
