package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.planner.algebra.Rels;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * In which order the windows of a query are made, as PostgreSQL has it ({@code
 * select_active_windows}): such that begin with the same keys one after the other, and first the
 * one that sorts by most of them. The last decides in which order rows come.
 *
 * <p>What PostgreSQL compares are numbers that expressions are given when they are first sorted or
 * grouped by: those of ORDER BY, then GROUP BY, DISTINCT and the windows as they were written.
 */
final class WindowSequence {
  private final List<RexNode> numbered = new ArrayList<>();

  private record Key(int number, boolean descending, boolean nullsFirst) {}

  /** One that is sorted or grouped by. */
  void key(RexNode expression) {
    if (!numbered.contains(expression)) {
      numbered.add(expression);
    }
  }

  /** The numbers of the windows, in the order in which they are made. */
  List<Integer> order(List<Windows.Definition> windows) {
    List<List<Key>> keys = new ArrayList<>();
    for (Windows.Definition window : windows) {
      window.orderBy().forEach(ordering -> key(ordering.expression()));
      window.partitionBy().forEach(this::key);
      keys.add(keys(window));
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      order.add(i);
    }
    order.sort((a, b) -> compare(keys.get(a), keys.get(b)));
    return order;
  }

  /** Each once: those that rows are divided by, then those that they are ordered by. */
  private List<Key> keys(Windows.Definition window) {
    List<Key> keys = new ArrayList<>();
    for (RexNode expression : window.partitionBy()) {
      Key key = new Key(numbered.indexOf(expression), false, false);
      for (Rels.Ordering ordering : window.orderBy()) {
        if (ordering.expression().equals(expression)) {
          key = key(ordering);
        }
      }
      keys.add(key);
    }
    for (Rels.Ordering ordering : window.orderBy()) {
      if (!keys.contains(key(ordering))) {
        keys.add(key(ordering));
      }
    }
    return keys;
  }

  private Key key(Rels.Ordering ordering) {
    return new Key(
        numbered.indexOf(ordering.expression()), ordering.descending(), ordering.nullsFirst());
  }

  private static int compare(List<Key> one, List<Key> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      Key a = one.get(i);
      Key b = other.get(i);
      if (a.number() != b.number()) {
        return Integer.compare(b.number(), a.number());
      }
      if (a.descending() != b.descending()) {
        return a.descending() ? -1 : 1;
      }
      if (a.nullsFirst() != b.nullsFirst()) {
        return a.nullsFirst() ? -1 : 1;
      }
    }
    return Integer.compare(other.size(), one.size());
  }
}
