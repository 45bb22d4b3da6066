package dev.tusk.sql.textsearch;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a query together from words and operators in the order in which a stack takes them. A stop
 * word leaves a hole, which is closed when the query is finished: phrases around it grow by what it
 * took (tsquery_cleanup.c).
 */
public final class QueryBuilder {
  private final String text;
  private final List<@Nullable Built> stack = new ArrayList<>();
  private int count;
  private boolean holes;

  /** A part, or an operator over parts that may have holes. */
  private sealed interface Built {
    record Leaf(QueryNode.Word word) implements Built {}

    record Hole() implements Built {}

    record Negated(Built operand) implements Built {}

    record Joined(Operator operator, int distance, Built left, Built right) implements Built {}
  }

  /** An operator between two parts. */
  public enum Operator {
    AND,
    OR,
    PHRASE
  }

  QueryBuilder(String text) {
    this.text = text;
  }

  /** A word. */
  public void word(String word, int weights, boolean prefix) {
    if (word.getBytes(StandardCharsets.UTF_8).length > Lexeme.MOST_BYTES) {
      throw tooLong("word is too long in tsquery: \"" + text + "\"");
    }
    count++;
    stack.add(new Built.Leaf(new QueryNode.Word(word, weights, prefix)));
  }

  private static SqlException tooLong(String message) {
    return SqlException.of(SqlState.PROGRAM_LIMIT_EXCEEDED, message);
  }

  /** A word that searches do not know. */
  public void stopWord() {
    count++;
    holes = true;
    stack.add(new Built.Hole());
  }

  /** Negates the last part. */
  public void not() {
    stack.add(new Built.Negated(pop()));
  }

  /** Joins the last two parts. */
  public void join(Operator operator, int distance) {
    Built right = pop();
    Built left = pop();
    stack.add(new Built.Joined(operator, distance, left, right));
  }

  private Built pop() {
    Built last = stack.isEmpty() ? null : stack.removeLast();
    if (last == null) {
      throw new IllegalStateException("malformed tsquery: operand not found");
    }
    return last;
  }

  /** Whether nothing was put in. */
  boolean isEmpty() {
    return count == 0;
  }

  /** Whether there were holes. */
  boolean hadHoles() {
    return holes;
  }

  /** The whole; null when only holes were left. */
  @Nullable QueryNode finish() {
    return stack.isEmpty() ? null : cleaned(pop()).node;
  }

  /**
   * A part without holes.
   *
   * @param left what phrases on its left have to grow by, {@code right} likewise
   */
  private record Cleaned(@Nullable QueryNode node, int left, int right) {}

  private static Cleaned cleaned(Built part) {
    return switch (part) {
      case Built.Leaf(var word) -> new Cleaned(word, 0, 0);
      case Built.Hole _ -> new Cleaned(null, 0, 0);
      case Built.Negated(var operand) -> {
        Cleaned inner = cleaned(operand);
        QueryNode node = inner.node;
        yield new Cleaned(node == null ? null : new QueryNode.Not(node), inner.left, inner.right);
      }
      case Built.Joined joined -> cleaned(joined);
    };
  }

  private static Cleaned cleaned(Built.Joined joined) {
    Cleaned l = cleaned(joined.left);
    Cleaned r = cleaned(joined.right);
    boolean phrase = joined.operator == Operator.PHRASE;
    int distance = phrase ? joined.distance : 0;
    QueryNode left = l.node;
    QueryNode right = r.node;
    if (left == null && right == null) {
      int width = phrase ? l.left + distance + r.left : Math.max(l.left, r.left);
      return new Cleaned(null, width, width);
    }
    if (left == null) {
      return new Cleaned(right, phrase ? l.left + distance + r.left : r.left, r.right);
    }
    if (right == null) {
      return new Cleaned(left, l.left, phrase ? l.right + distance + r.right : l.right);
    }
    return switch (joined.operator) {
      case AND -> new Cleaned(new QueryNode.And(left, right), 0, 0);
      case OR -> new Cleaned(new QueryNode.Or(left, right), 0, 0);
      case PHRASE ->
          new Cleaned(
              new QueryNode.Phrase(left, right, distance + l.right + r.left), l.left, r.right);
    };
  }
}
