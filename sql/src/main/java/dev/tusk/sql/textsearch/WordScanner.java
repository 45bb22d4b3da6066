package dev.tusk.sql.textsearch;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads one word after another of the text forms of tsvector and tsquery (tsvector_parser.c):
 * quotes, backslashes, and behind a tsvector's word its positions.
 */
final class WordScanner {
  private final String text;
  private final boolean query;
  private final boolean web;
  private final StringBuilder word = new StringBuilder();
  private int[] positions = new int[4];
  private int positionCount;
  private int at;

  /**
   * @param query operators end words, and there are no positions
   * @param web nothing is quoted
   */
  WordScanner(String text, boolean query, boolean web) {
    this.text = text;
    this.query = query;
    this.web = web;
  }

  int at() {
    return at;
  }

  /** The word that begins at a place or behind the spaces there; null when the text ends. */
  @Nullable String next(int from) {
    at = from;
    word.setLength(0);
    positionCount = 0;
    while (!atEnd() && isSpace(text.codePointAt(at))) {
      at++;
    }
    if (atEnd()) {
      return null;
    }
    if (!web && text.charAt(at) == '\'') {
      at++;
      quoted();
    } else {
      if (query && isOperator(text.charAt(at)) || web && text.charAt(at) == '"') {
        throw syntax();
      }
      plain();
    }
    return word.toString();
  }

  private boolean atEnd() {
    return at >= text.length();
  }

  private void plain() {
    boolean first = true;
    while (!atEnd()) {
      char c = text.charAt(at);
      if (!web && c == '\\') {
        escaped();
      } else if (isSpace(text.codePointAt(at))
          || query && isOperator(c) && !first
          || web && c == '"') {
        return;
      } else if (c == ':' && !first) {
        if (!query) {
          at++;
          readPositions();
        }
        return;
      } else {
        copy();
      }
      first = false;
    }
  }

  private void quoted() {
    while (true) {
      if (atEnd()) {
        throw syntax();
      }
      char c = text.charAt(at);
      if (c == '\\') {
        escaped();
      } else if (c != '\'') {
        copy();
      } else if (at + 1 < text.length() && text.charAt(at + 1) == '\'') {
        at++;
        copy();
      } else {
        at++;
        break;
      }
    }
    if (word.isEmpty()) {
      throw syntax();
    }
    if (!query && !atEnd() && text.charAt(at) == ':') {
      at++;
      readPositions();
    }
  }

  private void escaped() {
    at++;
    if (atEnd()) {
      throw SqlException.of(
          SqlState.SYNTAX_ERROR, "there is no escaped character: \"" + text + "\"");
    }
    copy();
  }

  private void copy() {
    int c = text.codePointAt(at);
    word.appendCodePoint(c);
    at += Character.charCount(c);
  }

  private void readPositions() {
    while (true) {
      int start = at;
      while (!atEnd() && Character.isDigit(text.charAt(at))) {
        at++;
      }
      if (at == start) {
        throw syntax();
      }
      int number = number(start);
      int weight = 0;
      for (; !atEnd() && text.charAt(at) != ','; at++) {
        char c = text.charAt(at);
        int letter = c == '*' ? 3 : Lexeme.weightOf(c);
        if (letter >= 0) {
          if (weight != 0) {
            throw syntax();
          }
          weight = letter;
        } else if (isSpace(c)) {
          break;
        } else if (!Character.isDigit(c)) {
          throw syntax();
        }
      }
      add(Lexeme.position(number, weight));
      if (atEnd() || text.charAt(at) != ',') {
        return;
      }
      at++;
    }
  }

  private int number(int start) {
    String digits = text.substring(start, at);
    int number = digits.length() > 9 ? Lexeme.LAST_POSITION : Integer.parseInt(digits);
    if (number == 0) {
      throw SqlException.of(
          SqlState.SYNTAX_ERROR, "wrong position info in tsvector: \"" + text + "\"");
    }
    return number;
  }

  private void add(int position) {
    if (positionCount == positions.length) {
      positions = Arrays.copyOf(positions, 2 * positionCount);
    }
    positions[positionCount++] = position;
  }

  /** The positions of the word read last, as they were written. */
  int[] positions() {
    return Arrays.copyOf(positions, positionCount);
  }

  SqlException syntax() {
    return SqlException.of(
        SqlState.SYNTAX_ERROR,
        "syntax error in " + (query ? "tsquery" : "tsvector") + ": \"" + text + "\"");
  }

  static boolean isOperator(char c) {
    return "!&|()".indexOf(c) >= 0 || c == '<';
  }

  static boolean isSpace(int c) {
    return Character.isWhitespace(c) || c == 0x0B || c == 0x85;
  }
}
