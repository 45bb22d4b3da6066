package dev.tusk.executor.operator;

import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.plan.PhysicalPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** WITH: makes its queries known to the body, and runs those that modify data to the end. */
final class With implements RowSource {
  private final List<CteRows> all = new ArrayList<>();
  private final List<CteRows> modifying = new ArrayList<>();
  private final RowSource body;
  private boolean finished;

  With(PhysicalPlan.With plan, List<Operator> queries, Operator body, PlanExecution execution) {
    for (int i = 0; i < queries.size(); i++) {
      PhysicalPlan.Cte cte = plan.ctes().get(i);
      CteRows rows = new CteRows(queries.get(i), execution);
      execution.define(cte.id(), rows);
      all.add(rows);
      if (cte.modifiesData()) {
        modifying.add(rows);
      }
    }
    this.body = body.open(execution);
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    @Nullable Object[] row = body.next();
    if (row == null && !finished) {
      finished = true;
      modifying.forEach(CteRows::finish);
    }
    return row;
  }

  @Override
  public void close() {
    body.close();
    all.forEach(CteRows::close);
  }
}
