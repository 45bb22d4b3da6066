package dev.tusk.executor.operator;

import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.expression.SetEvaluator;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.type.RecordValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
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
        spread(i, sets.get(i).next(), row, start);
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

  private void spread(int call, @Nullable Object value, @Nullable Object[] row, int start) {
    int fields = plan.calls().get(call).fields();
    if (value instanceof RecordValue record) {
      if (open(plan.calls().get(call).call())) {
        check(record, start, fields);
      }
      for (int i = 0; i < fields; i++) {
        row[start + i] = record.get(i);
      }
    } else if (fields > 0) {
      row[start] = value;
    }
  }

  /**
   * Whether only the value tells what fields a record has: built-in functions have fixed ones,
   * unless they give a record like the one that they are given.
   */
  private static boolean open(Expression call) {
    return call instanceof Expression.Call c && c.function().routine() == null
        ? c.function().result() == Types.ANYELEMENT
            && c.arguments().getFirst().type() == Types.RECORD
        : call.type() == Types.RECORD;
  }

  /** The columns must be those that the query has defined ({@code execSRF.c}: tupledesc_match). */
  private void check(RecordValue record, int start, int fields) {
    String problem = null;
    if (record.size() != fields) {
      problem =
          String.format(
              Locale.ROOT,
              "Returned row contains %d attribute%s, but query expects %d.",
              record.size(),
              record.size() == 1 ? "" : "s",
              fields);
    }
    for (int i = 0; i < fields && problem == null; i++) {
      Type expected = plan.types().get(start + i);
      if (!record.type(i).equals(expected)) {
        problem =
            String.format(
                Locale.ROOT,
                "Returned type %s at ordinal position %d, but query expects %s.",
                record.type(i).displayName(),
                i + 1,
                expected.displayName());
      }
    }
    if (problem != null) {
      throw SqlException.of(
              SqlState.DATATYPE_MISMATCH,
              "function return row and query-specified return row do not match")
          .withDetail(problem);
    }
  }

  @Override
  public void close() {}
}
