package dev.tusk.executor.operator;

import dev.tusk.executor.expression.RowSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a query of WITH: pulled as far as some reader needs, kept for the others. */
final class CteRows {
  private final Operator operator;
  private final PlanExecution execution;
  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private @Nullable RowSource source;
  private boolean ended;

  CteRows(Operator operator, PlanExecution execution) {
    this.operator = operator;
    this.execution = execution;
  }

  /** Rows that are there already: the working table of a recursive query. */
  static CteRows of(List<@Nullable Object[]> rows, PlanExecution execution) {
    CteRows cte = new CteRows(e -> new Rows(List.of()), execution);
    cte.rows.addAll(rows);
    cte.ended = true;
    return cte;
  }

  RowSource read() {
    return new RowSource() {
      private int index;

      @Override
      public @Nullable Object @Nullable [] next() {
        while (index >= rows.size()) {
          if (!pull()) {
            return null;
          }
        }
        return rows.get(index++);
      }

      @Override
      public void close() {}
    };
  }

  private boolean pull() {
    if (ended) {
      return false;
    }
    RowSource from = source;
    if (from == null) {
      from = operator.open(execution);
      source = from;
    }
    @Nullable Object[] row = from.next();
    if (row == null) {
      ended = true;
      from.close();
      return false;
    }
    rows.add(row);
    execution.checkCancelled();
    return true;
  }

  /** Runs to the end, as queries that modify data must. */
  void finish() {
    while (!ended) {
      pull();
    }
  }

  void close() {
    if (source != null && !ended) {
      source.close();
    }
    ended = true;
  }
}
