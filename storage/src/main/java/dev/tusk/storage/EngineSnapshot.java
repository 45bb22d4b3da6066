package dev.tusk.storage;

/** A snapshot of a transaction's. */
final class EngineSnapshot implements Snapshot {
  private static final int SHARED = -1;

  final long csn;

  /** Own operations below this number are seen. */
  final long before;

  final EngineTransaction transaction;
  private int place;

  /** With a place of its own in the registry of snapshots. */
  static EngineSnapshot own(EngineTransaction transaction, int place, long csn) {
    return new EngineSnapshot(transaction, place, csn);
  }

  /** Kept alive by its transaction. */
  static EngineSnapshot shared(EngineTransaction transaction, long csn) {
    return new EngineSnapshot(transaction, SHARED, csn);
  }

  private EngineSnapshot(EngineTransaction transaction, int place, long csn) {
    this.transaction = transaction;
    this.place = place;
    this.csn = csn;
    this.before = transaction.changes().nextSeq();
  }

  @Override
  public long commitNumber() {
    return csn;
  }

  @Override
  public RelationView relation(long relationId) {
    return new RelationSnapshot(this, transaction.registry().relation(relationId));
  }

  @Override
  public IndexCursor range(long indexId, KeyRange range, boolean descending) {
    Index index = transaction.registry().index(indexId);
    return new MergedIndexCursor(
        index,
        new RelationSnapshot(this, index.relation),
        transaction.changes().entries(indexId),
        range,
        descending,
        transaction.vacuum());
  }

  @Override
  public void close() {
    if (place != SHARED) {
      int mine = place;
      place = SHARED;
      transaction.closed(this, mine);
    }
  }
}
