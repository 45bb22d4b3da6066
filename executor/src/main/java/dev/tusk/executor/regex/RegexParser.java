package dev.tusk.executor.regex;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads PostgreSQL's advanced regular expressions (backend/regex/regcomp.c and regc_lex.c; chapter
 * 9.7.3 of its manual).
 */
final class RegexParser {
  static final String START = "\\A";
  static final String LINE_START = "(?:\\A|(?<=\\n))";
  static final String END = "\\z";
  static final String LINE_END = "(?=\\n|\\z)";

  private static final int MAX_REPETITIONS = 255;
  private static final int MAX_DEPTH = 1000;

  private final String text;
  private RegexOptions options;
  private int at;
  private int groups;
  private int depth;

  /** How deep in lookaround, where nothing captures and nothing is referred to. */
  private int looks;

  private final List<Integer> closedGroups = new ArrayList<>();

  RegexParser(String text, RegexOptions options) {
    this.text = text;
    this.options = options;
  }

  RegexOptions options() {
    return options;
  }

  int groups() {
    return groups;
  }

  RegexNode parse() {
    director();
    if (options.literal()) {
      return literal();
    }
    RegexNode node = choice();
    if (at < text.length()) {
      throw invalid("parentheses () not balanced");
    }
    return node;
  }

  static SqlException invalid(String what) {
    return SqlException.of(
        SqlState.INVALID_REGULAR_EXPRESSION, "invalid regular expression: " + what);
  }

  /** {@code ***=}, {@code ***:} and {@code (?letters)} at the start. */
  private void director() {
    if (options.literal()) {
      return;
    }
    if (text.startsWith("***")) {
      if (text.startsWith("***=")) {
        options = java.util.Objects.requireNonNull(options.with('q'));
        at = 4;
        return;
      }
      if (!text.startsWith("***:")) {
        throw invalid("quantifier operand invalid");
      }
      at = 4;
    }
    if (text.startsWith("(?", at)
        && at + 2 < text.length()
        && Character.isLetter(text.charAt(at + 2))) {
      int end = at + 2;
      while (end < text.length() && Character.isLetter(text.charAt(end))) {
        RegexOptions next = options.with(text.charAt(end));
        if (next == null) {
          throw invalid("invalid embedded option");
        }
        options = next;
        end++;
      }
      if (end >= text.length() || text.charAt(end) != ')') {
        throw invalid("invalid embedded option");
      }
      at = end + 1;
    }
  }

  private RegexNode literal() {
    List<RegexNode> parts = new ArrayList<>();
    while (at < text.length()) {
      parts.add(character(next()));
    }
    return new RegexNode.Sequence(parts);
  }

  private int next() {
    int c = text.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }

