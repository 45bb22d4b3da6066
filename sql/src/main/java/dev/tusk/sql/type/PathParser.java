package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.PathLexer.Kind;
import dev.tusk.sql.type.PathLexer.Token;
import dev.tusk.sql.type.PathNode.Accessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a path (utils/adt/jsonpath_gram.y). */
final class PathParser {
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<>", "<", "<=", ">", ">=");
  private static final Set<String> METHODS =
      Set.of("abs", "size", "type", "floor", "double", "ceiling", "keyvalue");

  private final List<Token> tokens;
  private int at;
  private boolean lax = true;

  /** How deep in filters, where {@code @} stands, and in subscripts, where {@code last} does. */
  private int filters;

  private int subscripts;
  private @Nullable String misplaced;

  PathParser(String text) {
    this.tokens = PathLexer.tokens(text);
  }

  boolean lax() {
    return lax;
  }

  PathNode parse() {
    if (sees("strict") || sees("lax")) {
      lax = next().is("lax");
    }
    PathNode path = or();
    if (peek().kind() != Kind.END) {
      throw PathLexer.syntaxError(peek());
    }
    if (misplaced != null) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, misplaced);
    }
    return path;
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token next() {
    return tokens.get(peek().kind() == Kind.END ? at : at++);
  }

  private boolean sees(String symbol) {
    return peek().is(symbol);
  }

  private boolean takes(String symbol) {
    if (sees(symbol)) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String symbol) {
    if (!takes(symbol)) {
      throw PathLexer.syntaxError(peek());
    }
  }

  /** Remembers what stands where it may not: that is told only of a path without other mistakes. */
  private void misplaced(String message) {
    misplaced = misplaced == null ? message : misplaced;
  }

  /** What may stand beside an operator: a predicate only with a step behind its parentheses. */
  private PathNode operand(PathNode node) {
    if (node.isPredicate()) {
      throw PathLexer.syntaxError(peek());
    }
    return node;
  }

  private PathNode or() {
    PathNode left = and();
    while (takes("||")) {
      left = new PathNode.Or(predicate(left), predicate(and()));
    }
    return left;
  }

  private PathNode and() {
    PathNode left = not();
    while (takes("&&")) {
      left = new PathNode.And(predicate(left), predicate(not()));
    }
    return left;
  }

  private PathNode predicate(PathNode node) {
    if (!node.isPredicate()) {
      throw PathLexer.syntaxError(peek());
    }
    return node;
  }

  private PathNode not() {
    if (takes("!")) {
      if (!sees("(") && !sees("exists")) {
        throw PathLexer.syntaxError(peek());
      }
      return new PathNode.Not(predicate(primary()));
    }
    return comparison();
  }

  private PathNode comparison() {
    PathNode left = additive();
    Token token = peek();
    if (token.kind() == Kind.SYMBOL && COMPARISONS.contains(token.text())) {
      operand(left);
      next();
      String operator = token.text().equals("<>") ? "!=" : token.text();
      return new PathNode.Compare(operator, left, operand(additive()));
    }
    if (sees("starts") || sees("like_regex")) {
      operand(left);
    }
    if (takes("starts")) {
      expect("with");
      Token initial = next();
      return switch (initial.kind()) {
        case STRING ->
            new PathNode.StartsWith(left, new PathNode.Literal(Jsonb.of(initial.text())));
        case VARIABLE -> new PathNode.StartsWith(left, new PathNode.Variable(initial.text()));
        case WORD, NUMBER, SYMBOL, END -> throw PathLexer.syntaxError(initial);
      };
    }
    return takes("like_regex") ? likeRegex(left) : left;
  }

  private PathNode likeRegex(PathNode operand) {
    String pattern = string();
    String flags = takes("flag") ? string() : "";
    StringBuilder known = new StringBuilder();
    for (char flag : flags.toCharArray()) {
      switch (flag) {
        case 'i', 's', 'm', 'x', 'q' -> {}
        default ->
            throw SqlException.of(SqlState.SYNTAX_ERROR, "invalid input syntax for type jsonpath")
                .withDetail(
                    String.format(
                        Locale.ROOT,
                        "Unrecognized flag character \"%s\" in LIKE_REGEX predicate.",
                        flag));
      }
    }
    if (flags.contains("x") && !flags.contains("q")) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "XQuery \"x\" flag (expanded regular expressions) is not implemented");
    }
    for (char flag : "ismxq".toCharArray()) {
      if (flags.indexOf(flag) >= 0) {
        known.append(flag);
      }
    }
    return new PathNode.LikeRegex(operand, pattern, known.toString());
  }

  private String string() {
    Token token = next();
    if (token.kind() != Kind.STRING) {
      throw PathLexer.syntaxError(token);
    }
    return token.text();
  }

  private PathNode additive() {
    PathNode left = multiplicative();
    while (sees("+") || sees("-")) {
      operand(left);
      left = new PathNode.Arithmetic(next().text().charAt(0), left, operand(multiplicative()));
    }
    return left;
  }

  private PathNode multiplicative() {
    PathNode left = unary();
    while (sees("*") || sees("/") || sees("%")) {
      operand(left);
      left = new PathNode.Arithmetic(next().text().charAt(0), left, operand(unary()));
    }
    return left;
  }

  private PathNode unary() {
    if (sees("+") || sees("-")) {
      boolean minus = next().is("-");
      PathNode operand = operand(unary());
      if (operand instanceof PathNode.Literal(Jsonb.JsonNumber(Numeric value))) {
        return new PathNode.Literal(Jsonb.of(minus ? value.negate() : value));
      }
      return new PathNode.Sign(minus, operand);
    }
    return accessors(primary());
  }

  private PathNode primary() {
    Token token = next();
    return switch (token.kind()) {
      case STRING -> new PathNode.Literal(Jsonb.of(token.text()));
      case VARIABLE -> new PathNode.Variable(token.text());
      case NUMBER -> new PathNode.Literal(Jsonb.of(numeric(token)));
      case WORD -> word(token);
      case SYMBOL -> {
        switch (token.text()) {
          case "$" -> {
            yield new PathNode.Root();
          }
          case "@" -> {
            if (filters == 0) {
              misplaced("@ is not allowed in root expressions");
            }
            yield new PathNode.Current();
          }
          case "(" -> {
            PathNode inner = or();
            expect(")");
            if (inner.isPredicate() && takes("is")) {
              expect("unknown");
              yield new PathNode.IsUnknown(inner);
            }
            yield inner;
          }
          default -> throw PathLexer.syntaxError(token);
        }
      }
      case END -> throw PathLexer.syntaxError(token);
    };
  }

  private PathNode word(Token token) {
    // All keywords but these three may be written in capitals.
    switch (token.text()) {
      case "true" -> {
        return new PathNode.Literal(Jsonb.of(true));
      }
      case "false" -> {
        return new PathNode.Literal(Jsonb.of(false));
      }
      case "null" -> {
        return new PathNode.Literal(Jsonb.NULL);
      }
      default -> {}
    }
    return switch (token.text().toLowerCase(Locale.ROOT)) {
      case "last" -> {
        if (subscripts == 0) {
          misplaced("LAST is allowed only in array subscripts");
        }
        yield new PathNode.Last();
      }
      case "exists" -> {
        expect("(");
        PathNode path = operand(or());
        expect(")");
        yield new PathNode.Exists(path);
      }
      default -> throw PathLexer.syntaxError(token);
    };
  }

  private static Numeric numeric(Token token) {
    return (Numeric) Types.NUMERIC.parse(token.text(), FormatSettings.DEFAULT);
  }

  private PathNode accessors(PathNode primary) {
    PathNode node = primary;
    while (true) {
      if (takes(".")) {
        node = new PathNode.Step(node, member());
      } else if (takes("[")) {
        node = new PathNode.Step(node, subscripts());
      } else if (takes("?")) {
        expect("(");
        filters++;
        PathNode predicate = predicate(or());
        filters--;
        expect(")");
        node = new PathNode.Step(node, new Accessor.Filter(predicate));
      } else {
        return node;
      }
    }
  }

  private Accessor member() {
    Token token = next();
    return switch (token.kind()) {
      case STRING -> new Accessor.Key(token.text());
      case WORD -> {
        if (!sees("(")) {
          yield new Accessor.Key(token.text());
        }
        yield method(token);
      }
      case SYMBOL -> {
        if (token.is("*")) {
          yield new Accessor.AnyKey();
        }
        if (token.is("**")) {
          yield descendants();
        }
        throw PathLexer.syntaxError(token);
      }
      case VARIABLE, NUMBER, END -> throw PathLexer.syntaxError(token);
    };
  }

  private Accessor method(Token token) {
    String name = token.text().toLowerCase(Locale.ROOT);
    if (name.equals("datetime")) {
      expect("(");
      String template = sees(")") ? null : string();
      expect(")");
      return new Accessor.Datetime(template);
    }
    if (!METHODS.contains(name)) {
      throw PathLexer.syntaxError(peek());
    }
    expect("(");
    expect(")");
    return new Accessor.Method(name);
  }

  private Accessor descendants() {
    if (!takes("{")) {
      return new Accessor.Descendants(0, Integer.MAX_VALUE);
    }
    int first = level();
    int last = takes("to") ? level() : first;
    expect("}");
    return new Accessor.Descendants(first, last);
  }

  private int level() {
    if (takes("last")) {
      return Integer.MAX_VALUE;
    }
    Token token = next();
    if (token.kind() != Kind.NUMBER) {
      throw PathLexer.syntaxError(token);
    }
    Long level = numeric(token).toLong(0, Integer.MAX_VALUE - 1);
    if (level == null) {
      throw PathLexer.syntaxError(token);
    }
    return level.intValue();
  }

  private Accessor subscripts() {
    if (sees("*") && tokens.get(at + 1).is("]")) {
      at += 2;
      return new Accessor.AnyElement();
    }
    subscripts++;
    List<PathNode.Range> ranges = new ArrayList<>();
    do {
      PathNode from = operand(additive());
      ranges.add(new PathNode.Range(from, takes("to") ? operand(additive()) : null));
    } while (takes(","));
    subscripts--;
    expect("]");
    return new Accessor.Subscripts(ranges);
  }
}
