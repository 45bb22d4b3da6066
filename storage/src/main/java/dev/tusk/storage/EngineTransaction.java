package dev.tusk.storage;

import dev.tusk.storage.log.LogFullException;
import dev.tusk.storage.log.LogTicket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A transaction. What it writes is in its {@link WriteSet}; this decides whether it may. */
final class EngineTransaction implements Transaction {
  private static final int BUILD_BATCH = 50_000;

  private final Engine engine;
  private final IsolationLevel isolation;
  private final @Nullable LockHolder session;
  private final WriteSet changes = new WriteSet();
  private final List<EngineSnapshot> snapshots = new ArrayList<>(2);
  private final Set<Long> writing = new HashSet<>(4);
  private final RowLocks rowLocks;
  private final TransactionSequences sequences;
  private final RowVectors vectors;
  private final Definitions definitions;

  /** Snapshots that others may take over while this transaction runs, the last one first. */
  private ExportedSnapshots.@Nullable Export exported;

  /** Under SERIALIZABLE: who is told what is read and written. */
  final @Nullable Serialization serialization;

  private @Nullable LockHolder holder;

  /** 0 until one is asked for. */
  long xid;

  /** REPEATABLE READ: the place and number of the snapshot that all statements share. */
  private int place = -1;

  private long csn;
  private long lockTimeoutMillis;
  private boolean synchronous = true;

  private boolean over;

  EngineTransaction(Engine engine, IsolationLevel isolation, @Nullable LockHolder session) {
    this.engine = engine;
    this.isolation = isolation;
    this.session = session;
    this.rowLocks = new RowLocks(this, engine.locks);
    this.sequences = new TransactionSequences(this, engine, changes);
    this.vectors = new RowVectors(engine, changes);
    this.definitions = new Definitions(engine, changes);
    this.serialization =
        isolation == IsolationLevel.SERIALIZABLE
            ? new Serialization(engine.conflicts, session == null ? 0 : session.group)
            : null;
  }

  Registry registry() {
    return engine.registry;
  }

  WriteSet changes() {
    return changes;
  }

  Vacuum vacuum() {
    return engine.vacuum;
  }

  private void checkOpen() {
    if (over) {
      throw new IllegalStateException("the transaction is over");
    }
    engine.checkOpen();
  }

  private void checkWritable() {
    checkOpen();
    engine.committer.checkWritable();
  }

  @Override
  public IsolationLevel isolation() {
    return isolation;
  }

  /** The commits that all statements of a REPEATABLE READ see; otherwise no bound. */
  long repeatableCsn() {
    return place >= 0 ? csn : Long.MAX_VALUE;
  }

  @Override
  public long xid() {
    if (xid == 0) {
      xid = engine.numbers.assign();
      holder().xid = xid;
    }
    return xid;
  }

  @Override
  public int command() {
    return changes.commands.current();
  }

  @Override
  public void useCommand() {
    changes.commands.use();
  }

  @Override
  public void markLocked(long relationId, long rowId) {
    changes.commands.use();
    registry().relation(relationId).marks.locked(rowId, xid());
  }

  @Override
  public boolean hasWritten() {
    return !changes.isEmpty();
  }

  LockHolder holder() {
    LockHolder mine = holder;
    if (mine == null) {
      mine = engine.locks.newHolder(session);
      mine.timeoutMillis = lockTimeoutMillis;
      holder = mine;
    }
    return mine;
  }

  // Snapshots.

  @Override
  public Snapshot newStatementSnapshot() {
    checkOpen();
    LockHolder mine = holder;
    if (mine != null) {
      mine.cancelled = false;
    }
    changes.commands.next(changes.nextSeq());
    if (isolation.repeatable()) {
      takeSnapshot();
      return EngineSnapshot.shared(this, csn);
    }
    return newCurrentSnapshot();
  }

  private void takeSnapshot() {
    if (place < 0) {
      place =
          serialization == null
              ? engine.snapshots.acquire()
              : serialization.begin(engine.snapshots);
      csn = engine.snapshots.number(place);
    }
  }

  @Override
  public String exportSnapshot() {
    checkOpen();
    ExportedSnapshots.Export made = engine.exports.add(isolation.repeatable() ? place : -1);
    exported = exported == null ? made : made.after(exported);
    return made.name();
  }

