package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import org.jspecify.annotations.Nullable;

/** LIMIT, OFFSET and FETCH FIRST … WITH TIES. */
final class Limit implements RowSource {
  private final RowSource input;
  private final @Nullable RowOrder ties;
  private final PlanExecution execution;
  private long toSkip;
  private long left;
  private @Nullable Object @Nullable [] last;

  /**
   * @param limit rows at most; {@link Long#MAX_VALUE} for all
   * @param ties the order whose equals of the last row come too; null for none
   */
  Limit(
      RowSource input, long limit, long offset, @Nullable RowOrder ties, PlanExecution execution) {
    this.input = input;
    this.left = limit;
    this.toSkip = offset;
    this.ties = ties;
    this.execution = execution;
  }

  /** The value of a LIMIT clause: NULL and absence are no limit. */
  static long limit(@Nullable Evaluator expression, PlanExecution execution) {
    Object value = expression == null ? null : expression.evaluate(NO_FIELDS, execution);
    if (value == null) {
      return Long.MAX_VALUE;
    }
    long limit = ((Number) value).longValue();
    if (limit < 0) {
      throw SqlException.of(
          SqlState.INVALID_ROW_COUNT_IN_LIMIT_CLAUSE, "LIMIT must not be negative");
    }
    return limit;
  }

  static long offset(@Nullable Evaluator expression, PlanExecution execution) {
    Object value = expression == null ? null : expression.evaluate(NO_FIELDS, execution);
    if (value == null) {
      return 0;
    }
    long offset = ((Number) value).longValue();
    if (offset < 0) {
      throw SqlException.of(
          SqlState.INVALID_ROW_COUNT_IN_RESULT_OFFSET_CLAUSE, "OFFSET must not be negative");
    }
    return offset;
  }

  static final @Nullable Object[] NO_FIELDS = {};

  @Override
  public @Nullable Object @Nullable [] next() {
    for (; toSkip > 0; toSkip--) {
      if (input.next() == null) {
        left = 0;
        return null;
      }
    }
    if (left > 0) {
      left--;
      last = input.next();
      return last;
    }
    return ties == null || last == null ? null : nextTie(ties, last);
  }

  private @Nullable Object @Nullable [] nextTie(RowOrder order, @Nullable Object[] before) {
    @Nullable Object[] row = input.next();
    if (row != null && order.compare(before, row, execution) == 0) {
      return row;
    }
    last = null;
    return null;
  }

  @Override
  public void close() {
    input.close();
  }
}
