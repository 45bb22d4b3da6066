package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.ExpressionCompiler;
import dev.tusk.executor.table.RowErrors;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.PhysicalPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** WITH CHECK OPTION: what a row written through views must be to be seen through them. */
final class ViewChecks {
  private final Table table;
  private final List<PhysicalPlan.ViewCheck> checks;
  private final List<Evaluator> conditions;

  ViewChecks(Table table, List<PhysicalPlan.ViewCheck> checks, ExpressionCompiler compiler) {
    this.table = table;
    this.checks = checks;
    this.conditions = checks.stream().map(c -> compiler.compile(c.condition())).toList();
  }

  boolean isEmpty() {
    return checks.isEmpty();
  }

  /** Refuses a row, over what RETURNING reads, that some view would not show. */
  void check(@Nullable Object[] row, PlanExecution execution) {
    for (int i = 0; i < conditions.size(); i++) {
      if (!conditions.get(i).holds(row, execution)) {
        throw RowErrors.viewCheck(
            table, checks.get(i).view(), row, execution.tables().given(table.oid()), execution);
      }
    }
  }
}
