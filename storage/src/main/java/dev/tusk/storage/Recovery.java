package dev.tusk.storage;

import dev.tusk.storage.log.LogPosition;
import dev.tusk.storage.log.LogRecord;
import dev.tusk.storage.log.LogTrust;
import dev.tusk.storage.log.RedoLog;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings the state of the last checkpoint to the end of the log: does again, in the order of
 * commits, what committed transactions did. Doing it twice is the same as once, so a crash in here
 * is no different from one before.
 */
final class Recovery {
  private final RedoLog log;
  private final Registry registry;
  private final Applier applier;
  private final SequenceTable sequences;
  private final Registry.Checkpoint checkpoint;
  private final LogTrust trust;
  private final Map<Long, Chunks> chunks = new HashMap<>();
  private long lastCsn;
  private long lastXid;
  private long redone;
  private boolean found;

  /** What a transaction logged before it committed, if it did. */
  private static final class Chunks {
    final List<LogPosition> positions = new ArrayList<>();
    final List<Ops.Void> voids = new ArrayList<>();
  }

  Recovery(
      RedoLog log,
      Registry registry,
      Applier applier,
      SequenceTable sequences,
      Registry.Checkpoint checkpoint,
      LogTrust trust) {
    this.log = log;
    this.registry = registry;
    this.applier = applier;
    this.sequences = sequences;
    this.checkpoint = checkpoint;
    this.trust = trust;
    this.lastCsn = checkpoint.csn();
    this.lastXid = checkpoint.nextXid() - 1;
  }

  long lastCsn() {
    return lastCsn;
  }

  long lastXid() {
    return lastXid;
  }

  long redone() {
    return redone;
  }

  /** Whether the log held anything beyond the checkpoint. */
  boolean foundRecords() {
    return found;
  }

  void run() throws IOException {
    queueDead();
    log.replay(checkpoint.redoFrom(), trust, this::redo);
    applier.removeUncommitted();
    removeUncommittedObjects();
    sequences.removeUncommitted();
    for (Relation relation : registry.relations()) {
      relation.placeOldRows();
      for (VectorFile column : relation.columns) {
        column.slots.findFree(relation.versions);
      }
    }
    registry.deleteStrayFiles();
  }

  /** Versions that had ended at the checkpoint are for vacuum. */
  private void queueDead() {
    for (Relation relation : registry.relations()) {
      applier.queueDead(relation);
    }
  }

  private void removeUncommittedObjects() {
    List<Index> indexes = new ArrayList<>();
    registry.indexes().forEach(indexes::add);
    indexes.removeIf(index -> !index.uncommitted);
    indexes.forEach(registry::remove);
    List<Relation> relations = new ArrayList<>();
    registry.relations().forEach(relations::add);
    relations.removeIf(relation -> !relation.uncommitted);
    relations.forEach(registry::remove);
  }

  private void redo(LogRecord record) {
    found = true;
    lastXid = Math.max(lastXid, record.xid());
    switch (record.type()) {
      case Ops.RECORD_SEQUENCE -> sequences.redo(record.body());
      case Ops.RECORD_CHUNK -> {
        Chunks own = chunks.computeIfAbsent(record.xid(), _ -> new Chunks());
        own.positions.add(record.start());
        Ops.collectVoids(new ByteReader(record.body()), own.voids);
      }
      case Ops.RECORD_COMMIT -> {
        Chunks before = chunks.remove(record.xid());
        Chunks own = before == null ? new Chunks() : before;
        if (record.csn() > checkpoint.csn()) {
          redoCommit(record, own);
        } else {
          redoAlterations(record, own);
        }
      }
      default ->
          throw new StorageException("the log has a record of unknown type " + record.type());
    }
  }

  /**
   * Of a commit that the checkpoint has. The log's records of values drawn before it are redone,
   * whatever the checkpoint says: so its alterations of sequences are to follow them again.
   */
  private void redoAlterations(LogRecord commit, Chunks own) {
    Ops.collectVoids(new ByteReader(commit.body()), own.voids);
    Ops.visit(new ByteReader(commit.body()), registry, own.voids, new Alterations());
  }

  /** Redoes what is done to sequences. */
  private class Alterations implements Ops.Visitor {
    @Override
    public void insert(
        Relation relation, long rowId, long previous, byte[] array, int from, int length) {}

