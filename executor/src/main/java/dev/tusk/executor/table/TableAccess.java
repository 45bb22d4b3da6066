package dev.tusk.executor.table;

import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.search.IndexRange;
import dev.tusk.executor.search.RowCondition;
import dev.tusk.executor.search.VectorAccess;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.PhysicalPlan.LockStrength;
import dev.tusk.sql.plan.PhysicalPlan.LockWait;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The database's rows as one statement sees them: its snapshot, and what its transaction wrote
 * before. Belongs to one execution.
 *
 * <p>A list of columns holds {@code attnum}s, {@code PhysicalPlan.ROW_ID} and {@code TABLE_OID}; a
 * row has a value for each, in order.
 */
public interface TableAccess {
  /** Numbers of the columns of a table that the statement writes. */
  Set<Integer> given(long tableOid);

  /** All visible rows in row id order; also of system relations and sequences. */
  RowSource scan(Table table, List<Integer> columns, Execution execution);

  /** Visible rows of a range of a B-tree index, in key order or against it. */
  RowSource indexRange(
      Table table,
      Index index,
      IndexRange range,
      boolean descending,
      List<Integer> columns,
      Execution execution);

  /** Ids, ascending, of the visible rows that indexes find for a condition. */
  long[] find(Table table, RowCondition condition, Execution execution);

  /** The visible ones of some rows, in their order. */
  RowSource rows(Table table, long[] rowIds, List<Integer> columns, Execution execution);

  /** A row version by its id, whether the snapshot sees it or not; null when there is none. */
  @Nullable Object @Nullable [] fetch(Table table, long rowId, List<Integer> columns);

  /**
   * For ON CONFLICT DO NOTHING: a row that stands in the way must have been there for the snapshot,
   * where that is to last.
   *
   * @throws dev.tusk.sql.error.SqlException 40001 (REPEATABLE READ)
   */
  void checkSeen(Table table, long rowId);

  /**
   * Locks a row that the snapshot sees, waiting for other transactions as {@code wait} says.
   *
   * @return the id of the row's newest version (another one when the row was changed meanwhile),
   *     {@link #GONE} when it was deleted, {@link #SKIPPED} under SKIP LOCKED
   * @throws dev.tusk.sql.error.SqlException 40001 (REPEATABLE READ, row changed), 55P03 (NOWAIT),
   *     40P01
   */
  long lock(Table table, long rowId, LockStrength strength, LockWait wait);

  /** Result of {@link #lock}: another transaction deleted the row. */
  long GONE = -1;

  /** Result of {@link #lock}: another transaction holds the row, and SKIP LOCKED was asked. */
  long SKIPPED = -2;

  /** Starts changing a table; one writer per INSERT, UPDATE or DELETE node. */
  TableWriter writer(Table table);

  /**
   * The statement's end: what the changes of all writers made necessary is done, foreign keys are
   * checked and act, or is left to the transaction's commit.
   */
  void finish();

  /** The same for another statement, which sees what was done so far; to be closed. */
  TableAccess next();

  /** Ends what {@link #next} began. */
  void end();

  /** A vector column, to be searched. */
  VectorAccess vectors(Table table, int column);
}
