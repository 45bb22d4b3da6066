package dev.tusk.storage;

/** What a transaction defines and drops; its locks are taken before. */
final class Definitions {
  private final Engine engine;
  private final WriteSet changes;

  Definitions(Engine engine, WriteSet changes) {
    this.engine = engine;
    this.changes = changes;
  }

  void createRelation(RelationSpec spec) {
    Relation relation = engine.registry.createRelation(spec);
    ByteWriter to = changes.begin(Ops.CREATE_RELATION);
    to.putLong(spec.relationId());
    to.putLong(spec.vectorColumns().size());
    spec.vectorColumns().forEach(column -> Ops.encodeColumn(to, column));
    changes.emptied(spec.relationId());
    changes.define(_ -> relation.uncommitted = false, () -> engine.discard(relation));
  }

  void dropRelation(Relation relation) {
    changes.begin(Ops.DROP_RELATION).putLong(relation.id);
    changes.define(
        commit -> {
          relation.droppedAt = commit;
          relation.changed = true;
        },
        () -> {});
  }

  void truncate(Relation relation) {
    changes.truncate(relation);
    changes.emptied(relation.id);
    Places before = relation.truncated;
    Places after = new Places();
    relation.truncated = after;
    changes.define(
        _ -> {
          relation.places.drop(engine.registry.store);
          relation.places = after;
          relation.truncated = null;
          relation.changed = true;
        },
        () -> relation.truncated = before);
  }

  void addVectorColumn(Relation relation, VectorColumnSpec column) {
    VectorFile file = new VectorFile(engine.registry.vectors, relation.id, column, new SlotTable());
    relation.addColumn(file);
    ByteWriter to = changes.begin(Ops.ADD_COLUMN);
    to.putLong(relation.id);
    Ops.encodeColumn(to, column);
    changes.define(
        _ -> relation.changed = true,
        () -> {
          relation.removeLastColumn();
          file.delete();
        });
  }

  void createIndex(long indexId, Relation relation) {
    Index index = engine.createIndex(indexId, relation);
    ByteWriter to = changes.begin(Ops.CREATE_INDEX);
    to.putLong(indexId);
    to.putLong(relation.id);
    changes.define(_ -> index.uncommitted = false, () -> engine.discard(index));
  }

  void dropIndex(Index index) {
    changes.begin(Ops.DROP_INDEX).putLong(index.id);
    engine.conflicts.indexGone(index.relation.id);
    changes.define(commit -> index.droppedAt = commit, () -> {});
  }

  void addEntry(long indexId, byte[] key) {
    ByteWriter to = changes.begin(Ops.INDEX_ENTRY);
    to.putLong(indexId);
    to.putBytes(key);
  }
}
