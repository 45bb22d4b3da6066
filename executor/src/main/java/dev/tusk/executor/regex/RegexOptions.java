package dev.tusk.executor.regex;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;

/**
 * How a regular expression is read and matched: the letters of regexp_replace's last argument and
 * of {@code (?…)} at an expression's start.
 *
 * @param global all matches rather than the first
 * @param newlineStops {@code .} and {@code [^…]} do not match a newline
 * @param newlineAnchors {@code ^} and {@code $} match at lines' ends too
 */
public record RegexOptions(
    boolean global,
    boolean ignoreCase,
    boolean newlineStops,
    boolean newlineAnchors,
    boolean expanded,
    boolean literal) {
  public static final RegexOptions NONE =
      new RegexOptions(false, false, false, false, false, false);

  public static final RegexOptions IGNORE_CASE = NONE.withIgnoreCase(true);

  /**
   * Reads option letters.
   *
   * @throws SqlException 22023 for an unknown letter
   */
  public static RegexOptions parse(String letters) {
    RegexOptions options = NONE;
    for (int i = 0; i < letters.length(); ) {
      int c = letters.codePointAt(i);
      RegexOptions next = c == 'g' ? options.withGlobal() : options.with(c);
      if (next == null) {
        throw SqlException.of(
            SqlState.INVALID_PARAMETER_VALUE,
            "invalid regular expression option: \"" + Character.toString(c) + "\"");
      }
      options = next;
      i += Character.charCount(c);
    }
    return options;
  }

  /** With one more letter; null for one that is unknown. */
  @org.jspecify.annotations.Nullable
  RegexOptions with(int letter) {
    return switch (letter) {
      case 'b' -> throw SqlException.notSupported("basic regular expression syntax");
      case 'c' -> withIgnoreCase(false);
      case 'e', 't' -> letter == 't' ? withExpanded(false) : this;
      case 'i' -> withIgnoreCase(true);
      case 'm', 'n' -> withNewlines(true, true);
      case 'p' -> withNewlines(true, false);
      case 'q' ->
          new RegexOptions(global, ignoreCase, newlineStops, newlineAnchors, expanded, true);
      case 's' -> withNewlines(false, false);
      case 'w' -> withNewlines(false, true);
      case 'x' -> withExpanded(true);
      default -> null;
    };
  }

  RegexOptions withGlobal() {
    return new RegexOptions(true, ignoreCase, newlineStops, newlineAnchors, expanded, literal);
  }

  RegexOptions withIgnoreCase(boolean value) {
    return new RegexOptions(global, value, newlineStops, newlineAnchors, expanded, literal);
  }

  private RegexOptions withExpanded(boolean value) {
    return new RegexOptions(global, ignoreCase, newlineStops, newlineAnchors, value, literal);
  }

  private RegexOptions withNewlines(boolean stops, boolean anchors) {
    return new RegexOptions(global, ignoreCase, stops, anchors, expanded, literal);
  }
}