  @Override
  public void importSnapshot(String name) {
    checkOpen();
    if (place >= 0) {
      throw new IllegalStateException("a snapshot was taken before");
    }
    place = engine.exports.take(name);
    csn = engine.snapshots.number(place);
  }

  @Override
  public void readsOnly(boolean deferrable) {
    if (serialization != null) {
      serialization.readsOnly(deferrable);
    }
  }

  @Override
  public boolean waitsForSnapshot() {
    return serialization != null && serialization.waits();
  }

  @Override
  public Snapshot newCurrentSnapshot() {
    checkOpen();
    int statementPlace = engine.snapshots.acquire();
    EngineSnapshot snapshot =
        EngineSnapshot.own(this, statementPlace, engine.snapshots.number(statementPlace));
    snapshots.add(snapshot);
    return snapshot;
  }

  void closed(EngineSnapshot snapshot, int snapshotPlace) {
    snapshots.remove(snapshot);
    engine.snapshots.release(snapshotPlace);
  }

  @Override
  public void createRelation(RelationSpec spec) {
    checkWritable();
    definitions.createRelation(spec);
  }

  @Override
  public void dropRelation(long relationId) {
    definitions.dropRelation(lockForDefinition(relationId));
  }

  @Override
  public void truncate(long relationId) {
    Relation relation = lockForDefinition(relationId);
    if (serialization != null) {
      takeSnapshot();
      serialization.writeAll(xid(), relationId);
    }
    definitions.truncate(relation);
  }

  @Override
  public void addVectorColumn(long relationId, VectorColumnSpec column) {
    definitions.addVectorColumn(lockForDefinition(relationId), column);
  }

  @Override
  public void vacuum(long relationId, boolean truncate) {
    checkWritable();
    engine.vacuum.tidy(registry().relation(relationId), holder(), truncate);
  }

  private Relation lockForDefinition(long relationId) {
    checkWritable();
    lockRelation(relationId, LockMode.EXCLUSIVE, WaitPolicy.WAIT);
    return registry().relation(relationId);
  }

  @Override
  public void createIndex(long indexId, long relationId) {
    checkWritable();
    definitions.createIndex(indexId, registry().relation(relationId));
  }

  @Override
  public void dropIndex(long indexId) {
    checkWritable();
    Index index = registry().index(indexId);
    lockRelation(index.relation.id, LockMode.EXCLUSIVE, WaitPolicy.WAIT);
    definitions.dropIndex(index);
  }

  @Override
  public void buildIndex(long indexId, Iterator<KeyedRow> entries) {
    checkWritable();
    List<byte[]> batch = new ArrayList<>();
    while (entries.hasNext()) {
      KeyedRow entry = entries.next();
      checkKey(entry.key());
      batch.add(Index.withRow(entry.key(), entry.rowId()));
      if (batch.size() == BUILD_BATCH || !entries.hasNext()) {
        batch.sort(Arrays::compareUnsigned); // Neighbours share nodes.
        for (byte[] key : batch) {
          flushIfLarge();
          definitions.addEntry(indexId, key);
        }
        batch.clear();
      }
    }
    engine.committer.writeChunk(xid(), changes);
  }

  @Override
  public void createSequence(long sequenceId, SequenceSpec spec) {
    checkWritable();
    sequences.create(sequenceId, spec);
  }

  @Override
  public SequenceState lockSequence(long sequenceId) {
    checkWritable();
    return sequences.lock(sequenceId);
  }

  @Override
  public void alterSequence(long sequenceId, SequenceState state) {
    checkWritable();
    sequences.alter(sequenceId, state);
  }

  @Override
  public void dropSequence(long sequenceId) {
    checkWritable();
    sequences.drop(sequenceId);
  }

  @Override
  public long nextValue(long sequenceId) {
    checkWritable();
    return sequences.next(sequenceId);
  }

  @Override
  public void setValue(long sequenceId, long value, boolean called) {
    checkWritable();
    sequences.set(sequenceId, value, called);
  }

  @Override
  public SequenceState sequence(long sequenceId) {
    return sequences.state(sequenceId);
  }

  // Rows.

