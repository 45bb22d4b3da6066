package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an array's text form, {@code [lower:upper]={{…},{…}}}: array_in of utils/adt/arrayfuncs.c.
 */
final class ArrayParser {
  private static final int MAX_SIZE = 134_217_727;

  private final String text;
  private final Type element;
  private final FormatSettings settings;
  private final List<@Nullable String> elements = new ArrayList<>();
  private final int[] lengths = new int[ArrayValue.MAX_DIMENSIONS];
  private int dimensions = -1;

  /** What errors show: the text, without its bounds once they are read. */
  private String shown;

  private int at;

  private ArrayParser(String text, Type element, FormatSettings settings) {
    this.text = text;
    this.shown = text;
    this.element = element;
    this.settings = settings;
  }

  static ArrayValue parse(String text, Type element, FormatSettings settings) {
    return new ArrayParser(text, element, settings).read();
  }

  private ArrayValue read() {
    skipSpace();
    List<int[]> bounds = bounds();
    if (peek() != '{') {
      throw malformed("Array value must start with \"{\" or dimension information.");
    }
    shown = text.substring(at);
    level(0);
    skipSpace();
    if (at < text.length()) {
      throw malformed("Junk after closing right brace.");
    }
    shown = text;
    if (elements.isEmpty()) {
      if (!bounds.isEmpty()) {
        throw malformed("Specified array dimensions do not match array contents.");
      }
      return ArrayValue.empty(element);
    }
    int[] shape = Arrays.copyOf(lengths, dimensions);
    int[] lower = new int[dimensions];
    Arrays.fill(lower, 1);
    if (!bounds.isEmpty()) {
      if (bounds.size() != dimensions) {
        throw malformed("Specified array dimensions do not match array contents.");
      }
      for (int i = 0; i < dimensions; i++) {
        lower[i] = bounds.get(i)[0];
        if (bounds.get(i)[1] - lower[i] + 1 != shape[i]) {
          throw malformed("Specified array dimensions do not match array contents.");
        }
      }
    }
    // Read only now: that the braces are wrong is told before an element that is.
    @Nullable Object[] values = new Object[elements.size()];
    for (int i = 0; i < values.length; i++) {
      String item = elements.get(i);
      values[i] = item == null ? null : element.parse(item, settings);
    }
    return new ArrayValue(element, shape, lower, values);
  }

  private List<int[]> bounds() {
    List<int[]> bounds = new ArrayList<>();
    while (peek() == '[') {
      at++;
      if (bounds.size() >= ArrayValue.MAX_DIMENSIONS) {
        throw tooManyDimensions(bounds.size() + 1);
      }
      int first = boundary();
      int lower = 1;
      int upper = first;
      if (peek() == ':') {
        at++;
        lower = first;
        upper = boundary();
      }
      if (peek() != ']') {
        throw malformed("Missing \"]\" after array dimensions.");
      }
      at++;
      if (upper < lower) {
        throw SqlException.of(
            SqlState.ARRAY_SUBSCRIPT_ERROR, "upper bound cannot be less than lower bound");
      }
      bounds.add(new int[] {lower, upper});
      skipSpace();
    }
    if (!bounds.isEmpty()) {
      if (peek() != '=') {
        throw malformed("Missing \"=\" after array dimensions.");
      }
      at++;
      skipSpace();
      if (peek() != '{') {
        throw malformed("Array contents must start with \"{\".");
      }
    }
    return bounds;
  }

  private int boundary() {
    int start = at;
    if (peek() == '-' || peek() == '+') {
      at++;
    }
    while (DateTimeTokens.isDigit(peek())) {
      at++;
    }
    try {
      return Integer.parseInt(text.substring(start, at));
    } catch (NumberFormatException _) {
      throw malformed("\"[\" must introduce explicitly-specified array dimensions.");
    }
  }

