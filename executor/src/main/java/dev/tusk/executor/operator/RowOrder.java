package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.ExpressionCompiler;
import dev.tusk.sql.plan.SortKey;
import dev.tusk.sql.type.Type;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An ORDER BY, compiled. Keys are computed once a row, then compared. */
final class RowOrder {
  private final Evaluator[] keys;
  private final Type[] types;
  private final boolean[] descending;
  private final boolean[] nullsFirst;

  RowOrder(List<SortKey> sortKeys, ExpressionCompiler compiler) {
    int count = sortKeys.size();
    keys = new Evaluator[count];
    types = new Type[count];
    descending = new boolean[count];
    nullsFirst = new boolean[count];
    for (int i = 0; i < count; i++) {
      SortKey key = sortKeys.get(i);
      keys[i] = compiler.compile(key.expression());
      types[i] = key.expression().type();
      descending[i] = key.descending();
      nullsFirst[i] = key.nullsFirst();
    }
  }

  boolean isEmpty() {
    return keys.length == 0;
  }

  @Nullable Object[] keysOf(@Nullable Object[] row, Execution execution) {
    return Rows.evaluate(keys, row, execution);
  }

  Type type(int key) {
    return types[key];
  }

  boolean descending(int key) {
    return descending[key];
  }

  /** Compares what {@link #keysOf} gave. */
  int compareKeys(@Nullable Object[] left, @Nullable Object[] right) {
    for (int i = 0; i < types.length; i++) {
      int order = compareKey(i, left[i], right[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  int compareKey(int i, @Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      if (a == b) {
        return 0;
      }
      return (a == null) == nullsFirst[i] ? -1 : 1;
    }
    int order = types[i].compare(a, b);
    return descending[i] ? -order : order;
  }

  int compare(@Nullable Object[] left, @Nullable Object[] right, Execution execution) {
    return compareKeys(keysOf(left, execution), keysOf(right, execution));
  }

  /** A row with its sort keys. */
  record Keyed(@Nullable Object[] row, @Nullable Object[] keys) {}

  Keyed keyed(@Nullable Object[] row, Execution execution) {
    return new Keyed(row, keysOf(row, execution));
  }

  Comparator<Keyed> comparator() {
    return (a, b) -> compareKeys(a.keys(), b.keys());
  }
}