    @Override
    public void entry(long indexId, byte[] entry) {}

    @Override
    public void alterSequence(long sequenceId, SequenceState state) {
      sequences.alter(sequenceId, state);
    }
  }

  private void redoCommit(LogRecord commit, Chunks own) {
    Ops.collectVoids(new ByteReader(commit.body()), own.voids);
    Redoing redoing = new Redoing(commit.csn());
    for (LogPosition position : own.positions) {
      try {
        redoing.visit(log.read(position).body(), own.voids);
      } catch (IOException e) {
        throw new StorageException("cannot read the log again: " + e.getMessage(), e);
      }
    }
    redoing.visit(commit.body(), own.voids);
    lastCsn = commit.csn();
    redone++;
  }

  /** Does operations again, visible at once. */
  private final class Redoing extends Alterations {
    private final long csn;

    Redoing(long csn) {
      this.csn = csn;
    }

    void visit(byte[] body, List<Ops.Void> voids) {
      Ops.visit(new ByteReader(body), registry, voids, this);
    }

    @Override
    public void insert(
        Relation relation, long rowId, long previous, byte[] array, int from, int length) {
      applier.storeRow(relation, rowId, array, from, length);
      Row row = RowFormat.decode(relation.id, rowId, array, from, length);
      int[] slots = new int[row.slotCount()];
      for (int i = 0; i < slots.length; i++) {
        slots[i] = row.slot(i);
      }
      applier.begin(relation, rowId, slots, csn);
      if (row.place() != 0) {
        relation.places.redo(rowId, row.place());
      }
      if (previous != 0) {
        applier.end(relation, previous, rowId, csn);
      }
      relation.nextRowId.accumulateAndGet(rowId + 1, Math::max);
    }

    @Override
    public void entry(long indexId, byte[] entry) {
      Index index = registry.indexOrNull(indexId);
      if (index != null) {
        index.tree.insert(entry);
      }
    }

    @Override
    public void delete(long relationId, long rowId) {
      Relation relation = registry.relationOrNull(relationId);
      if (relation != null) {
        applier.end(relation, rowId, 0, csn);
      }
    }

    @Override
    public void truncate(long relationId) {
      Relation relation = registry.relationOrNull(relationId);
      if (relation != null) {
        applier.truncate(relation, csn);
        relation.places.drop(registry.store);
        relation.places = new Places();
      }
    }

    @Override
    public void createRelation(RelationSpec spec) {
      Relation relation = registry.relationOrNull(spec.relationId());
      if (relation == null) {
        relation = registry.createRelation(spec);
      }
      relation.uncommitted = false;
      relation.changed = true;
    }

    @Override
    public void dropRelation(long relationId) {
      Relation relation = registry.relationOrNull(relationId);
      if (relation != null) {
        relation.droppedAt = csn;
        relation.changed = true;
      }
    }

    @Override
    public void addColumn(long relationId, VectorColumnSpec column) {
      Relation relation = registry.relationOrNull(relationId);
      if (relation == null) {
        return;
      }
      for (VectorFile there : relation.columns) {
        if (there.spec().columnNumber() == column.columnNumber()) {
          return;
        }
      }
      relation.addColumn(new VectorFile(registry.vectors, relationId, column, new SlotTable()));
    }

    @Override
    public void createIndex(long indexId, long relationId) {
      Index index = registry.indexOrNull(indexId);
      Relation relation = registry.relationOrNull(relationId);
      if (index == null && relation != null) {
        index = registry.createIndex(indexId, relation);
      }
      if (index != null) {
        index.uncommitted = false;
      }
    }

    @Override
    public void dropIndex(long indexId) {
      Index index = registry.indexOrNull(indexId);
      if (index != null) {
        index.droppedAt = csn;
      }
    }

    @Override
    public void createSequence(long sequenceId, SequenceSpec spec) {
      sequences.commitCreation(sequenceId, spec);
    }

    @Override
    public void dropSequence(long sequenceId) {
      sequences.remove(sequenceId);
    }

    @Override
    public void vector(
        long relationId, int column, int slot, long rowId, byte[] array, int from, int length) {
      Relation relation = registry.relationOrNull(relationId);
      if (relation != null) {
        VectorFile file = relation.column(column);
        file.write(slot, MemorySegment.ofArray(array).asSlice(from, length));
        file.slots.restore(slot, rowId);
      }
    }
  }
}
