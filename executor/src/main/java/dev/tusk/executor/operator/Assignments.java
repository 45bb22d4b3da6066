package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.ExpressionCompiler;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.PhysicalPlan;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The SET list of an UPDATE, compiled. */
final class Assignments {
  private final Set<Integer> columns;
  private final int[] fields;
  private final Evaluator[] values;

  Assignments(Table table, List<PhysicalPlan.Assignment> assignments, ExpressionCompiler compiler) {
    List<Integer> live = Insert.liveColumns(table);
    columns = assignments.stream().map(PhysicalPlan.Assignment::column).collect(Collectors.toSet());
    fields = new int[assignments.size()];
    values = new Evaluator[assignments.size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = live.indexOf(assignments.get(i).column());
      values[i] = compiler.compile(assignments.get(i).value());
    }
  }

  /** Numbers of the columns assigned. */
  Set<Integer> columns() {
    return columns;
  }

  /** The live columns after the assignments, which read {@code row}. */
  @Nullable Object[] apply(@Nullable Object[] before, @Nullable Object[] row, Execution execution) {
    @Nullable Object[] after = before.clone();
    for (int i = 0; i < fields.length; i++) {
      after[fields[i]] = values[i].evaluate(row, execution);
    }
    return after;
  }
}
