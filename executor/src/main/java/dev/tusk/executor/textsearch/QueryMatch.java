package dev.tusk.executor.textsearch;

import dev.tusk.executor.textsearch.Occurrences.Answer;
import dev.tusk.sql.textsearch.QueryNode;
import dev.tusk.sql.textsearch.QueryNode.And;
import dev.tusk.sql.textsearch.QueryNode.Not;
import dev.tusk.sql.textsearch.QueryNode.Or;
import dev.tusk.sql.textsearch.QueryNode.Phrase;
import dev.tusk.sql.textsearch.QueryNode.Word;
import java.util.Arrays;

/**
 * Whether a query holds (TS_execute, TS_phrase_execute of tsvector_op.c). Within a phrase each part
 * gives the places where it ends, or, negated, those where it does not.
 */
final class QueryMatch {
  private static final int[] NONE = {};

  private final Occurrences in;

  QueryMatch(Occurrences in) {
    this.in = in;
  }

  boolean holds(QueryNode query) {
    return answer(query) != Answer.NO;
  }

  private Answer answer(QueryNode node) {
    return switch (node) {
      case Word word -> in.has(word);
      case Not(var operand) ->
          switch (answer(operand)) {
            case NO -> Answer.YES;
            case YES -> Answer.NO;
            case MAYBE -> Answer.MAYBE;
          };
      case And(var left, var right) -> {
        Answer l = answer(left);
        Answer r = l == Answer.NO ? l : answer(right);
        yield l == Answer.NO || r == Answer.NO ? Answer.NO : l == Answer.YES ? r : l;
      }
      case Or(var left, var right) -> {
        Answer l = answer(left);
        Answer r = l == Answer.YES ? l : answer(right);
        yield l == Answer.YES || r == Answer.YES ? Answer.YES : l == Answer.NO ? r : l;
      }
      // A phrase that nobody knows the places of is not there.
      case Phrase phrase -> ends(phrase).answer == Answer.YES ? Answer.YES : Answer.NO;
    };
  }

  /**
   * Where a part of a phrase ends.
   *
   * @param negated everywhere but there
   * @param width words that it reaches to the left
   */
  private record Ends(Answer answer, int[] places, boolean negated, int width) {
    static final Ends NOWHERE = new Ends(Answer.NO, NONE, false, 0);
    static final Ends UNKNOWN = new Ends(Answer.MAYBE, NONE, false, 0);

    /** At the places, if there are some. */
    static Ends at(int[] places, int width) {
      return new Ends(places.length > 0 ? Answer.YES : Answer.NO, places, false, width);
    }

    static Ends exceptAt(int[] places, int width) {
      return new Ends(Answer.YES, places, true, width);
    }
  }

  private Ends ends(QueryNode node) {
    return switch (node) {
      case Word word -> {
        if (in.has(word) == Answer.NO) {
          yield Ends.NOWHERE;
        }
        int[] places = in.places(word);
        yield places == null ? Ends.UNKNOWN : Ends.at(places, 0);
      }
      case Not(var operand) -> {
        Ends of = ends(operand);
        yield switch (of.answer) {
          case NO -> Ends.exceptAt(NONE, of.width);
          case MAYBE -> of;
          case YES ->
              of.places.length > 0
                  ? new Ends(Answer.YES, of.places, !of.negated, of.width)
                  : Ends.NOWHERE;
        };
      }
      case Phrase(var left, var right, var distance) -> both(left, right, distance);
      case And(var left, var right) -> both(left, right, -1);
      case Or(var left, var right) -> either(ends(left), ends(right));
    };
  }

  /**
   * Places of both sides.
   *
   * @param distance between them; -1 for an AND, whose sides end together
   */
  private Ends both(QueryNode leftSide, QueryNode rightSide, int distance) {
    Ends left = ends(leftSide);
    if (left.answer == Answer.NO) {
      return Ends.NOWHERE;
    }
    Ends right = ends(rightSide);
    if (right.answer == Answer.NO) {
      return Ends.NOWHERE;
    }
    if (left.answer == Answer.MAYBE || right.answer == Answer.MAYBE) {
      return Ends.UNKNOWN;
    }
    int widest = Math.max(left.width, right.width);
    boolean phrase = distance >= 0;
    int width = phrase ? distance + left.width + right.width : widest;
    int[] l = moved(left.places, phrase ? distance + right.width : widest - left.width);
    int[] r = moved(right.places, phrase ? 0 : widest - right.width);
    if (left.negated && right.negated) {
      return Ends.exceptAt(merged(l, r, true, true, true), width);
    }
    if (left.negated) {
      return Ends.at(merged(l, r, false, false, true), width);
    }
    return Ends.at(
        right.negated ? merged(l, r, true, false, false) : merged(l, r, false, true, false), width);
  }

  private static Ends either(Ends left, Ends right) {
    if (left.answer == Answer.NO && right.answer == Answer.NO) {
      return Ends.NOWHERE;
    }
    if (left.answer == Answer.MAYBE || right.answer == Answer.MAYBE) {
      return Ends.UNKNOWN;
    }
    int leftWidth = left.answer == Answer.NO ? 0 : left.width;
    int rightWidth = right.answer == Answer.NO ? 0 : right.width;
    int width = Math.max(leftWidth, rightWidth);
    int[] l = moved(left.places, width - leftWidth);
    int[] r = moved(right.places, width - rightWidth);
    if (left.negated && right.negated) {
      return Ends.exceptAt(merged(l, r, false, true, false), width);
    }
    if (left.negated) {
      return Ends.exceptAt(merged(l, r, true, false, false), width);
    }
    if (right.negated) {
      return Ends.exceptAt(merged(l, r, false, false, true), width);
    }
    return Ends.at(merged(l, r, true, true, true), width);
  }

  private static int[] moved(int[] places, int by) {
    int[] moved = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      moved[i] = places[i] + by;
    }
    return moved;
  }

  /** Those of two ascending lists that only the left has, both have, only the right has. */
  private static int[] merged(int[] a, int[] b, boolean left, boolean both, boolean right) {
    int[] out = new int[a.length + b.length];
    int count = 0;
    for (int i = 0, j = 0; i < a.length || j < b.length; ) {
      int l = i < a.length ? a[i] : Integer.MAX_VALUE;
      int r = j < b.length ? b[j] : Integer.MAX_VALUE;
      int place = Math.min(l, r);
      boolean wanted = l == r ? both : l < r ? left : right;
      if (wanted && place > 0) {
        out[count++] = place;
      }
      i += l == place ? 1 : 0;
      j += r == place ? 1 : 0;
    }
    return Arrays.copyOf(out, count);
  }
}
