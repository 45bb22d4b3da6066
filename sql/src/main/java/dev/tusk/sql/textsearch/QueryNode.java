package dev.tusk.sql.textsearch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a tsquery. */
public sealed interface QueryNode {
  /** MAXENTRYPOS: the farthest that the sides of a phrase may be from each other. */
  int MOST_DISTANCE = 16_384;

  /**
   * A word.
   *
   * @param weights bit n: at positions of weight n only; 0 for any
   * @param prefix words that begin so
   */
  record Word(String text, int weights, boolean prefix) implements QueryNode {}

  /** {@code !}. */
  record Not(QueryNode operand) implements QueryNode {}

  /** {@code &}. */
  record And(QueryNode left, QueryNode right) implements QueryNode {}

  /** {@code |}. */
  record Or(QueryNode left, QueryNode right) implements QueryNode {}

  /** {@code <n>}: the right side so many words behind the left one. */
  record Phrase(QueryNode left, QueryNode right, int distance) implements QueryNode {}

  /** How tightly an operator binds; a word's is above all. */
  default int priority() {
    return switch (this) {
      case Word _ -> 5;
      case Not _ -> 4;
      case Phrase _ -> 3;
      case And _ -> 2;
      case Or _ -> 1;
    };
  }

  /** Its words, the right ones first. */
  default List<Word> words() {
    List<Word> words = new ArrayList<>();
    collect(words);
    return words;
  }

  private void collect(List<Word> into) {
    switch (this) {
      case Word word -> into.add(word);
      case Not(var operand) -> operand.collect(into);
      case And(var left, var right) -> {
        right.collect(into);
        left.collect(into);
      }
      case Or(var left, var right) -> {
        right.collect(into);
        left.collect(into);
      }
      case Phrase(var left, var right, _) -> {
        right.collect(into);
        left.collect(into);
      }
    }
  }

  /** Nodes, itself among them. */
  default int nodes() {
    return switch (this) {
      case Word _ -> 1;
      case Not(var operand) -> 1 + operand.nodes();
      case And(var left, var right) -> 1 + left.nodes() + right.nodes();
      case Or(var left, var right) -> 1 + left.nodes() + right.nodes();
      case Phrase(var left, var right, _) -> 1 + left.nodes() + right.nodes();
    };
  }

  /**
   * What of it an index can look for, being true of all that it is true of: without what is negated
   * (clean_NOT of tsquery_cleanup.c). Null when nothing is left.
   */
  default @Nullable QueryNode indexable() {
    return switch (this) {
      case Word word -> word;
      case Not _ -> null;
      case Or(var left, var right) -> {
        QueryNode l = left.indexable();
        QueryNode r = right.indexable();
        yield l == null || r == null ? null : new Or(l, r);
      }
      case And(var left, var right) -> {
        QueryNode l = left.indexable();
        QueryNode r = right.indexable();
        yield l == null ? r : r == null ? l : new And(l, r);
      }
      case Phrase(var left, var right, var distance) -> {
        QueryNode l = left.indexable();
        QueryNode r = right.indexable();
        yield l == null ? r : r == null ? l : new Phrase(l, r, distance);
      }
    };
  }
}
