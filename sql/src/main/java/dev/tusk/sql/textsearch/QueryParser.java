package dev.tusk.sql.textsearch;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.textsearch.QueryBuilder.Operator;
import java.util.ArrayList;
import java.util.List;

/** Reads queries in their three forms (parse_tsquery of tsquery.c). */
public final class QueryParser {
  private final String text;
  private final Form form;
  private final Operands operands;
  private final QueryBuilder builder;
  private final WordScanner words;
  private int at;
  private int depth;
  private boolean first = true;
  private boolean wantsOperand = true;

  /** What is read. */
  public enum Form {
    /** With operators and parentheses. */
    STANDARD,
    /** One operand, as it is. */
    PLAIN,
    /** As in search engines: quotes, {@code or}, a minus sign. */
    WEB
  }

  /** What becomes of an operand. */
  public interface Operands {
    void put(String operand, int weights, boolean prefix, QueryBuilder to);
  }

  /** What was read last. */
  private sealed interface Token {
    record Value(String text, int weights, boolean prefix) implements Token {}

    record Not() implements Token {}

    record Join(Operator operator, int distance) implements Token {}

    record Open() implements Token {}

    record Close() implements Token {}

    record End() implements Token {}
  }

  private QueryParser(String text, Form form, Operands operands) {
    this.text = text;
    this.form = form;
    this.operands = operands;
    this.builder = new QueryBuilder(text);
    this.words = new WordScanner(text, true, form == Form.WEB);
  }

  /**
   * Reads a query.
   *
   * @throws SqlException 42601, 22023, 54000 in PostgreSQL's words
   */
  public static TextQuery parse(String text, Form form, Operands operands) {
    QueryParser parser = new QueryParser(text, form, operands);
    parser.level();
    return new TextQuery(parser.builder.finish());
  }

  /** What stands between parentheses, or all. */
  private void level() {
    List<Token> open = new ArrayList<>();
    while (true) {
      Token token = next();
      switch (token) {
        case Token.Value(var value, var weights, var prefix) ->
            operands.put(value, weights, prefix, builder);
        case Token.Not _, Token.Join _ -> {
          reduce(open, token);
          open.add(token);
        }
        case Token.Open _ -> level();
        case Token.Close _, Token.End _ -> {
          reduce(open, new Token.Join(Operator.OR, 0));
          return;
        }
      }
    }
  }

  private static int priority(Token operator) {
    return switch (operator) {
      case Token.Not _ -> 4;
      case Token.Join(var join, _) ->
          switch (join) {
            case PHRASE -> 3;
            case AND -> 2;
            case OR -> 1;
          };
      case Token.Value _, Token.Open _, Token.Close _, Token.End _ -> 0;
    };
  }

  /** Applies the operators that bind at least as tightly as what comes. */
  private void reduce(List<Token> open, Token coming) {
    int priority = priority(coming);
    while (!open.isEmpty()) {
      int last = priority(open.getLast());
      if (coming instanceof Token.Not ? priority >= last : priority > last) {
        return;
      }
      if (open.removeLast() instanceof Token.Join(var operator, var distance)) {
        builder.join(operator, distance);
      } else {
        builder.not();
      }
    }
  }

  private Token next() {
    return switch (form) {
      case PLAIN -> {
        boolean end = at >= text.length();
        at = text.length();
        yield end ? new Token.End() : new Token.Value(text, 0, false);
      }
      case STANDARD -> wantsOperand ? standardOperand() : standardOperator();
      case WEB -> wantsOperand ? webOperand() : webOperator();
    };
  }

  private boolean atEnd() {
    return at >= text.length();
  }

