package dev.tusk.storage.serializable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A transaction under SERIALIZABLE, as the others' conflicts with it see it: what it read and
 * wrote, and who is before and after it. All but the commit number is guarded by the lock of its
 * {@link ConflictGraph}.
 */
public final class SerializableTransaction {
  /** The session it is one of. */
  final long owner;

  /** The commits that it sees. */
  final long snapshot;

  /** The number of the last commit, in the graph's own count, when the snapshot was taken. */
  final long commitsBefore;

  /** Said that it would only read, or has ended without writing. */
  boolean readOnly;

  boolean wrote;
  boolean doomed;

  /** May no longer be made to give up: it is about to commit, or has. */
  boolean prepared;

  boolean committed;

  /** Of a reader: what it sees is that of some order, whatever the others do. It is not watched. */
  boolean safe;

  /** Of a reader: a transaction beside it committed in a way that this may not see. */
  boolean unsafe;

  /** Of a reader: waits to be one or the other. */
  boolean waiting;

  /** When it was prepared and committed, in the graph's own count. */
  long prepareNumber = Long.MAX_VALUE;

  long commitNumber = Long.MAX_VALUE;

  /** Whether it read what another wrote that had committed first; and the first such commit. */
  boolean conflictOut;

  long earliestOut = Long.MAX_VALUE;

  /** Its number as a writer, for error texts. */
  long xid;

  /** Those that wrote what this one has read an older state of. */
  final Set<SerializableTransaction> out = new HashSet<>(4);

  /** Those that have read an older state of what this one wrote. */
  final Set<SerializableTransaction> in = new HashSet<>(4);

  /** Of one that only reads: the writers that ran when it began and are not over. */
  final Set<SerializableTransaction> writersBeside = new HashSet<>(4);

  /** Of others: the readers whose snapshots it may spoil. */
  final Set<SerializableTransaction> readersBeside = new HashSet<>(4);

  /** By relation. */
  Map<Long, Granules.Reads> reads = new HashMap<>(4);

  Map<Long, Granules.Writes> writes = new HashMap<>(4);

  /** The commit by which its changes can be seen; 0 before. Set before anybody sees them. */
  private volatile long publishedBy;

  SerializableTransaction(long owner, long snapshot, long commitsBefore, boolean readOnly) {
    this.owner = owner;
    this.snapshot = snapshot;
    this.commitsBefore = commitsBefore;
    this.readOnly = readOnly;
  }

  /** Its changes are about to be seen by snapshots that admit the commit. */
  public void published(long commit) {
    publishedBy = commit;
  }

  /** Whether a snapshot sees its changes. */
  boolean seenBy(SerializableTransaction reader) {
    long commit = publishedBy;
    return commit != 0 && commit <= reader.snapshot;
  }

  /** Whether it ended before the snapshot of another was taken. */
  boolean endedBefore(SerializableTransaction other) {
    return committed && commitNumber <= other.commitsBefore;
  }
}
