package dev.tusk.sql.planner.deparse;

import java.util.function.Supplier;

/** The text being written, with its lines and their indentation. */
final class Printout {
  /** Columns of one step; {@code PRETTYINDENT_STD} and its kin. */
  static final int STEP = 8;

  static final int JOIN = 4;
  static final int VARIABLE = 4;
  private static final int LIMIT = 40;

  final PrintStyle style;
  private StringBuilder text = new StringBuilder();
  private int indent;

  Printout(PrintStyle style) {
    this.style = style;
  }

  Printout add(String more) {
    text.append(more);
    return this;
  }

  int indent() {
    return indent;
  }

  void indent(int level) {
    indent = level;
  }

  /** A keyword that begins a line where there are lines ({@code appendContextKeyword}). */
  void keyword(String word, int before, int after, int plus) {
    if (!style.indented()) {
      text.append(word);
      return;
    }
    indent += before;
    trim();
    text.append('\n');
    int amount;
    if (indent < LIMIT) {
      amount = Math.max(indent, 0) + plus;
    } else {
      amount = (LIMIT + (indent - LIMIT) / (STEP / 2)) % LIMIT + plus;
    }
    text.append(" ".repeat(amount)).append(word);
    indent = Math.max(indent + after, 0);
  }

  /** Takes away blanks at the end. */
  void trim() {
    int length = text.length();
    while (length > 0 && text.charAt(length - 1) == ' ') {
      length--;
    }
    text.setLength(length);
  }

  /** What the action writes, apart from the text. */
  String apart(Runnable action) {
    StringBuilder before = text;
    text = new StringBuilder();
    action.run();
    String result = text.toString();
    text = before;
    return result;
  }

  /** As {@link #apart(Runnable)}, with a value. */
  <T> Apart<T> apart(Supplier<T> action) {
    StringBuilder before = text;
    text = new StringBuilder();
    T value = action.get();
    String result = text.toString();
    text = before;
    return new Apart<>(result, value);
  }

  record Apart<T>(String text, T value) {}

  /** Whether a piece would reach beyond the column where lines end. */
  boolean overflows(String piece) {
    int line = text.length() - (text.lastIndexOf("\n") + 1);
    return line + piece.length() > style.wrapColumn();
  }

  /** Whether lines are broken by their length. */
  boolean wraps() {
    return style.indented() && style.wrapColumn() >= 0;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
