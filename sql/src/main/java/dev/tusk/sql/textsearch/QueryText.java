package dev.tusk.sql.textsearch;

import dev.tusk.sql.textsearch.QueryNode.And;
import dev.tusk.sql.textsearch.QueryNode.Not;
import dev.tusk.sql.textsearch.QueryNode.Or;
import dev.tusk.sql.textsearch.QueryNode.Phrase;
import dev.tusk.sql.textsearch.QueryNode.Word;

/** The text form of tsquery: {@code 'fat':A & ( 'cat' | !'rat':* )}. */
public final class QueryText {
  private QueryText() {}

  /**
   * Reads it, words as they stand.
   *
   * @throws dev.tusk.sql.error.SqlException 42601 or 54000 in PostgreSQL's words
   */
  public static TextQuery read(String text) {
    return QueryParser.parse(
        text,
        QueryParser.Form.STANDARD,
        (word, weights, prefix, to) -> to.word(word, weights, prefix));
  }

  public static String write(TextQuery query) {
    StringBuilder out = new StringBuilder();
    QueryNode root = query.root();
    if (root != null) {
      write(root, -1, false, out);
    }
    return out.toString();
  }

  /**
   * A part of a query.
   *
   * @param around priority of the operator around it
   * @param rightOfPhrase phrases are not associative: on the right they need parentheses
   */
  private static void write(QueryNode node, int around, boolean rightOfPhrase, StringBuilder out) {
    if (node instanceof Word word) {
      write(word, out);
      return;
    }
    boolean parentheses = node.priority() < around || node instanceof Phrase && rightOfPhrase;
    out.append(parentheses ? "( " : "");
    switch (node) {
      case Word _ -> {}
      case Not(var operand) -> {
        out.append('!');
        write(operand, node.priority(), false, out);
      }
      case And(var left, var right) -> pair(left, " & ", right, node, out);
      case Or(var left, var right) -> pair(left, " | ", right, node, out);
      case Phrase(var left, var right, var distance) ->
          pair(left, distance == 1 ? " <-> " : " <" + distance + "> ", right, node, out);
    }
    out.append(parentheses ? " )" : "");
  }

  private static void pair(
      QueryNode left, String operator, QueryNode right, QueryNode node, StringBuilder out) {
    write(left, node.priority(), false, out);
    out.append(operator);
    write(right, node.priority(), node instanceof Phrase, out);
  }

  private static void write(Word word, StringBuilder out) {
    VectorText.quote(word.text(), out);
    if (word.weights() != 0 || word.prefix()) {
      out.append(word.prefix() ? ":*" : ":");
      for (int weight = 3; weight >= 0; weight--) {
        out.append((word.weights() & 1 << weight) != 0 ? "DCBA".substring(weight, weight + 1) : "");
      }
    }
  }
}
