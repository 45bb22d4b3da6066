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

  /** Locks a version, or the newest one that replaced it. */
  RowOutcome lock(Relation relation, long rowId, LockMode mode, WaitPolicy policy) {
    OwnRows own = transaction.changes().own(relation.id);
    if (own != null && own.ended(rowId, Long.MAX_VALUE)) {
      return RowOutcome.of(RowOutcome.Kind.OWN, rowId);
    }
    if (own != null && own.find(rowId) >= 0) {
      return RowOutcome.of(RowOutcome.Kind.DONE, rowId);
    }
    VersionTable versions = relation.versions;
    for (long current = rowId; current != 0; current = versions.next(current)) {
      if (!locks.acquire(transaction.holder(), relation.id, current, mode, policy)) {
        return RowOutcome.of(RowOutcome.Kind.SKIPPED, current);
      }
      boolean ended = versions.end(current) != 0;
      long csn = transaction.repeatableCsn();
      if (csn != Long.MAX_VALUE && (ended || versions.begin(current) > csn)) {
        throw new WriteConflictException("row " + rowId + " was changed since the snapshot");
      }
      if (!ended && versions.begin(current) != 0) {
        boolean mine = own != null && own.ended(current, Long.MAX_VALUE);
        RowOutcome.Kind other = current == rowId ? RowOutcome.Kind.DONE : RowOutcome.Kind.UPDATED;
        return RowOutcome.of(mine ? RowOutcome.Kind.OWN : other, current);
      }
    }
    return RowOutcome.of(RowOutcome.Kind.DELETED, rowId);
  }

  /** Claims a key; answers the live row that has it, or 0. */
  long claimKey(Index index, byte[] key) {
    LockHolder holder = transaction.holder();
    long lockId = Index.lockId(key);
    locks.acquire(holder, ~index.id, lockId, LockMode.EXCLUSIVE, WaitPolicy.WAIT);
    long relationId = index.relation.id;
    while (true) {
      long rowId = liveRow(index, key);
      if (rowId == 0) {
        return 0;
      }
      OwnRows own = transaction.changes().own(relationId);
      boolean mine = own != null && own.find(rowId) >= 0;
      if (mine || !locks.conflicts(holder, relationId, rowId, LockMode.KEY_SHARE)) {
        return rowId;
      }
      // Another one is about to delete the row, or to change its key: its outcome decides.
      locks.acquire(holder, relationId, rowId, LockMode.KEY_SHARE, WaitPolicy.WAIT);
    }
  }

  /** A row with the key that is there now, whatever the snapshot, or 0. */
  private long liveRow(Index index, byte[] key) {
    EngineSnapshot now = EngineSnapshot.shared(transaction, Long.MAX_VALUE);
    MergedIndexCursor cursor =
        new MergedIndexCursor(
            index,
            new RelationSnapshot(now, index.relation),
            transaction.changes().entries(index.id),
            KeyRange.prefix(key),
            false,
            transaction.vacuum());
    return cursor.next() ? cursor.rowId() : 0;
  }
}
