package dev.tusk.executor.operator;

import dev.tusk.executor.expression.RowKey;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.type.Type;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** DISTINCT: the first of equal rows, in input order. */
final class Distinct implements RowSource {
  private final PhysicalPlan.Distinct plan;
  private final RowSource input;
  private final Type[] types;
  private final PlanExecution execution;
  private final Set<RowKey> seen = new HashSet<>();

  Distinct(PhysicalPlan.Distinct plan, RowSource input, Type[] types, PlanExecution execution) {
    this.plan = plan;
    this.input = input;
    this.types = types;
    this.execution = execution;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    for (@Nullable Object[] row = input.next(); row != null; row = input.next()) {
      if (seen.add(new RowKey(row, types))) {
        return row;
      }
      execution.checkCancelled();
    }
    note();
    return null;
  }

  private void note() {
    MemoryAccount account = MemoryAccount.of(plan, execution);
    if (account != null) {
      long bytes = 0;
      for (RowKey key : seen) {
        bytes += HeapUse.ENTRY + HeapUse.ofRow(key.values());
      }
      account.grouped(bytes);
    }
  }

  @Override
  public void close() {
    input.close();
    seen.clear();
  }
}
