package dev.tusk.executor.operator;

import dev.tusk.executor.expression.RowKey;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.type.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * INTERSECT and EXCEPT, with ALL: counts the rows of the right side, then lets the left side's pass
 * while the count allows.
 */
final class SetOperation implements RowSource {
  private final PhysicalPlan.SetOperation plan;
  private final RowSource left;
  private final RowSource right;
  private final Type[] types;
  private final PlanExecution execution;
  private final Set<RowKey> given = new HashSet<>();
  private @Nullable Map<RowKey, Long> rightCounts;

  SetOperation(
      PhysicalPlan.SetOperation plan, RowSource left, RowSource right, PlanExecution execution) {
    this.plan = plan;
    this.left = left;
    this.right = right;
    this.types = RowKey.types(plan.types());
    this.execution = execution;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    Map<RowKey, Long> counts = rightCounts;
    if (counts == null) {
      counts = countRight();
      rightCounts = counts;
    }
    for (@Nullable Object[] row = left.next(); row != null; row = left.next()) {
      if (passes(new RowKey(row, types), counts)) {
        return row;
      }
      execution.checkCancelled();
    }
    return null;
  }

  private boolean passes(RowKey key, Map<RowKey, Long> counts) {
    boolean intersect = plan.operator() == PhysicalPlan.SetOperator.INTERSECT;
    if (!plan.all()) {
      return counts.containsKey(key) == intersect && given.add(key);
    }
    long count = counts.getOrDefault(key, 0L);
    if (count > 0) {
      counts.put(key, count - 1);
    }
    return (count > 0) == intersect;
  }

  private Map<RowKey, Long> countRight() {
    Map<RowKey, Long> counts = new HashMap<>();
    for (@Nullable Object[] row = right.next(); row != null; row = right.next()) {
      counts.merge(new RowKey(row, types), 1L, Long::sum);
      execution.checkCancelled();
    }
    return counts;
  }

  @Override
  public void close() {
    left.close();
    right.close();
  }
}
