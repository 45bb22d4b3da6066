package dev.tusk.executor.contrib;

import java.util.List;

/** Keys in the statements of refint, whose text errors show. */
final class KeyText {
  private KeyText() {}

  /** {@code a = $1 and b = $2}, with a space behind each. */
  static String equal(List<String> columns) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      text.append(i == 0 ? "" : "and ").append(columns.get(i)).append(" = $").append(i + 1);
      text.append(' ');
    }
    return text.toString();
  }
}
