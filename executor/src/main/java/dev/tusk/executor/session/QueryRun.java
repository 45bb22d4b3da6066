package dev.tusk.executor.session;

import dev.tusk.executor.command.RowReceiver;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.operator.PlanExecution;
import dev.tusk.sql.plan.PlannedStatement;
import dev.tusk.storage.Snapshot;
import org.jspecify.annotations.Nullable;

/** One run of a plan: its rows, pulled, and what it holds while it is open. */
final class QueryRun implements AutoCloseable {
  private final CachedPlan plan;
  private final PlanExecution execution;
  private final Snapshot snapshot;
  private final RowSource rows;
  private long rowsGiven;
  private boolean closed;

  QueryRun(CachedPlan plan, PlanExecution execution, Snapshot snapshot, RowSource rows) {
    this.plan = plan;
    this.execution = execution;
    this.snapshot = snapshot;
    this.rows = rows;
  }

  CachedPlan plan() {
    return plan;
  }

  PlanExecution execution() {
    return execution;
  }

  /** The next row; null at the end. */
  @Nullable Object @Nullable [] next() {
    @Nullable Object[] row = rows.next();
    if (row != null) {
      rowsGiven++;
    }
    return row;
  }

  /**
   * Gives up to {@code limit} rows (0: all) to the receiver.
   *
   * @return whether these were the last ones
   */
  boolean give(long limit, RowReceiver receiver) {
    boolean output = !plan.planned().output().isEmpty();
    long given = 0;
    while (limit == 0 || given < limit) {
      @Nullable Object[] row = next();
      if (row == null) {
        return true;
      }
      given++;
      if (output || plan.kind() == PlannedStatement.Kind.SELECT) {
        receiver.row(row);
      }
    }
    return false;
  }

  RowSource rows() {
    return rows;
  }

  /** The command tag so far. */
  String tag() {
    return switch (plan.kind()) {
      case SELECT -> "SELECT " + rowsGiven;
      case INSERT -> "INSERT 0 " + execution.processed();
      case UPDATE -> "UPDATE " + execution.processed();
      case DELETE -> "DELETE " + execution.processed();
    };
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      rows.close();
      snapshot.close();
    }
  }
}
