package dev.tusk.sql.textsearch;

import dev.tusk.sql.textsearch.QueryNode.And;
import dev.tusk.sql.textsearch.QueryNode.Not;
import dev.tusk.sql.textsearch.QueryNode.Or;
import dev.tusk.sql.textsearch.QueryNode.Phrase;
import dev.tusk.sql.textsearch.QueryNode.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts queries in the place of others within a query (tsquery_rewrite.c, tsquery_util.c). Chains of
 * {@code &} and of {@code |} are one node of many parts here, in an order that makes equal ones
 * alike.
 */
public final class QueryRewrite {
  private @Nullable Part root;

  private enum Operator {
    NOT,
    AND,
    OR,
    PHRASE
  }

  /** A word, or an operator over parts; of two, the right one first. */
  private static final class Part {
    final @Nullable Operator operator;
    final int distance;
    final @Nullable Word word;
    final List<Part> parts = new ArrayList<>();

    /** Has a bit of each word that it began with; what has not all bits of another is not it. */
    int sign;

    /** Was put in, and is left alone for the rest of the pass. */
    boolean done;

    Part(@Nullable Operator operator, int distance, @Nullable Word word) {
      this.operator = operator;
      this.distance = distance;
      this.word = word;
    }

    static Part of(Operator operator, int distance, QueryNode... operands) {
      Part part = new Part(operator, distance, null);
      for (QueryNode operand : operands) {
        Part made = Part.of(operand);
        part.parts.add(made);
        part.sign |= made.sign;
      }
      return part;
    }

    static Part of(QueryNode node) {
      return switch (node) {
        case Word word -> {
          Part part = new Part(null, 0, word);
          part.sign = 1 << Integer.remainderUnsigned(TextQuery.checksum(word.text()), 32);
          yield part;
        }
        case Not(var operand) -> of(Operator.NOT, 0, operand);
        case And(var left, var right) -> of(Operator.AND, 0, right, left);
        case Or(var left, var right) -> of(Operator.OR, 0, right, left);
        case Phrase(var left, var right, var distance) ->
            of(Operator.PHRASE, distance, right, left);
      };
    }

    private boolean joinsMany() {
      return operator == Operator.AND || operator == Operator.OR;
    }

    /** Chains of one operator become one part; all parts are put in order. */
    Part ordered() {
      List<Part> before = List.copyOf(parts);
      parts.clear();
      for (Part part : before) {
        Part ordered = part.ordered();
        if (joinsMany() && ordered.operator == operator) {
          parts.addAll(ordered.parts);
        } else {
          parts.add(ordered);
        }
      }
      sort();
      return this;
    }

    private void sort() {
      if (joinsMany()) {
        parts.sort(ORDER);
      }
    }

    /** Puts its parts in order, and theirs; chains stay as they are. */
    void sortAll() {
      parts.forEach(Part::sortAll);
      sort();
    }

    void clear() {
      done = false;
      parts.forEach(Part::clear);
    }

    QueryNode node() {
      Operator is = operator;
      if (is == null) {
        return Objects.requireNonNull(word);
      }
      QueryNode first = parts.getFirst().node();
      if (is == Operator.NOT) {
        return new Not(first);
      }
      QueryNode second = parts.get(1).node();
      if (is == Operator.PHRASE) {
        return new Phrase(second, first, distance);
      }
      // The first two, then each with the last of those that are left.
      QueryNode made = joined(is, second, first);
      for (int i = parts.size() - 1; i > 1; i--) {
        made = joined(is, parts.get(i).node(), made);
      }
      return made;
    }

    private static QueryNode joined(Operator operator, QueryNode left, QueryNode right) {
      return operator == Operator.AND ? new And(left, right) : new Or(left, right);
    }
  }

  /** Operators before words. Weights and prefixes of words make no difference. */
  private static final Comparator<Part> ORDER = QueryRewrite::compare;

  private static int compare(Part a, Part b) {
    Operator one = a.operator;
    Operator other = b.operator;
    if (one == null || other == null) {
      return one == other
          ? compare(Objects.requireNonNull(a.word), Objects.requireNonNull(b.word))
          : one == null ? 1 : -1;
    }
    int order = other.compareTo(one);
    order = order != 0 ? order : Integer.compare(b.parts.size(), a.parts.size());
    for (int i = 0; order == 0 && i < a.parts.size(); i++) {
      order = compare(a.parts.get(i), b.parts.get(i));
    }
    return order != 0 ? order : Integer.compare(b.distance, a.distance);
  }

  private static int compare(Word a, Word b) {
    int order = Integer.compare(TextQuery.checksum(b.text()), TextQuery.checksum(a.text()));
    return order != 0 ? order : Lexeme.ORDER.compare(a.text(), b.text());
  }

  public QueryRewrite(TextQuery query) {
    QueryNode node = query.root();
    this.root = node == null ? null : Part.of(node).ordered();
  }

  /** Whether nothing is left. */
  public boolean isEmpty() {
    return root == null;
  }

  /**
   * Puts a query in the place of another, wherever that is.
   *
   * @param by an empty one takes it away
   */
  public void replace(TextQuery sought, TextQuery by) {
    QueryNode node = sought.root();
    Part from = root;
    if (node == null || from == null) {
      return;
    }
    root = within(from, Part.of(node).ordered(), by.root());
  }

  /** Makes what was put in a part like others, in which more can be replaced. */
  public void settle() {
    Part now = root;
    if (now != null) {
      now.clear();
      root = now.ordered();
    }
  }

  /** The query as it is now. */
  public TextQuery result() {
    Part now = root;
    return now == null ? TextQuery.EMPTY : new TextQuery(now.node());
  }

  private static @Nullable Part copy(@Nullable QueryNode by) {
    if (by == null) {
      return null;
    }
    Part part = Part.of(by);
    part.done = true;
    return part;
  }

  private static boolean equal(Part a, Part b) {
    return a.sign == b.sign && compare(a, b) == 0;
  }

  /** A part in which all places are replaced; null when nothing is left of it. */
  private static @Nullable Part within(Part part, Part sought, @Nullable QueryNode by) {
    Part here = at(part, sought, by);
    if (here == null || here.done || here.operator == null) {
      return here;
    }
    List<Part> before = List.copyOf(here.parts);
    here.parts.clear();
    for (Part inner : before) {
      Part replaced = within(inner, sought, by);
      if (replaced != null) {
        here.parts.add(replaced);
      }
    }
    if (here.parts.isEmpty()) {
      return null;
    }
    return here.parts.size() == 1 && here.operator != Operator.NOT ? here.parts.getFirst() : here;
  }

  /** A part, or what stands for it, or the same with some of its parts replaced. */
  private static @Nullable Part at(Part part, Part sought, @Nullable QueryNode by) {
    if ((part.sign & sought.sign) != sought.sign || part.operator != sought.operator || part.done) {
      return part;
    }
    if (part.parts.size() == sought.parts.size()) {
      return equal(part, sought) ? copy(by) : part;
    }
    if (part.parts.size() < sought.parts.size()) {
      return part;
    }
    List<Part> others = new ArrayList<>();
    int found = 0;
    for (Part inner : part.parts) {
      boolean matches = found < sought.parts.size() && compare(inner, sought.parts.get(found)) == 0;
      if (matches) {
        found++;
      } else {
        others.add(inner);
      }
    }
    if (found < sought.parts.size()) {
      return part;
    }
    Part put = copy(by);
    if (put != null) {
      others.add(put);
    }
    part.parts.clear();
    part.parts.addAll(others);
    part.sortAll();
    return part;
  }
}
