package dev.tusk.storage;

import java.nio.file.Path;
import java.util.List;

/**
 * One open data directory: relations of rows, ordered indexes, vector columns and sequences under
 * transactions with snapshots.
 *
 * <p>The engine knows bytes, keys, slots and transactions and nothing of SQL. Whoever uses it names
 * relations, indexes and sequences by numbers of its own (OIDs) that it <b>never uses twice</b>:
 * each of the three has its own number space, and the numbers of a dropped object stay retired.
 * Which of them exist for whom is decided by the caller's catalog, which is made of ordinary
 * relations here (numbers under {@link #FIRST_USER_ID} are meant for those) and so follows the same
 * transactions.
 *
 * <p>Promise: what {@link Transaction#commit} returned from is on disk, whole, after any crash;
 * what did not commit leaves no trace. A directory is open in one engine at a time; several engines
 * may run in one process.
 */
public interface StorageEngine extends AutoCloseable {
  /** Numbers below this one are the caller's catalog's, as in PostgreSQL. */
  long FIRST_USER_ID = 16384;

  /**
   * Opens a directory, creating it when missing, and recovers it: redoes what the log holds beyond
   * the last checkpoint.
   *
   * @throws DirectoryLockedException when another engine has it open
   * @throws NewerFormatException when a later version wrote it
   * @throws StorageException when files cannot be read, or are damaged
   */
  static StorageEngine open(Path directory, StorageOptions options) {
    return Engine.open(directory, options);
  }

  /** Whether nothing was ever committed here: the caller then writes its catalog. */
  boolean created();

  Path directory();

  /** The format the directory was written in; an older one until {@link #upgraded}. */
  int format();

  /** Says that the caller has done what it has to do with an older format: it is this one now. */
  void upgraded();

  /** Starts a transaction. Costs an object: nothing is registered until it reads or writes. */
  Transaction begin(IsolationLevel isolation);

  /** Starts a transaction of a session, whose own advisory locks do not stand in its way. */
  Transaction begin(IsolationLevel isolation, LockOwner session);

  /** How it stands with the transaction of a number. */
  TransactionState transactionState(long xid);

  /** Whose changes a transaction sees now, and its own number if it has one. */
  NumbersSeen numbersSeen(Transaction transaction);

  boolean hasRelation(long relationId);

  /**
   * The vectors of a column, of all transactions: which slot is visible to whom is asked of {@link
   * RelationView#visibleRow}.
   */
  VectorColumn vectorColumn(long relationId, int columnNumber);

  /** Rows alive and bytes used, as the planner wants them: exact counts, kept by commits. */
  RelationStatistics statistics(long relationId);

  /** Figures of the engine as a whole. */
  EngineStatistics statistics();

  /** The newest commit that snapshots taken from now on see. */
  long newestCommit();

  /** The oldest commit that an open snapshot has as its newest; {@link Long#MAX_VALUE} for none. */
  long oldestSnapshot();

  /** An owner of locks that outlives transactions: session-level advisory locks. */
  LockOwner newLockOwner();

  /** Owners that a deferrable transaction of an owner waits for, to have a safe snapshot. */
  List<Long> snapshotBlockers(long owner);

  /** Whether a transaction that runs offers a snapshot by a name. */
  boolean offersSnapshot(String name);

  /** Who holds which lock, and who waits for whom, at one moment. */
  List<LockEntry> locks();

  /** What transactions under SERIALIZABLE have read; of rows that are there still. */
  List<PredicateLock> predicateLocks();

  /** Waits until everything that is visible now is on disk, asynchronous commits included. */
  void flush();

  /** Writes a checkpoint now and returns when it is complete. */
  void checkpoint();

  /** Removes all versions that no snapshot can see any more, and returns when done. */
  void vacuum();

  /** Log position behind the last record that is on disk. */
  long durableLsn();

  /**
   * Ends everything: open transactions are rolled back, a last checkpoint is written, no thread and
   * no lock remains. Closing twice is allowed.
   */
  @Override
  void close();
}
