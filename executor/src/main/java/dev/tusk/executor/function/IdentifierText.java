package dev.tusk.executor.function;

import static dev.tusk.executor.function.VectorBodies.arg;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits a qualified name into its parts: parse_ident of utils/adt/misc.c. */
final class IdentifierText {
  private final String text;
  private final List<@Nullable Object> parts = new ArrayList<>();
  private int at;

  private IdentifierText(String text) {
    this.text = text;
  }

  static void register(FunctionLibrary library) {
    library.any(
        "parse_ident(text,bool)",
        (a, _) -> parse((String) arg(a, 0), a.length < 2 || (Boolean) arg(a, 1)));
  }

  private static ArrayValue parse(String text, boolean strict) {
    IdentifierText name = new IdentifierText(text);
    name.read(strict);
    return ArrayValue.of(Types.TEXT, name.parts);
  }

  private void read(boolean strict) {
    boolean afterDot = false;
    skipSpace();
    while (true) {
      if (peek() == '"') {
        quoted();
      } else if (isStart(peek())) {
        plain();
      } else {
        throw missing(afterDot);
      }
      skipSpace();
      if (peek() != '.') {
        if (strict && at < text.length()) {
          throw invalid();
        }
        return;
      }
      afterDot = true;
      at++;
      skipSpace();
    }
  }

  private SqlException missing(boolean afterDot) {
    if (peek() == '.') {
      return invalid().withDetail("No valid identifier before \".\".");
    }
    return afterDot ? invalid().withDetail("No valid identifier after \".\".") : invalid();
  }

  private void quoted() {
    StringBuilder part = new StringBuilder();
    while (true) {
      int close = text.indexOf('"', at + 1);
      if (close < 0) {
        throw invalid().withDetail("String has unclosed double quotes.");
      }
      part.append(text, at + 1, close);
      at = close + 1;
      if (peek() != '"') {
        break;
      }
      part.append('"');
    }
    if (part.isEmpty()) {
      throw invalid().withDetail("Quoted identifier must not be empty.");
    }
    parts.add(part.toString());
  }

  private void plain() {
    StringBuilder part = new StringBuilder();
    while (isStart(peek()) || peek() == '$' || peek() >= '0' && peek() <= '9') {
      char c = peek();
      part.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
      at++;
    }
    parts.add(part.toString());
  }

  private static boolean isStart(char c) {
    return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 128;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\n\r\f".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private SqlException invalid() {
    return StringBodies.parameter("string is not a valid identifier: \"" + text + "\"");
  }
}
