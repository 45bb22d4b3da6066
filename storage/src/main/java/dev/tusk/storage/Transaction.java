package dev.tusk.storage;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * One unit of work: all of it happens or none. Used by one thread at a time.
 *
 * <p>What it writes stays with it (rows of large transactions go ahead to the log and, invisible,
 * to the store) until {@link #commit}, which returns when the redo log is on disk. After an
 * exception from a writing method the transaction is still as it was before the call; the caller
 * decides whether to roll back to a savepoint or altogether.
 */
public interface Transaction extends AutoCloseable {
  IsolationLevel isolation();

  /** A number for this transaction, given at the first call that needs one. */
  long xid();

  /**
   * It will not write. SERIALIZABLE: others are less often in its way; deferrable ones wait at
   * their first statement for a snapshot with which nobody can be.
   */
  void readsOnly(boolean deferrable);

  /** Offers the snapshot to other transactions, for as long as this one runs; answers its name. */
  String exportSnapshot();

  /**
   * Takes over the snapshot that another transaction offers, before one was taken. REPEATABLE READ
   * only.
   */
  void importSnapshot(String name);

  /** Whether the next snapshot may have to wait for others. */
  boolean waitsForSnapshot();

  /** Number of the statement: how many before it have used theirs. */
  int command();

  /** The statement is one that writes or locks rows, whether it finds any or not. */
  void useCommand();

  /** The statement has locked a row version: its xmax shows who did. */
  void markLocked(long relationId, long rowId);

  /** Whether it has changed anything. */
  boolean hasWritten();

  /**
   * A snapshot for the next statement. REPEATABLE READ and SERIALIZABLE: always of the same
   * commits.
   */
  Snapshot newStatementSnapshot();

  /** A snapshot of all commits up to now at any level: what referential actions are to see. */
  Snapshot newCurrentSnapshot();

  // Definitions. Numbers are new ones. All are undone by rollback, and usable at once here.

  void createRelation(RelationSpec spec);

  /** Takes an exclusive lock. Older snapshots go on reading the relation. */
  void dropRelation(long relationId);

  /**
   * Deletes all rows, for new snapshots; takes an exclusive lock; costs no row-by-row work here.
   */
  void truncate(long relationId);

  /**
   * Lets the blocks whose rows are gone be filled again, and gives back those at the end if asked
   * to. Nothing is done where others are writing; {@link StorageEngine#vacuum} comes before.
   */
  void vacuum(long relationId, boolean truncate);

  /** Adds a column that is NULL in all rows so far; takes an exclusive lock. */
  void addVectorColumn(long relationId, VectorColumnSpec column);

  void createIndex(long indexId, long relationId);

  void dropIndex(long indexId);

  /**
   * Fills an index that this transaction created with entries for rows there are already, in any
   * order, without keeping them in memory. The caller holds {@link LockMode#SHARE} on the relation.
   */
  void buildIndex(long indexId, Iterator<KeyedRow> entries);

  /** A key and the row version it leads to. */
  record KeyedRow(byte[] key, long rowId) {}

  void createSequence(long sequenceId, SequenceSpec spec);

  /**
   * How the sequence is, which stays so: waits for transactions that drew values from it, and until
   * this one is over nobody else draws any.
   */
  SequenceState lockSequence(long sequenceId);

  /**
   * Gives a sequence another rule and position, as of the commit: until then it is seen, and drawn
   * from, by this transaction alone.
   */
  void alterSequence(long sequenceId, SequenceState state);

  void dropSequence(long sequenceId);

  // Sequences: not transactional, never the same value twice. Both wait for those who alter it.

  /**
   * @throws SequenceExhaustedException at the end of a sequence that does not cycle
   */
  long nextValue(long sequenceId);

  /** setval: the value given last ({@code called}), or to be given next. */
  void setValue(long sequenceId, long value, boolean called);

  SequenceState sequence(long sequenceId);

  // Rows. Writing takes LockMode.WRITE on the relation, which waits for EXCLUSIVE and SHARE
  // holders.

  /** Writes a new row; the outcome is {@link RowOutcome.Kind#DONE} with the row's id and slots. */
  RowOutcome insert(long relationId, NewRow row);

  /**
   * Replaces a version by a newer one, which gets an id of its own.
   *
   * @param mode {@link LockMode#NO_KEY_UPDATE} when no unique key changes, else {@link
   *     LockMode#EXCLUSIVE}
   * @throws WriteConflictException at REPEATABLE READ and SERIALIZABLE, instead of UPDATED and
   *     DELETED
   */
  RowOutcome update(long relationId, long rowId, NewRow row, LockMode mode);

  /**
   * @throws WriteConflictException at REPEATABLE READ and SERIALIZABLE, instead of UPDATED and
   *     DELETED
   */
  RowOutcome delete(long relationId, long rowId);

  // Locks, held to the end of the transaction, or to the rollback to an earlier savepoint.

  /**
   * Locks a version (SELECT FOR UPDATE and the like), waiting as told. When it was replaced
   * meanwhile the newest version is locked and {@link RowOutcome.Kind#UPDATED} tells which. The
   * snapshot that found the version is to be open still: vacuum breaks the chain of versions behind
   * the oldest snapshot.
   *
   * @throws WriteConflictException at REPEATABLE READ and SERIALIZABLE, when it was changed since
   *     the snapshot; but not for {@link LockMode#KEY_SHARE} of a row that is still there, where
   *     the caller is to see whether its key is
   */
  RowOutcome lockRow(long relationId, long rowId, LockMode mode, WaitPolicy policy);

  /**
   * The row as it is now, whatever the snapshot: for a version that {@link #lockRow}, {@link
   * #update} or {@link #delete} answered with. Null when it is not there.
   */
  @Nullable Row newestVersion(long relationId, long rowId);

  /**
   * Claims a key of a unique index until the end of the transaction: waits for others who claimed
   * it, then answers the live row that has it, or 0 when the key is free. To be called before the
   * insert or update that writes the entry; entries are found by prefix, as in {@link
   * KeyRange#prefix}.
   */
  long lockUnique(long indexId, byte[] key);

  /**
   * The same without waiting, for a key that is looked at again later: false when another
   * transaction has claimed it, or a live row has it.
   */
  boolean claimIfFree(long indexId, byte[] key);

  /**
   * Claims a key as {@link #lockUnique} does, then tells whether more than one live row has it, own
   * ones included.
   */
  boolean duplicated(long indexId, byte[] key);

  /** What it has changed itself. */
  OwnChanges ownChanges();

  /**
   * Locks a relation; one that is not stored here, such as a view, under a negative number that the
   * caller gives it. False only with {@link WaitPolicy#SKIP_LOCKED}.
   */
  boolean lockRelation(long relationId, LockMode mode, WaitPolicy policy);

  /** pg_advisory_xact_lock. False only with {@link WaitPolicy#SKIP_LOCKED}. */
  boolean lockAdvisory(long space, long key, LockMode mode, WaitPolicy policy);

  /** Longest wait for one lock; 0 for no limit. */
  void setLockTimeoutMillis(long millis);

  /** Ends a wait for a lock, from another thread, by {@link LockWaitInterruptedException}. */
  void cancelWait();

  // The end.

  Savepoint savepoint();

  /** Undoes what was written since the mark and releases the locks taken since. */
  void rollbackTo(Savepoint savepoint);

  /** Whether {@link #commit} waits for the disk (the default), or may lose its work in a crash. */
  void setSynchronousCommit(boolean synchronous);

  /**
   * Makes all of it durable and visible. The transaction is over whatever happens.
   *
   * @throws StorageFullException when it could not be logged; it is rolled back
   * @throws SerializationFailureException at SERIALIZABLE, where it must give up; likewise
   */
  void commit();

  void rollback();

  /** Rolls back unless committed. */
  @Override
  void close();
}
