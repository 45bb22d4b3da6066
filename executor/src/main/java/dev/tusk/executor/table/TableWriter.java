package dev.tusk.executor.table;

import dev.tusk.executor.routine.TriggerData.Operation;
import dev.tusk.sql.catalog.Index;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes rows of a table: checks NOT NULL, CHECK, UNIQUE and foreign keys, keeps every index in
 * step, runs referential actions. Rows are given and taken as the values of the table's live
 * columns in order, already cast to the columns' types and typmods.
 *
 * <p>Changes go to the transaction's write set. The order for UPDATE and DELETE is {@link #lock},
 * then (when the id it gave differs) re-read and re-check, then the change.
 */
public interface TableWriter {
  /**
   * The statement is about to do such changes: triggers BEFORE it fire, and those behind it will.
   *
   * @param columns numbers of those that an UPDATE assigns
   */
  void begin(Operation operation, Set<Integer> columns);

  /**
   * Which row is spoken of from now on, and which table has it, where the rows of several are read
   * as this one's; without this they are its own.
   */
  void of(long tableOid, long rowId);

  /**
   * A version of that row, or of one that {@link #findConflict} gave, by columns of this table,
   * whether the snapshot sees it or not; null when there is none. It is the one spoken of from now
   * on.
   */
  @Nullable Object @Nullable [] version(long rowId, List<Integer> columns);

  /** It is a MERGE that changes rows, as errors are to say. */
  void merges();

  /** Whether a trigger is called before each row is inserted. */
  boolean firesPerRow();

  /**
   * The row that triggers BEFORE INSERT make of one; null where they leave it out. To be called
   * before {@link #findConflict} and {@link #insert}.
   */
  @Nullable Object @Nullable [] beforeInsert(@Nullable Object[] values);

  /**
   * The row that triggers BEFORE UPDATE make of {@code after}; null where they leave it as it was.
   * To be called for a row that {@link #lock} gave.
   */
  @Nullable Object @Nullable [] beforeUpdate(@Nullable Object[] before, @Nullable Object[] after);

  /** Whether triggers BEFORE DELETE let a row that {@link #lock} gave go. */
  boolean beforeDelete(@Nullable Object[] before);

  /** Computes the generated columns of a row that is to be written. */
  void complete(@Nullable Object[] values);

  /**
   * Inserts a row.
   *
   * @return its row id
   * @throws dev.tusk.sql.error.SqlException 23502, 23505, 23514
   */
  long insert(@Nullable Object[] values);

  /**
   * For ON CONFLICT: the row that stands in the way of inserting these values, by the arbiters'
   * indexes (all unique indexes when the list is empty). Waits for a transaction that is about to
   * commit such a row.
   *
   * @return id of its newest version, which may be newer than the statement's snapshot; {@link
   *     TableAccess#GONE} when nothing stands in the way
   */
  long findConflict(@Nullable Object[] values, List<Index> arbiters);

  /**
   * Locks a row before its change, waiting for another transaction that is changing it, or, where
   * {@link #locksKey} says so, that relies on its key.
   *
   * @return its id, the id of the version that replaced it, or {@link TableAccess#GONE}; also for a
   *     row that this same statement has changed already, which is left alone
   * @throws dev.tusk.sql.error.SqlException 27000, where a trigger or function of the statement has
   *     changed it
   */
  long lock(long rowId, boolean key);

  /** Whether the change of a row to {@code after} (null: its deletion) takes a key away. */
  boolean locksKey(@Nullable Object[] before, @Nullable Object @Nullable [] after);

  /**
   * Replaces a row that {@link #lock} gave; {@code before} holds its live columns.
   *
   * @param lockedBefore the row was locked before it was known what becomes of it, as ON CONFLICT
   *     does: which is how clients tell its updates from inserts, by xmax
   * @return id of the new version; {@link TableAccess#GONE} where a trigger kept a row from moving
   *     to another partition
   */
  long update(
      long rowId, @Nullable Object[] before, @Nullable Object[] after, boolean lockedBefore);

  /** OID of the table that has the row that was inserted, found or updated last. */
  long tableOid();

  /** {@link TableAccess#checkSeen} of a row that {@link #findConflict} gave. */
  void checkSeen(long rowId);

  /**
   * Whether the row that was inserted or updated last is told as a stored one, with who wrote it
   * and when. A row that went to a partition as it was given is none ({@code slot_getsysattr} of a
   * slot without a tuple).
   */
  default boolean tellsVersion() {
    return true;
  }

  /** The transaction's number as xmin shows it. */
  long xid();

  /** Where the row that was inserted or updated last stands, as a {@code tid}. */
  long place();

  /** The statement's number as cmin shows it. */
  long command();

  /** Deletes a row that {@link #lock} gave; {@code before} holds its live columns. */
  void delete(long rowId, @Nullable Object[] before);

  /** All its rows are changed; what they made necessary is done by {@link TableAccess#finish}. */
  void finish();
}
