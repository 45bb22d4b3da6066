package dev.tusk.executor.search;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A condition on rows, for one execution.
 *
 * @param test over a row of the columns that the query lists
 * @param identity what decides the answer for a given version of a row, so that the answer may be
 *     kept for other executions; null where more than that decides
 */
public record RowFilter(Predicate<@Nullable Object[]> test, @Nullable Identity identity) {

  boolean accepts(@Nullable Object[] row) {
    return test.test(row);
  }

  /**
   * Names a filter: equal for filters that give the same answers.
   *
   * @param shape the filter without its constants; compared by {@code equals}
   * @param constants arrays in it are compared by their elements
   */
  public record Identity(Shape shape, @Nullable Object[] constants) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Identity(var otherShape, var otherConstants)
          && shape.equals(otherShape)
          && Arrays.deepEquals(constants, otherConstants);
    }

    @Override
    public int hashCode() {
      return 31 * shape.hashCode() + Arrays.deepHashCode(constants);
    }
  }

  /** An expression over listed columns. Hashed once: it is shared by the executions of a plan. */
  public static final class Shape {
    private final Object expression;
    private final List<Integer> columns;
    private final int hash;

    public Shape(Object expression, List<Integer> columns) {
      this.expression = expression;
      this.columns = columns;
      this.hash = 31 * expression.hashCode() + columns.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || other instanceof Shape shape
              && hash == shape.hash
              && columns.equals(shape.columns)
              && expression.equals(shape.expression);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
