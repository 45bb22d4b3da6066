package dev.tusk.executor.operator;

import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.expression.SetEvaluator;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.type.RecordValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Functions in FROM: one row for each of their values, composite ones spread over the fields. Sets
 * that end before the longest give NULLs.
 */
final class FunctionScan implements RowSource {
  private final PhysicalPlan.FunctionScan plan;
  private final List<Iterator<@Nullable Object>> sets = new ArrayList<>();
  private final PlanExecution execution;
  private long ordinal;

  FunctionScan(PhysicalPlan.FunctionScan plan, SetEvaluator[] calls, PlanExecution execution) {
    this.plan = plan;
    this.execution = execution;
    for (SetEvaluator call : calls) {
      sets.add(call.evaluate(Limit.NO_FIELDS, execution));
    }
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    execution.checkCancelled();
    @Nullable Object[] row = new Object[plan.types().size()];
    boolean found = false;
    int start = 0;
    for (int i = 0; i < sets.size(); i++) {
      int fields = plan.calls().get(i).fields();
      if (sets.get(i).hasNext()) {
        found = true;
        spread(sets.get(i).next(), row, start, fields);
      }
      start += fields;
    }
    if (!found) {
      return null;
    }
    if (plan.withOrdinality()) {
      row[start] = ++ordinal;
    }
    return row;
  }

  private static void spread(
      @Nullable Object value, @Nullable Object[] row, int start, int fields) {
    if (value instanceof RecordValue record) {
      for (int i = 0; i < fields; i++) {
        row[start + i] = record.get(i);
      }
    } else if (fields > 0) {
      row[start] = value;
    }
  }

  @Override
  public void close() {}
}
