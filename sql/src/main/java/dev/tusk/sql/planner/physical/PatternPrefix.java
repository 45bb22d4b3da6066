package dev.tusk.sql.planner.physical;

import org.jspecify.annotations.Nullable;

/**
 * What every text begins with that matches a pattern.
 *
 * @param exact whether a matching text is this, and nothing behind it
 */
record PatternPrefix(String text, boolean exact) {
  private static final PatternPrefix NONE = new PatternPrefix("", false);

  /** Characters that mean something else than themselves in a regular expression. */
  private static final String SPECIAL = "\\.[](){}*+?|^$";

  /** Of a beginning itself. */
  static PatternPrefix of(String prefix) {
    return new PatternPrefix(prefix, false);
  }

  /** Of a pattern of LIKE; a backslash takes the next character as it is. */
  static PatternPrefix ofLike(String pattern) {
    StringBuilder prefix = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '%' || c == '_') {
        return new PatternPrefix(prefix.toString(), false);
      }
      if (c == '\\') {
        i++;
        if (i == pattern.length()) {
          return NONE;
        }
        c = pattern.charAt(i);
      }
      prefix.append(c);
    }
    return new PatternPrefix(prefix.toString(), true);
  }

  /**
   * Of a regular expression that is bound to the beginning and has no alternatives: {@code ^abc},
   * {@code ^abc$}, {@code ^(abc)$}.
   */
  static PatternPrefix ofRegex(String pattern) {
    if (!pattern.startsWith("^") || pattern.indexOf('|') >= 0) {
      return NONE;
    }
    boolean group = pattern.startsWith("^(") && pattern.endsWith(")$");
    String body = group ? pattern.substring(2, pattern.length() - 2) : pattern.substring(1);
    int end = 0;
    while (end < body.length() && SPECIAL.indexOf(body.charAt(end)) < 0) {
      end++;
    }
    boolean whole = group ? end == body.length() : body.substring(end).equals("$");
    if (end < body.length() && "*?{".indexOf(body.charAt(end)) >= 0) {
      if (end == 0) {
        return NONE;
      }
      end = body.offsetByCodePoints(end, -1); // The last one may be missing.
    }
    return group && end < body.length() ? NONE : new PatternPrefix(body.substring(0, end), whole);
  }

  /**
   * The least text that stands behind all with this beginning, as bytes order them: the last
   * character that has a next one is replaced by it. Null when there is none.
   */
  @Nullable String behind() {
    int end = text.length();
    while (end > 0) {
      int last = text.codePointBefore(end);
      int start = end - Character.charCount(last);
      if (last < Character.MAX_CODE_POINT) {
        int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
        return text.substring(0, start) + Character.toString(next);
      }
      end = start;
    }
    return null;
  }
}
