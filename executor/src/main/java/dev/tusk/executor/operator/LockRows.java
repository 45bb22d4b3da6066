package dev.tusk.executor.operator;

import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.table.TableAccess;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PhysicalPlan;
import org.jspecify.annotations.Nullable;

/**
 * FOR UPDATE and its kin. A row deleted meanwhile is left out; one changed meanwhile ends the
 * statement with 40001, since its new version has not been looked at.
 */
final class LockRows implements RowSource {
  private final RowSource input;
  private final PhysicalPlan.LockRows plan;
  private final PlanExecution execution;

  LockRows(RowSource input, PhysicalPlan.LockRows plan, PlanExecution execution) {
    this.input = input;
    this.plan = plan;
    this.execution = execution;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    for (@Nullable Object[] row = input.next(); row != null; row = input.next()) {
      execution.checkCancelled();
      if (lockAll(row)) {
        return row;
      }
    }
    return null;
  }

  private boolean lockAll(@Nullable Object[] row) {
    for (PhysicalPlan.RowLock lock : plan.locks()) {
      Long rowId = (Long) row[lock.rowIdField()];
      if (rowId == null) {
        continue;
      }
      long locked =
          execution.tables().lock(lock.table(), rowId, lock.strength(), plan.waitPolicy());
      if (locked == TableAccess.GONE || locked == TableAccess.SKIPPED) {
        return false;
      }
      if (locked != rowId) {
        throw SqlException.of(
            SqlState.SERIALIZATION_FAILURE, "could not serialize access due to concurrent update");
      }
    }
    return true;
  }

  @Override
  public void close() {
    input.close();
  }
}
