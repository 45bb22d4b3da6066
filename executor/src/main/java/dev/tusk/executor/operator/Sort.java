package dev.tusk.executor.operator;

import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.plan.PhysicalPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All rows of the input in order. Reads the whole input at the first row. */
final class Sort implements RowSource {
  private final PhysicalPlan.Sort plan;
  private final RowSource input;
  private final RowOrder order;
  private final PlanExecution execution;
  private @Nullable Iterator<RowOrder.Keyed> sorted;

  Sort(PhysicalPlan.Sort plan, RowSource input, RowOrder order, PlanExecution execution) {
    this.plan = plan;
    this.input = input;
    this.order = order;
    this.execution = execution;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    Iterator<RowOrder.Keyed> rows = sorted;
    if (rows == null) {
      rows = sort().iterator();
      sorted = rows;
    }
    return rows.hasNext() ? rows.next().row() : null;
  }

  private List<RowOrder.Keyed> sort() {
    List<RowOrder.Keyed> rows = new ArrayList<>();
    for (@Nullable Object[] row = input.next(); row != null; row = input.next()) {
      rows.add(order.keyed(row, execution));
      execution.checkCancelled();
    }
    RowOrder.Keyed[] sorted = rows.toArray(RowOrder.Keyed[]::new);
    TupleSort.sort(sorted, order.comparator());
    MemoryAccount account = MemoryAccount.of(plan, execution);
    if (account != null) {
      account.sorted(TupleSort.method(sorted.length), rows);
    }
    return Arrays.asList(sorted);
  }

  @Override
  public void close() {
    input.close();
    sorted = null;
  }
}
