package dev.tusk.storage;

import org.jspecify.annotations.Nullable;

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
    RelationSnapshot view = new RelationSnapshot(this, transaction.registry().relation(relationId));
    Serialization watch = watch();
    return watch == null ? view : watch.watched(view);
  }

  /** Who is to be told what is read; snapshots of the moment are for checks of the engine's. */
  private @Nullable Serialization watch() {
    return place == SHARED ? transaction.serialization : null;
  }

  @Override
  public IndexCursor range(long indexId, KeyRange range, boolean descending) {
    Index index = transaction.registry().index(indexId);
    MergedIndexCursor cursor =
        new MergedIndexCursor(
            index,
            new RelationSnapshot(this, index.relation),
            transaction.changes().entries(indexId),
            range,
            descending,
            transaction.vacuum());
    Serialization watch = watch();
    return watch == null ? cursor : watch.watched(cursor, index);
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
