package dev.tusk.executor.operator;

import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.table.TableAccess;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.RowLock;
import org.jspecify.annotations.Nullable;

/**
 * FOR UPDATE and its kin. A row deleted meanwhile is left out; one changed meanwhile is looked at
 * again when all its parts are locked.
 */
final class LockRows implements RowSource {
  private final RowSource input;
  private final PhysicalPlan.LockRows plan;
  private final RowRecheck recheck;
  private final PlanExecution execution;

  LockRows(
      RowSource input, PhysicalPlan.LockRows plan, RowRecheck recheck, PlanExecution execution) {
    this.input = input;
    this.plan = plan;
    this.recheck = recheck;
    this.execution = execution;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    for (@Nullable Object[] row = input.next(); row != null; row = input.next()) {
      execution.checkCancelled();
      @Nullable Object[] locked = locked(row);
      if (locked != null) {
        return locked;
      }
    }
    return null;
  }

  /** The row, locked, as it is now; null when it is to be left out. */
  private @Nullable Object @Nullable [] locked(@Nullable Object[] row) {
    long[] newest = new long[plan.locks().size()];
    boolean changed = false;
    for (int i = 0; i < newest.length; i++) {
      RowLock lock = plan.locks().get(i);
      Long rowId = (Long) row[lock.rowIdField()];
      if (rowId == null) {
        continue;
      }
      newest[i] =
          execution.tables().lock(lock.member(row).table(), rowId, lock.strength(), lock.waiting());
      if (newest[i] == TableAccess.GONE || newest[i] == TableAccess.SKIPPED) {
        return null;
      }
      changed |= newest[i] != rowId;
    }
    return changed ? recheck.apply(row, newest, execution) : row;
  }

  @Override
  public void close() {
    input.close();
  }
}
