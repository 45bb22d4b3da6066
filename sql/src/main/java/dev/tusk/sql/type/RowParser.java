package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text {@code (a,"b c",)} taken apart into the texts of its fields ({@code record_in}). */
final class RowParser {
  private final String text;
  private int at;

  RowParser(String text) {
    this.text = text;
  }

  /** Exactly so many; null is NULL. */
  List<@Nullable String> fields(int count) {
    skipSpace();
    if (peek() != '(') {
      throw malformed("Missing left parenthesis.");
    }
    at++;
    List<@Nullable String> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        if (peek() != ',') {
          throw malformed("Too few columns.");
        }
        at++;
      }
      fields.add(peek() == ',' || peek() == ')' ? null : field());
    }
    if (peek() != ')') {
      throw malformed("Too many columns.");
    }
    at++;
    skipSpace();
    if (at < text.length()) {
      throw malformed("Junk after right parenthesis.");
    }
    return fields;
  }

  /** The next character, one that stands for nothing else at the end. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void skipSpace() {
    while (at < text.length() && IntegerText.isSpace(text.charAt(at))) {
      at++;
    }
  }

  private String field() {
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    while (quoted || peek() != ',' && peek() != ')') {
      char c = taken();
      if (c == '\\') {
        field.append(taken());
      } else if (c != '"') {
        field.append(c);
      } else if (!quoted) {
        quoted = true;
      } else if (peek() == '"') {
        field.append('"');
        at++;
      } else {
        quoted = false;
      }
    }
    return field.toString();
  }

  private char taken() {
    if (at >= text.length()) {
      throw malformed("Unexpected end of input.");
    }
    return text.charAt(at++);
  }

  private SqlException malformed(String detail) {
    return SqlException.of(
            SqlState.INVALID_TEXT_REPRESENTATION, "malformed record literal: \"" + text + "\"")
        .withDetail(detail);
  }
}
