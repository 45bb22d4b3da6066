package dev.tusk.sql.textsearch;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value of {@code tsquery}.
 *
 * @param root null for a query without words, which matches nothing
 */
public record TextQuery(@Nullable QueryNode root) implements Comparable<TextQuery> {
  public static final TextQuery EMPTY = new TextQuery(null);

  private static final int HEADER_BYTES = 8;
  private static final int NODE_BYTES = 12;

  /** Nodes of the tree. */
  public int size() {
    return root == null ? 0 : root.nodes();
  }

  /** Bytes of the value, by which queries of one size are ordered. */
  public int bytes() {
    return HEADER_BYTES + NODE_BYTES * size() + (root == null ? 0 : wordBytes(root));
  }

  private static int wordBytes(QueryNode node) {
    return switch (node) {
      case QueryNode.Word word -> word.text().getBytes(StandardCharsets.UTF_8).length + 1;
      case QueryNode.Not(var operand) -> wordBytes(operand);
      case QueryNode.And(var left, var right) -> wordBytes(left) + wordBytes(right);
      case QueryNode.Or(var left, var right) -> wordBytes(left) + wordBytes(right);
      case QueryNode.Phrase(var left, var right, _) -> wordBytes(left) + wordBytes(right);
    };
  }

  /** By nodes, bytes, then the trees (CompareTSQ, QTNodeCompare). */
  @Override
  public int compareTo(TextQuery other) {
    int order = Integer.compare(size(), other.size());
    if (order == 0) {
      order = Integer.compare(bytes(), other.bytes());
    }
    return order != 0 || root == null ? order : compare(root, Objects.requireNonNull(other.root()));
  }

  private static int kind(QueryNode node) {
    return switch (node) {
      case QueryNode.Phrase _ -> 1;
      case QueryNode.Or _ -> 2;
      case QueryNode.And _ -> 3;
      case QueryNode.Not _ -> 4;
      case QueryNode.Word _ -> 5;
    };
  }

  /** Operators come before words; within a pair the right side decides first. */
  private static int compare(QueryNode a, QueryNode b) {
    int order = Integer.compare(kind(a), kind(b));
    if (order != 0) {
      return order;
    }
    return switch (a) {
      case QueryNode.Word word -> compare(word, (QueryNode.Word) b);
      case QueryNode.Not(var operand) -> compare(operand, ((QueryNode.Not) b).operand());
      case QueryNode.And(var left, var right) -> {
        QueryNode.And and = (QueryNode.And) b;
        order = compare(right, and.right());
        yield order != 0 ? order : compare(left, and.left());
      }
      case QueryNode.Or(var left, var right) -> {
        QueryNode.Or or = (QueryNode.Or) b;
        order = compare(right, or.right());
        yield order != 0 ? order : compare(left, or.left());
      }
      case QueryNode.Phrase(var left, var right, var distance) -> {
        QueryNode.Phrase phrase = (QueryNode.Phrase) b;
        order = compare(right, phrase.right());
        order = order != 0 ? order : compare(left, phrase.left());
        yield order != 0 ? order : Integer.compare(phrase.distance(), distance);
      }
    };
  }

  private static int compare(QueryNode.Word a, QueryNode.Word b) {
    int order = Integer.compare(checksum(b.text()), checksum(a.text()));
    return order != 0 ? order : Lexeme.ORDER.compare(a.text(), b.text());
  }

  /**
   * The sum by which PostgreSQL tells words apart first (pg_crc.h: the legacy one, kept for it).
   */
  public static int checksum(String word) {
    int crc = -1;
    for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
      crc = reflected((crc >>> 24 ^ b) & 0xFF) ^ crc << 8;
    }
    return ~crc;
  }

  private static int reflected(int index) {
    int value = index;
    for (int bit = 0; bit < 8; bit++) {
      value = (value & 1) != 0 ? value >>> 1 ^ 0xEDB88320 : value >>> 1;
    }
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TextQuery query && compareTo(query) == 0;
  }

  @Override
  public int hashCode() {
    return 31 * size() + (root == null ? 0 : wordBytes(root));
  }

  @Override
  public String toString() {
    return QueryText.write(this);
  }
}