  private void skipSpaces() {
    while (!atEnd() && WordScanner.isSpace(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
  }

  private boolean accept(char c) {
    if (!atEnd() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private SqlException syntax() {
    return words.syntax();
  }

  private Token standardOperand() {
    skipSpaces();
    if (accept('!')) {
      first = false;
      return new Token.Not();
    }
    if (accept('(')) {
      first = false;
      depth++;
      return new Token.Open();
    }
    if (accept(':')) {
      throw syntax();
    }
    String word = words.next(at);
    if (word == null) {
      if (first) {
        return new Token.End();
      }
      throw SqlException.of(SqlState.SYNTAX_ERROR, "no operand in tsquery: \"" + text + "\"");
    }
    at = words.at();
    wantsOperand = false;
    return modified(word);
  }

  /** A word with the weights and the star that follow it. */
  private Token modified(String word) {
    int weights = 0;
    boolean prefix = false;
    if (accept(':')) {
      for (; !atEnd(); at++) {
        char c = text.charAt(at);
        int weight = Lexeme.weightOf(c);
        if (c == '*') {
          prefix = true;
        } else if (weight >= 0) {
          weights |= 1 << weight;
        } else {
          break;
        }
      }
    }
    return new Token.Value(word, weights, prefix);
  }

  private Token standardOperator() {
    skipSpaces();
    if (atEnd()) {
      if (depth != 0) {
        throw syntax();
      }
      return new Token.End();
    }
    if (accept(')')) {
      if (--depth < 0) {
        throw syntax();
      }
      return new Token.Close();
    }
    wantsOperand = true;
    first = false;
    if (accept('&')) {
      return new Token.Join(Operator.AND, 0);
    }
    if (accept('|')) {
      return new Token.Join(Operator.OR, 0);
    }
    int distance = phraseDistance();
    if (distance < 0) {
      throw syntax();
    }
    return new Token.Join(Operator.PHRASE, distance);
  }

  /** The distance in {@code <->} or {@code <n>}; -1 when there is none. */
  private int phraseDistance() {
    if (!accept('<')) {
      return -1;
    }
    if (accept('-')) {
      return accept('>') ? 1 : -1;
    }
    int start = at;
    while (!atEnd() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    String digits = text.substring(start, at);
    if (digits.isEmpty()) {
      return -1;
    }
    if (digits.length() > 9 || Integer.parseInt(digits) > QueryNode.MOST_DISTANCE) {
      throw distance();
    }
    return accept('>') ? Integer.parseInt(digits) : -1;
  }

  /** A distance that is too far. */
  public static SqlException distance() {
    return SqlException.of(
        SqlState.INVALID_PARAMETER_VALUE,
        "distance in phrase operator must be an integer value between zero and "
            + QueryNode.MOST_DISTANCE
            + " inclusive");
  }

  private Token webOperand() {
    while (true) {
      skipSpaces();
      if (accept('-')) {
        first = false;
        return new Token.Not();
      }
      if (accept('"')) {
        int end = text.indexOf('"', at);
        String quoted = text.substring(at, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end + 1;
        wantsOperand = false;
        return new Token.Value(quoted, 0, false);
      }
      if (!atEnd() && WordScanner.isOperator(text.charAt(at))) {
        at++;
        first = false;
        continue;
      }
      String word = words.next(at);
      if (word != null) {
        at = words.at();
        wantsOperand = false;
        return new Token.Value(word, 0, false);
      }
      if (!first) {
        builder.stopWord(); // An operator wants its operand.
      }
      return new Token.End();
    }
  }

  private Token webOperator() {
    while (true) {
      skipSpaces();
      if (atEnd()) {
        return new Token.End();
      }
      if (acceptOr()) {
        wantsOperand = true;
        first = false;
        return new Token.Join(Operator.OR, 0);
      }
      if (!WordScanner.isOperator(text.charAt(at))) {
        wantsOperand = true;
        first = false;
        return new Token.Join(Operator.AND, 0);
      }
      at++;
    }
  }

  /** {@code or}, when it is no part of a word and something follows. */
  private boolean acceptOr() {
    if (!text.regionMatches(true, at, "or", 0, 2) || at + 2 >= text.length()) {
      return false;
    }
    int c = text.codePointAt(at + 2);
    if (c == '-' || c == '_' || Character.isLetterOrDigit(c)) {
      return false;
    }
    int next = at + 2 + Character.charCount(c);
    while (next < text.length() && WordScanner.isSpace(text.codePointAt(next))) {
      next++;
    }
    if (next >= text.length()) {
      return false;
    }
    at += 2;
    return true;
  }
}