  /** One pair of braces; {@code depth} is how many are open around it. */
  private void level(int depth) {
    if (depth >= ArrayValue.MAX_DIMENSIONS) {
      throw tooManyDimensions(depth + 1);
    }
    at++;
    skipSpace();
    int count = 0;
    if (peek() == '}') {
      at++;
      if (depth > 0 || dimensions > 0) {
        throw malformed("Unexpected \"}\" character.");
      }
      return;
    }
    while (true) {
      skipSpace();
      if (peek() == '{') {
        if (dimensions >= 0 && depth + 1 >= dimensions) {
          throw unexpected('{');
        }
        level(depth + 1);
      } else {
        if (dimensions < 0) {
          dimensions = depth + 1;
        } else if (depth + 1 != dimensions) {
          throw malformed("Multidimensional arrays must have sub-arrays with matching dimensions.");
        }
        elements.add(item());
        if (elements.size() > MAX_SIZE) {
          throw SqlException.of(
              SqlState.PROGRAM_LIMIT_EXCEEDED,
              "array size exceeds the maximum allowed (" + MAX_SIZE + ")");
        }
      }
      count++;
      skipSpace();
      char c = peek();
      at++;
      if (c == '}') {
        break;
      }
      if (c != element.delimiter()) {
        at--;
        throw at >= text.length() ? malformed("Unexpected end of input.") : unexpected(c);
      }
    }
    if (lengths[depth] == 0) {
      lengths[depth] = count;
    } else if (lengths[depth] != count) {
      throw malformed("Multidimensional arrays must have sub-arrays with matching dimensions.");
    }
  }

  private @Nullable String item() {
    if (peek() == '"') {
      return quoted();
    }
    StringBuilder item = new StringBuilder();
    boolean escaped = false;
    int solid = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == element.delimiter() || c == '}') {
        break;
      }
      if (c == '{') {
        throw unexpected('{');
      }
      if (c == '"') {
        throw malformed("Unexpected array element.");
      }
      if (c == '\\') {
        escaped = true;
        at++;
        if (at >= text.length()) {
          throw malformed("Unexpected end of input.");
        }
        c = text.charAt(at);
        item.append(c);
        solid = item.length();
      } else {
        item.append(c);
        if (!IntegerText.isSpace(c)) {
          solid = item.length();
        }
      }
      at++;
    }
    if (at >= text.length()) {
      throw malformed("Unexpected end of input.");
    }
    item.setLength(solid);
    if (item.isEmpty()) {
      throw unexpected(text.charAt(at));
    }
    String word = item.toString();
    if (!escaped && word.equalsIgnoreCase("null")) {
      return null;
    }
    return word;
  }

  private String quoted() {
    StringBuilder item = new StringBuilder();
    at++;
    while (true) {
      if (at >= text.length()) {
        throw malformed("Unexpected end of input.");
      }
      char c = text.charAt(at++);
      if (c == '"') {
        break;
      }
      if (c == '\\') {
        if (at >= text.length()) {
          throw malformed("Unexpected end of input.");
        }
        c = text.charAt(at++);
      }
      item.append(c);
    }
    skipSpace();
    if (at < text.length() && peek() != '}' && peek() != element.delimiter()) {
      throw malformed("Unexpected array element.");
    }
    return item.toString();
  }

  private void skipSpace() {
    while (at < text.length() && IntegerText.isSpace(text.charAt(at))) {
      at++;
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0xffff;
  }

  private SqlException unexpected(char c) {
    return malformed("Unexpected \"" + c + "\" character.");
  }

  private SqlException malformed(String detail) {
    return SqlException.of(
            SqlState.INVALID_TEXT_REPRESENTATION, "malformed array literal: \"" + shown + "\"")
        .withDetail(detail);
  }

  private static SqlException tooManyDimensions(int count) {
    return SqlException.of(
        SqlState.PROGRAM_LIMIT_EXCEEDED,
        "number of array dimensions ("
            + count
            + ") exceeds the maximum allowed ("
            + ArrayValue.MAX_DIMENSIONS
            + ")");
  }
}
