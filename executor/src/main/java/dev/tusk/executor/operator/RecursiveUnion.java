package dev.tusk.executor.operator;

import dev.tusk.executor.expression.RowKey;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** WITH RECURSIVE: the start, then the step over each round's new rows until there are none. */
final class RecursiveUnion implements RowSource {
  private final PhysicalPlan.RecursiveUnion plan;
  private final Operator step;
  private final Type[] types;
  private final PlanExecution execution;
  private final Set<RowKey> seen = new HashSet<>();
  private RowSource current;
  private List<@Nullable Object[]> added = new ArrayList<>();
  private boolean ended;

  RecursiveUnion(
      PhysicalPlan.RecursiveUnion plan, Operator start, Operator step, PlanExecution execution) {
    this.plan = plan;
    this.step = step;
    this.types = RowKey.types(plan.types());
    this.execution = execution;
    this.current = start.open(execution);
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    while (!ended) {
      for (@Nullable Object[] row = current.next(); row != null; row = current.next()) {
        execution.checkCancelled();
        if (!plan.distinct() || seen.add(new RowKey(row, types))) {
          added.add(row);
          return row;
        }
      }
      current.close();
      if (added.isEmpty()) {
        ended = true;
      } else {
        execution.define(plan.id(), CteRows.of(added, execution));
        added = new ArrayList<>();
        current = step.open(execution);
      }
    }
    return null;
  }

  @Override
  public void close() {
    current.close();
  }
}
