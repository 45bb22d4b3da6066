package dev.tusk.executor.regex;

/** Reads a bracket expression: {@code [a-z[:digit:]_]}, {@code [^…]}. */
final class RegexBracket {
  private final String text;
  private final RegexOptions options;
  private final StringBuilder members = new StringBuilder();
  private int at;

  /**
   * @param at behind the opening bracket
   */
  RegexBracket(String text, int at, RegexOptions options) {
    this.text = text;
    this.at = at;
    this.options = options;
  }

  int end() {
    return at;
  }

  RegexNode parse() {
    boolean negated = at < text.length() && text.charAt(at) == '^';
    if (negated) {
      at++;
    }
    boolean first = true;
    while (true) {
      if (at >= text.length()) {
        throw RegexParser.invalid("brackets [] not balanced");
      }
      if (text.charAt(at) == ']' && !first) {
        at++;
        break;
      }
      first = false;
      member();
    }
    if (negated && options.newlineStops()) {
      members.append("\\n");
    }
    return new RegexNode.One("[" + (negated ? "^" : "") + members + "]");
  }

  private void member() {
    if (text.startsWith("[:", at)) {
      int end = text.indexOf(":]", at + 2);
      if (end < 0) {
        throw RegexParser.invalid("brackets [] not balanced");
      }
      String name = text.substring(at + 2, end);
      if (options.ignoreCase() && (name.equals("upper") || name.equals("lower"))) {
        name = "alpha";
      }
      members.append('[').append(RegexEscapes.members(name)).append(']');
      at = end + 2;
      return;
    }
    if (text.charAt(at) == '\\' && at + 1 < text.length()) {
      char letter = text.charAt(at + 1);
      String set = RegexEscapes.set(letter);
      if (set != null) {
        if (Character.isUpperCase(letter)) {
          throw RegexParser.invalid("invalid escape \\ sequence");
        }
        members.append(set);
        at += 2;
        return;
      }
    }
    int low = endpoint();
    if (at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']') {
      at++;
      int high = endpoint();
      if (high < low) {
        throw RegexParser.invalid("invalid character range");
      }
      members.append(RegexEscapes.quote(low)).append('-').append(RegexEscapes.quote(high));
      if (options.ignoreCase()) {
        addCases(low, high);
      }
    } else {
      members.append(options.ignoreCase() ? RegexEscapes.quoteCases(low) : RegexEscapes.quote(low));
    }
  }

  /** Of the characters between two, those whose other case lies outside. */
  private void addCases(int low, int high) {
    for (int c = low; c <= high; c++) {
      int lower = Character.toLowerCase(c);
      int upper = Character.toUpperCase(c);
      if (lower < low || lower > high || upper < low || upper > high) {
        members.append(RegexEscapes.quoteCases(c));
      }
    }
  }

  private int endpoint() {
    if (at >= text.length()) {
      throw RegexParser.invalid("brackets [] not balanced");
    }
    if (text.startsWith("[.", at) || text.startsWith("[=", at)) {
      char kind = text.charAt(at + 1);
      int end = text.indexOf(kind + "]", at + 3);
      if (end < 0) {
        throw RegexParser.invalid("brackets [] not balanced");
      }
      String element = text.substring(at + 2, end);
      if (element.codePointCount(0, element.length()) != 1) {
        throw RegexParser.invalid("invalid collating element");
      }
      at = end + 2;
      return element.codePointAt(0);
    }
    int c = text.codePointAt(at);
    at += Character.charCount(c);
    if (c == '\\') {
      if (at >= text.length()) {
        throw RegexParser.invalid("invalid escape \\ sequence");
      }
      if (!RegexEscapes.isAlphanumeric(text.charAt(at))) {
        int plain = text.codePointAt(at);
        at += Character.charCount(plain);
        return plain;
      }
      RegexEscapes.Character escaped = RegexEscapes.character(text, at);
      at = escaped.end();
      return escaped.codePoint();
    }
    return c;
  }
}
