package dev.tusk.sql.type;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits the text of a date, time or interval into fields, by the look of their characters alone.
 *
 * <p>The classes are those of utils/adt/datetime.c: what is a time and what a date is decided by
 * the first separator; everything else is left to the reader of the fields.
 */
final class DateTimeTokens {
  enum Kind {
    NUMBER,
    DATE,
    TIME,
    WORD,
    /** A sign and digits: a zone offset, or a signed number in an interval. */
    OFFSET,
    /** A sign and letters: -infinity. */
    SIGNED_WORD
  }

  record Token(Kind kind, String text) {}

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private DateTimeTokens(String text) {
    this.text = lower(text);
  }

  /**
   * The fields, or null when a character cannot begin one, or all of them with a byte behind each
   * do not fit into PostgreSQL's buffer.
   */
  static @Nullable List<Token> of(String text, int buffer) {
    DateTimeTokens tokens = new DateTimeTokens(text);
    return tokens.scan() && tokens.fit(buffer) ? tokens.tokens : null;
  }

  private boolean fit(int buffer) {
    int used = 0;
    for (Token token : tokens) {
      used += token.text().length();
      if (used >= buffer) {
        return false;
      }
      used++;
    }
    return true;
  }

  /** ASCII letters only: no other becomes one of them. */
  private static String lower(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    return lower.toString();
  }

  private boolean scan() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (IntegerText.isSpace(c)) {
        at++;
      } else if (isDigit(c)) {
        number();
      } else if (c == '.') {
        int start = at++;
        digits();
        add(Kind.NUMBER, start);
      } else if (isLetter(c)) {
        word();
      } else if (c == '+' || c == '-') {
        if (!signed()) {
          return false;
        }
      } else if (c > ' ' && c < 127) {
        at++;
      } else {
        return false;
      }
    }
    return true;
  }

  private void number() {
    int start = at;
    digits();
    char c = peek();
    if (c == ':') {
      while (isDigit(peek()) || peek() == ':' || peek() == '.') {
        at++;
      }
      add(Kind.TIME, start);
      return;
    }
    if (c != '-' && c != '/' && c != '.') {
      add(Kind.NUMBER, start);
      return;
    }
    at++;
    Kind kind = Kind.DATE;
    if (isDigit(peek())) {
      digits();
      if (peek() == c) {
        while (isDigit(peek()) || peek() == c) {
          at++;
        }
      } else if (c == '.') {
        kind = Kind.NUMBER;
      }
    } else {
      while (isLetter(peek()) || isDigit(peek()) || peek() == c) {
        at++;
      }
      // "12." is a number.
      if (c == '.' && at == text.indexOf('.', start) + 1) {
        kind = Kind.NUMBER;
      }
    }
    add(kind, start);
  }

  private void word() {
    int start = at;
    while (isLetter(peek())) {
      at++;
    }
    char c = peek();
    boolean date = c == '-' || c == '/' || c == '.';
    if (!date && (c == '+' || isDigit(c))) {
      date = !DateTimeWords.isKeyword(text.substring(start, at));
    }
    if (!date) {
      add(Kind.WORD, start);
      return;
    }
    while (isLetter(peek()) || isDigit(peek()) || "+-/_.:".indexOf(peek()) >= 0) {
      at++;
    }
    add(Kind.DATE, start);
  }

  private boolean signed() {
    int start = at++;
    while (IntegerText.isSpace(peek())) {
      at++;
    }
    int first = at;
    if (isDigit(peek())) {
      while (isDigit(peek()) || peek() == ':' || peek() == '.' || peek() == '-') {
        at++;
      }
      tokens.add(new Token(Kind.OFFSET, text.charAt(start) + text.substring(first, at)));
      return true;
    }
    if (isLetter(peek())) {
      while (isLetter(peek())) {
        at++;
      }
      tokens.add(new Token(Kind.SIGNED_WORD, text.charAt(start) + text.substring(first, at)));
      return true;
    }
    return false;
  }

  private void add(Kind kind, int start) {
    tokens.add(new Token(kind, text.substring(start, at)));
  }

  private void digits() {
    while (isDigit(peek())) {
      at++;
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0xffff;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }
}
