package dev.tusk.executor.function;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.MultirangeType;
import dev.tusk.sql.type.MultirangeValue;
import dev.tusk.sql.type.RangeBound;
import dev.tusk.sql.type.RangeType;
import dev.tusk.sql.type.RangeValue;
import java.util.ArrayList;
import java.util.List;

/** Ranges of one type compared, joined and cut. */
final class RangeMath {
  private final RangeType type;

  RangeMath(RangeType type) {
    this.type = type;
  }

  private int order(RangeBound a, RangeBound b) {
    return type.compareBounds(a, b);
  }

  boolean containsElement(RangeValue range, Object element) {
    return !range.isEmpty()
        && order(range.lower(), RangeBound.lower(element, true)) <= 0
        && order(range.upper(), RangeBound.upper(element, true)) >= 0;
  }

  boolean contains(RangeValue a, RangeValue b) {
    return b.isEmpty()
        || !a.isEmpty() && order(a.lower(), b.lower()) <= 0 && order(a.upper(), b.upper()) >= 0;
  }

  boolean overlaps(RangeValue a, RangeValue b) {
    return !a.isEmpty()
        && !b.isEmpty()
        && order(a.lower(), b.upper()) <= 0
        && order(b.lower(), a.upper()) <= 0;
  }

  boolean before(RangeValue a, RangeValue b) {
    return !a.isEmpty() && !b.isEmpty() && order(a.upper(), b.lower()) < 0;
  }

  /** Does not reach further up. */
  boolean overleft(RangeValue a, RangeValue b) {
    return !a.isEmpty() && !b.isEmpty() && order(a.upper(), b.upper()) <= 0;
  }

  /** Does not reach further down. */
  boolean overright(RangeValue a, RangeValue b) {
    return !a.isEmpty() && !b.isEmpty() && order(a.lower(), b.lower()) >= 0;
  }

  boolean adjacent(RangeValue a, RangeValue b) {
    return !a.isEmpty()
        && !b.isEmpty()
        && (meet(a.upper(), b.lower()) || meet(b.upper(), a.lower()));
  }

  private boolean meet(RangeBound upper, RangeBound lower) {
    return type.meet(upper, lower);
  }

  RangeValue intersection(RangeValue a, RangeValue b) {
    if (!overlaps(a, b)) {
      return RangeValue.EMPTY;
    }
    return type.make(
        order(a.lower(), b.lower()) >= 0 ? a.lower() : b.lower(),
        order(a.upper(), b.upper()) <= 0 ? a.upper() : b.upper());
  }

  RangeValue union(RangeValue a, RangeValue b) {
    if (!a.isEmpty() && !b.isEmpty() && !overlaps(a, b) && !adjacent(a, b)) {
      throw notContiguous("union");
    }
    return merge(a, b);
  }

  /** The smallest range with both in it. */
  RangeValue merge(RangeValue a, RangeValue b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() ? b : a;
    }
    return type.make(
        order(a.lower(), b.lower()) < 0 ? a.lower() : b.lower(),
        order(a.upper(), b.upper()) > 0 ? a.upper() : b.upper());
  }

  RangeValue minus(RangeValue a, RangeValue b) {
    List<RangeValue> left = rest(a, b);
    if (left.size() > 1) {
      throw notContiguous("difference");
    }
    return left.isEmpty() ? RangeValue.EMPTY : left.getFirst();
  }

  private static SqlException notContiguous(String operation) {
    return SqlException.of(
        SqlState.DATA_EXCEPTION, "result of range " + operation + " would not be contiguous");
  }

  /** What is left of a range without another one: nothing, or one piece, or two. */
  private List<RangeValue> rest(RangeValue a, RangeValue b) {
    if (!overlaps(a, b)) {
      return a.isEmpty() ? List.of() : List.of(a);
    }
    List<RangeValue> left = new ArrayList<>();
    if (order(a.lower(), b.lower()) < 0) {
      left.add(type.make(a.lower(), b.lower().beyond()));
    }
    if (order(a.upper(), b.upper()) > 0) {
      left.add(type.make(b.upper().beyond(), a.upper()));
    }
    left.removeIf(RangeValue::isEmpty);
    return left;
  }

  // Of several ranges.

  private MultirangeType several() {
    return type.multirange();
  }

  MultirangeValue union(MultirangeValue a, MultirangeValue b) {
    List<RangeValue> all = new ArrayList<>(a.ranges());
    all.addAll(b.ranges());
    return several().of(all);
  }

  MultirangeValue minus(MultirangeValue a, MultirangeValue b) {
    List<RangeValue> left = new ArrayList<>();
    int first = 0;
    for (RangeValue range : a.ranges()) {
      while (first < b.ranges().size() && before(b.ranges().get(first), range)) {
        first++;
      }
      List<RangeValue> pieces = List.of(range);
      for (int i = first; i < b.ranges().size() && !pieces.isEmpty(); i++) {
        RangeValue cut = b.ranges().get(i);
        RangeValue last = pieces.getLast();
        if (before(last, cut)) {
          break;
        }
        List<RangeValue> next = new ArrayList<>(pieces.subList(0, pieces.size() - 1));
        next.addAll(rest(last, cut));
        pieces = next;
      }
      left.addAll(pieces);
    }
    return several().of(left);
  }

  MultirangeValue intersection(MultirangeValue a, MultirangeValue b) {
    List<RangeValue> common = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < a.ranges().size() && j < b.ranges().size()) {
      RangeValue left = a.ranges().get(i);
      RangeValue right = b.ranges().get(j);
      if (overlaps(left, right)) {
        common.add(intersection(left, right));
      }
      if (overleft(left, right)) {
        i++;
      } else {
        j++;
      }
    }
    return several().of(common);
  }

  /** From the lowest value to the highest. */
  RangeValue span(MultirangeValue value) {
    return value.isEmpty()
        ? RangeValue.EMPTY
        : type.make(value.ranges().getFirst().lower(), value.ranges().getLast().upper());
  }

  boolean contains(MultirangeValue value, RangeValue range) {
    return range.isEmpty() || value.ranges().stream().anyMatch(r -> contains(r, range));
  }

  boolean contains(MultirangeValue a, MultirangeValue b) {
    return b.ranges().stream().allMatch(range -> contains(a, range));
  }

  boolean containsElement(MultirangeValue value, Object element) {
    return value.ranges().stream().anyMatch(r -> containsElement(r, element));
  }

  boolean overlaps(MultirangeValue value, RangeValue range) {
    return value.ranges().stream().anyMatch(r -> overlaps(r, range));
  }

  boolean overlaps(MultirangeValue a, MultirangeValue b) {
    return b.ranges().stream().anyMatch(range -> overlaps(a, range));
  }
}