  private boolean sees(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private RegexNode choice() {
    if (++depth > MAX_DEPTH) {
      throw invalid("regular expression is too complex");
    }
    List<RegexNode> branches = new ArrayList<>();
    branches.add(branch());
    while (sees('|')) {
      at++;
      branches.add(branch());
    }
    depth--;
    return branches.size() == 1 ? branches.getFirst() : new RegexNode.Choice(branches);
  }

  private RegexNode branch() {
    List<RegexNode> parts = new ArrayList<>();
    while (true) {
      skipExpanded();
      if (at >= text.length() || sees('|') || sees(')') && depth > 1) {
        break;
      }
      RegexNode atom = atom();
      skipExpanded();
      parts.add(quantified(atom));
    }
    return parts.size() == 1 ? parts.getFirst() : new RegexNode.Sequence(parts);
  }

  /** White space and comments of the expanded syntax, and {@code (?#…)}. */
  private void skipExpanded() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (options.expanded() && Character.isWhitespace(c)) {
        at++;
      } else if (options.expanded() && c == '#') {
        while (at < text.length() && text.charAt(at) != '\n') {
          at++;
        }
      } else if (text.startsWith("(?#", at)) {
        int end = text.indexOf(')', at);
        at = end < 0 ? text.length() : end + 1;
      } else {
        return;
      }
    }
  }

  private RegexNode atom() {
    int c = next();
    return switch (c) {
      case '(' -> parenthesis();
      case ')' -> throw invalid("parentheses () not balanced");
      case '[' -> bracket();
      case '.' -> new RegexNode.One(options.newlineStops() ? "[^\\n]" : "[\\s\\S]");
      case '^' -> new RegexNode.Place(options.newlineAnchors() ? LINE_START : START);
      case '$' -> new RegexNode.Place(options.newlineAnchors() ? LINE_END : END);
      case '*', '+', '?' -> throw invalid("quantifier operand invalid");
      case '{' -> {
        if (at < text.length() && isDigit(text.charAt(at))) {
          throw invalid("quantifier operand invalid");
        }
        yield character('{');
      }
      case '\\' -> escape();
      default -> character(c);
    };
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private RegexNode parenthesis() {
    String opening = null;
    boolean captures = true;
    if (sees('?')) {
      captures = false;
      for (String look : List.of("?=", "?!", "?<=", "?<!", "?:")) {
        if (text.startsWith(look, at)) {
          opening = look;
        }
      }
      if (opening == null) {
        throw invalid("quantifier operand invalid");
      }
      at += opening.length();
    }
    boolean look = opening != null && !opening.equals("?:");
    looks += look ? 1 : 0;
    int number = captures && looks == 0 ? ++groups : 0;
    RegexNode inner = choice();
    looks -= look ? 1 : 0;
    if (!sees(')')) {
      throw invalid("parentheses () not balanced");
    }
    at++;
    if (look) {
      return new RegexNode.Look("(" + opening, inner);
    }
    if (number > 0) {
      closedGroups.add(number);
    }
    return new RegexNode.Group(number, inner);
  }

  private RegexNode quantified(RegexNode atom) {
    int min;
    int max;
    if (sees('*')) {
      min = 0;
      max = RegexNode.UNLIMITED;
      at++;
    } else if (sees('+')) {
      min = 1;
      max = RegexNode.UNLIMITED;
      at++;
    } else if (sees('?')) {
      min = 0;
      max = 1;
      at++;
    } else if (sees('{') && at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
      at++;
      min = number();
      max = min;
      if (sees(',')) {
        at++;
        max = sees('}') ? RegexNode.UNLIMITED : number();
      }
      if (!sees('}')) {
        throw invalid(
            at >= text.length() ? "braces {} not balanced" : "invalid repetition count(s)");
      }
      at++;
      if (max >= 0 && min > max) {
        throw invalid("invalid repetition count(s)");
      }
    } else {
      return atom;
    }
    boolean greedy = true;
    if (sees('?')) {
      greedy = false;
      at++;
    }
    skipExpanded();
    if (sees('*') || sees('+') || sees('?')) {
      throw invalid("quantifier operand invalid");
    }
    if (atom instanceof RegexNode.Place || atom instanceof RegexNode.Look) {
      throw invalid("quantifier operand invalid");
    }
    return new RegexNode.Repeat(atom, min, max, greedy);
  }

  private int number() {
    int value = 0;
    int start = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      value = value * 10 + text.charAt(at++) - '0';
      if (value > MAX_REPETITIONS) {
        throw invalid("invalid repetition count(s)");
      }
    }
    if (at == start) {
      throw invalid(at >= text.length() ? "braces {} not balanced" : "invalid repetition count(s)");
    }
    return value;
  }

  private RegexNode bracket() {
    if (text.startsWith("[:<:]]", at)) {
      at += 6;
      return new RegexNode.Place(RegexEscapes.WORD_START);
    }
    if (text.startsWith("[:>:]]", at)) {
      at += 6;
      return new RegexNode.Place(RegexEscapes.WORD_END);
    }
    RegexBracket bracket = new RegexBracket(text, at, options);
    RegexNode node = bracket.parse();
    at = bracket.end();
    return node;
  }

  private RegexNode escape() {
    if (at >= text.length()) {
      throw invalid("invalid escape \\ sequence");
    }
    char c = text.charAt(at);
    if (c >= '1' && c <= '9') {
      RegexNode reference = backReference();
      if (reference != null) {
        return reference;
      }
    }
    if (!RegexEscapes.isAlphanumeric(c)) {
      return character(next());
    }
    RegexNode place = RegexEscapes.place(c);
    if (place != null) {
      at++;
      return place;
    }
    String set = RegexEscapes.set(c);
    if (set != null) {
      at++;
      return new RegexNode.One(set);
    }
    RegexEscapes.Character escaped = RegexEscapes.character(text, at);
    at = escaped.end();
    return character(escaped.codePoint());
  }

  /** {@code \1}; two digits are a reference only when there are that many groups, else octal. */
  private @Nullable RegexNode backReference() {
    int end = at;
    while (end < text.length() && isDigit(text.charAt(end)) && end - at < 3) {
      end++;
    }
    int number = Integer.parseInt(text, at, end, 10);
    if (end - at > 1 && number > groups) {
      return null;
    }
    if (looks > 0 || !closedGroups.contains(number)) {
      throw invalid("invalid backreference number");
    }
    at = end;
    return new RegexNode.BackReference(number, options.ignoreCase());
  }

  private RegexNode character(int codePoint) {
    String java =
        options.ignoreCase()
            ? "[" + RegexEscapes.quoteCases(codePoint) + "]"
            : RegexEscapes.quote(codePoint);
    return new RegexNode.One(java, codePoint);
  }
}