  private Relation lockForWriting(long relationId) {
    checkWritable();
    Relation relation = registry().relation(relationId);
    if (!writing.contains(relationId)) {
      engine.locks.acquire(
          holder(), LockTable.RELATIONS, relationId, LockMode.WRITE, WaitPolicy.WAIT);
      writing.add(relationId);
      if (relation.droppedAt != 0) {
        throw new IllegalArgumentException("relation " + relationId + " was dropped meanwhile");
      }
    }
    return relation;
  }

  @Override
  public RowOutcome insert(long relationId, NewRow row) {
    return write(lockForWriting(relationId), 0, row);
  }

  @Override
  public RowOutcome update(long relationId, long rowId, NewRow row, LockMode mode) {
    Relation relation = lockForWriting(relationId);
    RowOutcome lock = rowLocks.lock(relation, rowId, mode, WaitPolicy.WAIT);
    return lock.done() ? write(relation, rowId, row) : lock;
  }

  @Override
  public RowOutcome delete(long relationId, long rowId) {
    Relation relation = lockForWriting(relationId);
    RowOutcome lock = rowLocks.lock(relation, rowId, LockMode.EXCLUSIVE, WaitPolicy.WAIT);
    if (lock.done()) {
      long writer = xid(); // Which stays written upon the version, whatever comes of it.
      if (serialization != null) {
        serialization.delete(writer, relation.id, rowId);
      }
      flushIfLarge();
      changes.delete(relation, rowId);
    }
    return lock;
  }

  private RowOutcome write(Relation relation, long previous, NewRow row) {
    row.entries().forEach(entry -> checkKey(entry.key()));
    if (!engine.isWhole()) {
      row.entries().forEach(this::checkPlace);
    }
    if (serialization != null) {
      takeSnapshot();
      serialization.write(xid(), relation.id, previous, newKeys(previous, row.entries()));
    }
    flushIfLarge();
    row.stamp(xid(), changes.commands.current());
    long rowId = relation.newRow(row, previous);
    int[] slots = vectors.fill(relation, rowId, previous, row);
    changes.insert(relation, rowId, previous, slots, row);
    return new RowOutcome(RowOutcome.Kind.DONE, rowId, slots);
  }

  /** Entries whose keys the replaced version did not have. */
  private List<NewRow.IndexEntry> newKeys(long previous, List<NewRow.IndexEntry> entries) {
    return previous == 0
        ? entries
        : entries.stream().filter(entry -> !hasEntry(previous, entry)).toList();
  }

  private boolean hasEntry(long rowId, NewRow.IndexEntry entry) {
    byte[] same = Index.withRow(entry.key(), rowId);
    var own = changes.entries(entry.indexId());
    Index index = registry().indexOrNull(entry.indexId());
    return own != null && own.containsKey(same) || index != null && index.tree.contains(same);
  }

  /** A damaged page is to be this statement's error: met after the commit, it ends the engine. */
  private void checkPlace(NewRow.IndexEntry entry) {
    Index index = registry().indexOrNull(entry.indexId());
    if (index != null) {
      index.tree.contains(entry.key());
    }
  }

  private static void checkKey(byte[] key) {
    if (key.length > Index.MAX_KEY_BYTES) {
      throw new KeyTooLongException(
          "index key of " + key.length + " bytes exceeds maximum " + Index.MAX_KEY_BYTES);
    }
  }

  private void flushIfLarge() {
    if (changes.memoryBytes() > engine.options.transactionMemoryBytes()) {
      engine.committer.writeChunk(xid(), changes);
    }
  }

  @Override
  public @Nullable Row newestVersion(long relationId, long rowId) {
    checkOpen();
    Relation relation = registry().relation(relationId);
    OwnRows own = changes.own(relationId);
    int index = own == null ? -1 : own.find(rowId);
    if (own != null && index >= 0 && own.location(index) != OwnRows.STORED) {
      return changes.row(relation, rowId, own.location(index));
    }
    return relation.versions.record(rowId) == 0 ? null : relation.read(registry().store, rowId);
  }

  @Override
  public RowOutcome lockRow(long relationId, long rowId, LockMode mode, WaitPolicy policy) {
    checkWritable();
    return rowLocks.lock(registry().relation(relationId), rowId, mode, policy);
  }

