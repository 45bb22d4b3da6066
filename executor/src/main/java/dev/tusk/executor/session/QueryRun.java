package dev.tusk.executor.session;

import dev.tusk.executor.command.RowReceiver;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.operator.PlanExecution;
import dev.tusk.executor.plancache.CachedPlan;
import dev.tusk.executor.plancache.CursorPlaces;
import dev.tusk.sql.plan.PlannedStatement;
import dev.tusk.storage.Snapshot;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of a plan: its rows, pulled, and what it holds while it is open. */
final class QueryRun implements AutoCloseable {
  private final CachedPlan plan;
  private final Supplier<PlanExecution> executions;
  private final Snapshot snapshot;
  private final ActiveSnapshot active;
  private final boolean borrowed;
  private PlanExecution execution;
  private RowSource rows;
  private long rowsGiven;
  private boolean closed;

  /** Of a cursor: what rows of tables the row given last is. */
  private long @Nullable [] lastRow;

  /**
   * Starts a plan.
   *
   * @param executions makes an execution under the snapshot, once, and again to rewind
   * @param borrowed whether the snapshot is that of a statement around, which closes it
   */
  QueryRun(
      CachedPlan plan,
      Supplier<PlanExecution> executions,
      Snapshot snapshot,
      ActiveSnapshot active,
      boolean borrowed) {
    this.plan = plan;
    this.executions = executions;
    this.snapshot = snapshot;
    this.active = active;
    this.borrowed = borrowed;
    this.execution = executions.get();
    active.open().add(this);
    try {
      this.rows = opened();
    } catch (RuntimeException e) {
      active.open().remove(this);
      throw e;
    }
  }

  private RowSource opened() {
    Snapshot around = active.enter(snapshot);
    try {
      return execution.open();
    } finally {
      active.leave(around);
    }
  }

  /** Goes back before the first row, by running the plan again. */
  void rewind() {
    if (closed) {
      throw new IllegalStateException("a closed run cannot begin again");
    }
    rows.close();
    rowsGiven = 0;
    execution = executions.get();
    rows = opened();
  }

  long rowsGiven() {
    return rowsGiven;
  }

  CachedPlan plan() {
    return plan;
  }

  PlanExecution execution() {
    return execution;
  }

  /** The next row; null at the end. */
  @Nullable Object @Nullable [] next() {
    Snapshot around = active.enter(snapshot);
    try {
      @Nullable Object[] row = rows.next();
      if (row != null) {
        rowsGiven++;
      }
      CursorPlaces places = plan.places();
      if (places == null || row == null) {
        return row;
      }
      lastRow = places.of(row);
      return Arrays.copyOf(row, places.width());
    } finally {
      active.leave(around);
    }
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

  /** Of a cursor: what rows of tables the row given last is; null for no row. */
  long @Nullable [] lastRow() {
    return lastRow;
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
      case MERGE -> "MERGE " + execution.processed();
    };
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      active.open().remove(this);
      rows.close();
      if (!borrowed) {
        snapshot.close();
      }
    }
  }
}
