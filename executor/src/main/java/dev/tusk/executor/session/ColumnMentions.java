package dev.tusk.executor.session;

import java.util.regex.Pattern;

/** Looks for names in an expression's SQL. */
final class ColumnMentions {
  private static final String BEFORE = "(?<![A-Za-z0-9_$\"'])";
  private static final String BEHIND = "(?![A-Za-z0-9_$\"'(])";

  private ColumnMentions() {}

  /** Whether the name stands in the text as a word of its own. */
  static boolean in(String expression, String name) {
    return expression.contains('"' + name + '"')
        || Pattern.compile(BEFORE + Pattern.quote(name) + BEHIND).matcher(expression).find();
  }
}
