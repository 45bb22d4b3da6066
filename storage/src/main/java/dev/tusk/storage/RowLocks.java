package dev.tusk.storage;

/**
 * Row locks and claims of keys for one transaction: what to lock, and what the lock's former owner
 * has left behind.
 */
final class RowLocks {
  private final EngineTransaction transaction;
  private final LockTable locks;

  RowLocks(EngineTransaction transaction, LockTable locks) {
    this.transaction = transaction;
    this.locks = locks;
  }

  /** Locks a row by one of its versions; answers the newest one. */
  RowOutcome lock(Relation relation, long rowId, LockMode mode, WaitPolicy policy) {
    OwnRows own = transaction.changes().own(relation.id);
    if (own != null && own.ended(rowId, Long.MAX_VALUE)) {
      return RowOutcome.of(RowOutcome.Kind.OWN, rowId);
    }
    int index = own == null ? -1 : own.find(rowId);
    long committed = own == null || index < 0 ? rowId : own.origin(index);
    if (committed == 0) {
      return RowOutcome.of(RowOutcome.Kind.DONE, rowId); // Nobody else knows of it.
    }
    long lockId = relation.versions.root(committed);
    if (!locks.acquire(transaction.holder(), relation.id, lockId, mode, policy)) {
      return RowOutcome.of(RowOutcome.Kind.SKIPPED, rowId);
    }
    if (index >= 0) {
      return RowOutcome.of(RowOutcome.Kind.DONE, rowId);
    }
    long newest = newest(relation.versions, rowId);
    boolean ended = relation.versions.end(newest) != 0;
    long csn = transaction.repeatableCsn();
    boolean changed = ended || relation.versions.begin(newest) > csn;
    if (csn != Long.MAX_VALUE && changed && (ended || mode != LockMode.KEY_SHARE)) {
      throw new WriteConflictException("row " + rowId + " was changed since the snapshot", ended);
    }
    if (ended) {
      return RowOutcome.of(RowOutcome.Kind.DELETED, rowId);
    }
    boolean mine = own != null && own.ended(newest, Long.MAX_VALUE);
    RowOutcome.Kind other = newest == rowId ? RowOutcome.Kind.DONE : RowOutcome.Kind.UPDATED;
    return RowOutcome.of(mine ? RowOutcome.Kind.OWN : other, newest);
  }

  /**
   * The last version that has begun. One that is being published just now has not, where its
   * transaction and this one's lock are not in each other's way: then the one before still counts.
   */
  private static long newest(VersionTable versions, long rowId) {
    long newest = rowId;
    for (long next = versions.next(rowId); next != 0; next = versions.next(next)) {
      if (versions.begin(next) == 0) {
        break;
      }
      newest = next;
    }
    return newest;
  }

  /** Claims a key; answers the live row that has it, or 0. */
  long claimKey(Index index, byte[] key) {
    claim(index, key, WaitPolicy.WAIT);
    while (true) {
      IndexCursor rows = liveRows(index, key);
      if (!rows.next()) {
        return 0;
      }
      long rowId = rows.rowId();
      if (!awaitChange(index, rowId)) {
        return rowId;
      }
    }
  }

  /** Claims a key unless another one has it, or a row that is live now. */
  boolean claimIfFree(Index index, byte[] key) {
    return claim(index, key, WaitPolicy.SKIP_LOCKED) && !liveRows(index, key).next();
  }

  /** Claims a key; answers whether several live rows have it. */
  boolean duplicated(Index index, byte[] key) {
    claim(index, key, WaitPolicy.WAIT);
    while (true) {
      IndexCursor rows = liveRows(index, key);
      int count = 0;
      boolean again = false;
      while (!again && count < 2 && rows.next()) {
        again = awaitChange(index, rows.rowId());
        count++;
      }
      if (!again) {
        return count > 1;
      }
    }
  }

  private boolean claim(Index index, byte[] key, WaitPolicy policy) {
    long lockId = Index.lockId(key);
    return locks.acquire(transaction.holder(), ~index.id, lockId, LockMode.EXCLUSIVE, policy);
  }

  /**
   * Where another transaction is about to delete the row, or to change its key, waits for what
   * comes of it; false where none is.
   */
  private boolean awaitChange(Index index, long rowId) {
    long relationId = index.relation.id;
    OwnRows own = transaction.changes().own(relationId);
    boolean mine = own != null && own.find(rowId) >= 0;
    long rowLock = index.relation.versions.root(rowId);
    LockHolder holder = transaction.holder();
    if (mine || !locks.conflicts(holder, relationId, rowLock, LockMode.KEY_SHARE)) {
      return false;
    }
    locks.acquire(holder, relationId, rowLock, LockMode.KEY_SHARE, WaitPolicy.WAIT);
    return true;
  }

  /** Rows with the key that are there now, whatever the snapshot. */
  private IndexCursor liveRows(Index index, byte[] key) {
    EngineSnapshot now = EngineSnapshot.shared(transaction, Long.MAX_VALUE);
    return new MergedIndexCursor(
        index,
        new RelationSnapshot(now, index.relation),
        transaction.changes().entries(index.id),
        KeyRange.prefix(key),
        false,
        transaction.vacuum());
  }
}
