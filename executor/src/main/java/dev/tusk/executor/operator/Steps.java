package dev.tusk.executor.operator;

import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What rules made of a statement, one after the other; gives the rows of one of them. */
final class Steps implements Operator {
  private final List<Operator> steps;
  private final int counted;
  private final Map<Integer, List<OutputColumn>> told;

  Steps(List<Operator> steps, int counted, Map<Integer, List<OutputColumn>> told) {
    this.steps = steps;
    this.counted = counted;
    this.told = told;
  }

  @Override
  public RowSource open(PlanExecution execution) {
    return new Lazy(() -> run(execution));
  }

  private List<@Nullable Object[]> run(PlanExecution execution) {
    List<@Nullable Object[]> given = List.of();
    for (int i = 0; i < steps.size(); i++) {
      List<@Nullable Object[]> rows = execution.step(steps.get(i));
      List<OutputColumn> columns = told.get(i);
      if (i == counted) {
        given = rows;
      } else if (columns != null) {
        execution.tell(columns, rows);
      }
    }
    return given;
  }
}