  @Override
  public long lockUnique(long indexId, byte[] key) {
    checkWritable();
    Index index = registry().index(indexId);
    long taken = rowLocks.claimKey(index, key);
    if (taken != 0 && serialization != null) {
      // That others were not to be beside it is the better reason: a retry may succeed.
      takeSnapshot();
      List<NewRow.IndexEntry> attempted = List.of(new NewRow.IndexEntry(indexId, key));
      serialization.write(xid(), index.relation.id, 0, attempted);
    }
    return taken;
  }

  @Override
  public boolean claimIfFree(long indexId, byte[] key) {
    checkWritable();
    return rowLocks.claimIfFree(registry().index(indexId), key);
  }

  @Override
  public boolean duplicated(long indexId, byte[] key) {
    checkWritable();
    return rowLocks.duplicated(registry().index(indexId), key);
  }

  @Override
  public OwnChanges ownChanges() {
    return changes;
  }

  @Override
  public boolean lockRelation(long relationId, LockMode mode, WaitPolicy policy) {
    checkOpen();
    return engine.locks.acquire(holder(), LockTable.RELATIONS, relationId, mode, policy);
  }

  /** Takes a lock of the engine's own, waiting for it. */
  void lock(long space, long id, LockMode mode) {
    engine.locks.acquire(holder(), space, id, mode, WaitPolicy.WAIT);
  }

  @Override
  public boolean lockAdvisory(long space, long key, LockMode mode, WaitPolicy policy) {
    checkOpen();
    return engine.locks.acquire(holder(), SessionLocks.space(space), key, mode, policy);
  }

  @Override
  public void setLockTimeoutMillis(long millis) {
    lockTimeoutMillis = millis;
    LockHolder mine = holder;
    if (mine != null) {
      mine.timeoutMillis = millis;
    }
  }

  @Override
  public void cancelWait() {
    if (serialization != null) {
      serialization.cancelWait();
    }
    LockHolder mine = holder;
    if (mine != null) {
      engine.locks.cancel(mine);
    }
  }

  // Savepoints and the end.

  /** A mark in the write set and in the locks. */
  private record Point(WriteSet.Mark mark, int locks) implements Savepoint {}

  @Override
  public Savepoint savepoint() {
    checkOpen();
    return new Point(changes.mark(), holder().heldCount());
  }

  @Override
  public void rollbackTo(Savepoint savepoint) {
    checkOpen();
    Point point = (Point) savepoint;
    Rollback.undo(engine, changes, xid, point.mark.seq());
    changes.rollback(point.mark);
    engine.locks.release(holder(), point.locks);
    writing.clear();
    sequences.rolledBackToSavepoint();
  }

  @Override
  public void setSynchronousCommit(boolean newSynchronous) {
    synchronous = newSynchronous;
  }

  @Override
  public void commit() {
    checkOpen();
    try {
      LogTicket mustBeDurable = sequences.mustBeDurable();
      if (serialization != null) {
        serialization.prepare();
      }
      if (!changes.isEmpty()) {
        sequences.beforeCommit();
        if (serialization != null) {
          changes.define(serialization::published, () -> {});
        }
        engine.committer.commit(xid(), changes, synchronous);
      } else if (mustBeDurable != null && synchronous) {
        engine.log.await(mustBeDurable);
      }
    } catch (LogFullException e) {
      end(true);
      throw Committer.full(e);
    } catch (StorageFullException | SerializationFailureException e) {
      end(true);
      throw e;
    } catch (RuntimeException e) {
      end(false); // The engine has failed: recovery decides.
      throw e;
    }
    if (serialization != null) {
      serialization.over(true);
    }
    end(false);
  }

  @Override
  public void rollback() {
    if (!over) {
      end(!engine.isClosed());
    }
  }

  @Override
  public void close() {
    rollback();
  }

  private void end(boolean undo) {
    over = true;
    if (serialization != null) {
      serialization.over(false);
    }
    engine.numbers.ended(xid, undo, engine.snapshots.published());
    if (undo && !changes.isEmpty()) {
      Rollback.undo(engine, changes, xid, 0);
      if (changes.firstChunk != null) {
        engine.committer.forgetChunks(xid);
      }
    }
    for (EngineSnapshot snapshot : List.copyOf(snapshots)) {
      snapshot.close();
    }
    if (place >= 0) {
      engine.snapshots.release(place);
    }
    if (exported != null) {
      engine.exports.withdraw(exported);
    }
    LockHolder mine = holder;
    if (mine != null) {
      engine.locks.retire(mine);
    }
  }
}
