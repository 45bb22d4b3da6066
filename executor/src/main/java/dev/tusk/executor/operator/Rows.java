package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.RowSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows kept in memory, and what operators do to single rows. */
final class Rows implements RowSource {
  private final Iterator<@Nullable Object[]> rows;

  Rows(Iterator<@Nullable Object[]> rows) {
    this.rows = rows;
  }

  Rows(Iterable<@Nullable Object[]> rows) {
    this(rows.iterator());
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    return rows.hasNext() ? rows.next() : null;
  }

  @Override
  public void close() {}

  /** Reads a source to its end and closes it. */
  static List<@Nullable Object[]> drain(RowSource source, Execution execution) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    try (source) {
      for (@Nullable Object[] row = source.next(); row != null; row = source.next()) {
        rows.add(row);
        execution.checkCancelled();
      }
    }
    return rows;
  }

  static @Nullable Object[] evaluate(
      Evaluator[] expressions, @Nullable Object[] row, Execution execution) {
    @Nullable Object[] values = new Object[expressions.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = expressions[i].evaluate(row, execution);
    }
    return values;
  }

  static @Nullable Object[] join(@Nullable Object[] left, @Nullable Object[] right) {
    @Nullable Object[] both = new Object[left.length + right.length];
    System.arraycopy(left, 0, both, 0, left.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }
}
