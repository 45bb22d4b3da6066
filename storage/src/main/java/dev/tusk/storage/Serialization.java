package dev.tusk.storage;

import dev.tusk.storage.serializable.ConflictGraph;
import dev.tusk.storage.serializable.SerializableTransaction;
import dev.tusk.storage.serializable.SerializationFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a transaction under SERIALIZABLE tells of itself, from its snapshot to its end. */
final class Serialization {
  private final ConflictGraph graph;
  private final long owner;
  private @Nullable SerializableTransaction mine;
  private boolean readOnly;
  private boolean deferrable;
  private volatile boolean cancelled;

  Serialization(ConflictGraph graph, long owner) {
    this.graph = graph;
    this.owner = owner;
  }

  /** It will not write; with {@code toWait} it waits for a snapshot that is safe. */
  void readsOnly(boolean toWait) {
    readOnly = true;
    deferrable = toWait;
  }

  boolean waits() {
    return mine == null && readOnly && deferrable;
  }

  /** Takes the snapshot for all statements: its place among the others. */
  int begin(SnapshotRegistry snapshots) {
    cancelled = false;
    while (true) {
      int[] place = {-1};
      SerializableTransaction begun =
          graph.begin(
              owner,
              () -> {
                place[0] = snapshots.acquire();
                return snapshots.number(place[0]);
              },
              readOnly);
      boolean usable = false;
      try {
        usable = !readOnly || !deferrable || graph.awaitSafe(begun, () -> cancelled);
      } catch (InterruptedException _) {
        throw new LockWaitInterruptedException("cancelled while waiting for a safe snapshot");
      } finally {
        if (!usable) {
          snapshots.release(place[0]);
        }
      }
      if (usable) {
        mine = begun;
        return place[0];
      }
    }
  }

  void cancelWait() {
    cancelled = true;
    graph.wake();
  }

  private SerializableTransaction mine() {
    SerializableTransaction known = mine;
    if (known == null) {
      throw new IllegalStateException("no snapshot was taken");
    }
    return known;
  }

  private static void telling(Runnable tells) {
    try {
      tells.run();
    } catch (SerializationFailure e) {
      throw new SerializationFailureException(String.valueOf(e.getMessage()), e);
    }
  }

  // Reading.

  /** The same view, which tells what is read of it. */
  RelationView watched(RelationSnapshot view) {
    return new WatchedRelation(view, this);
  }

  /** The same cursor, which tells what it comes to; the stretch between its ends is told now. */
  IndexCursor watched(MergedIndexCursor cursor, Index index) {
    long relation = index.relation.id;
    telling(() -> graph.readRange(mine(), relation, index.id, cursor.from(), cursor.to()));
    return new IndexCursor() {
      @Override
      public boolean next() {
        boolean found = cursor.next();
        if (found) {
          readRow(relation, cursor.rowId());
        }
        return found;
      }

      @Override
      public long rowId() {
        return cursor.rowId();
      }

      @Override
      public byte[] key() {
        return cursor.key();
      }
    };
  }

  void readAll(long relation) {
    telling(() -> graph.readAll(mine(), relation));
  }

  void readRow(long relation, long rowId) {
    telling(() -> graph.readRow(mine(), relation, rowId));
  }

  // Writing.

  /**
   * A row is written.
   *
   * @param previous the version it replaces, or 0
   * @param entries what is new in indexes: where a key stays, whoever has read of it has read the
   *     row, or was told of the one who put it there
   */
  void write(long xid, long relation, long previous, List<NewRow.IndexEntry> entries) {
    long[] indexes = entries.stream().mapToLong(NewRow.IndexEntry::indexId).toArray();
    byte[][] keys = entries.stream().map(NewRow.IndexEntry::key).toArray(byte[][]::new);
    telling(() -> graph.write(mine(), xid, relation, previous, indexes, keys));
  }

  void delete(long xid, long relation, long rowId) {
    write(xid, relation, rowId, List.of());
  }

  void writeAll(long xid, long relation) {
    telling(() -> graph.writeAll(mine(), xid, relation));
  }

  // The end.

  /** From here on it is the others that must give up. */
  void prepare() {
    if (mine != null) {
      telling(() -> graph.prepare(mine()));
    }
  }

  /** Its changes are about to be seen. */
  void published(long commit) {
    if (mine != null) {
      mine().published(commit);
    }
  }

  void over(boolean committed) {
    SerializableTransaction known = mine;
    if (known == null) {
      return;
    }
    mine = null;
    if (committed) {
      graph.committed(known);
    } else {
      graph.rolledBack(known);
    }
  }
}
