package dev.tusk.storage.serializable;

import dev.tusk.storage.serializable.Granules.Key;
import dev.tusk.storage.serializable.Granules.Range;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Serializable snapshot isolation: transactions read their snapshots and wait for nobody; who read
 * an older state of what another wrote must come before it in any order of one after another, and a
 * transaction with such a conflict on both sides, whose far one commits first, may stand in a
 * circle. Then one of them gives up.
 *
 * <p>The rules, and who of the three it is, are those of M. Cahill, U. Röhm and A. Fekete,
 * "Serializable Isolation for Snapshot Databases", SIGMOD 2008, and of D. Ports and K. Grittner,
 * "Serializable Snapshot Isolation in PostgreSQL", VLDB 2012 (safe snapshots of readers, commit
 * order), as PostgreSQL 15 decides them, so that the same histories fail at the same statements.
 *
 * <p>A committed transaction stays until all that ran beside it are over. One lock guards all of
 * it; transactions at other levels never come here.
 */
public final class ConflictGraph {
  /** So many that are over are kept; a transaction that needs more of them gives up. */
  private static final int MOST_KEPT = 50_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition settled = lock.newCondition();

  /** Those that run, in the order of their snapshots. */
  private final Set<SerializableTransaction> running = new LinkedHashSet<>();

  /** Those that have committed beside one that runs, in the order of their commits. */
  private final Queue<SerializableTransaction> kept = new ArrayDeque<>();

  private final Map<Long, Set<SerializableTransaction>> readers = new HashMap<>();
  private final Map<Long, Set<SerializableTransaction>> writers = new HashMap<>();
  private long number;

  /**
   * Begins one.
   *
   * @param owner the session that it is one of
   * @param snapshot takes the snapshot, and answers its commit number
   */
  public SerializableTransaction begin(long owner, LongSupplier snapshot, boolean readOnly) {
    lock.lock();
    try {
      SerializableTransaction begun =
          new SerializableTransaction(owner, snapshot.getAsLong(), number, readOnly);
      if (readOnly) {
        for (SerializableTransaction other : running) {
          if (!other.readOnly && !other.doomed) {
            begun.writersBeside.add(other);
            other.readersBeside.add(begun);
          }
        }
        begun.safe = begun.writersBeside.isEmpty();
      }
      if (!begun.safe) {
        running.add(begun);
      }
      return begun;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until those that ran beside a reader have shown whether its snapshot is safe.
   *
   * @return whether it is; if not, the reader is over, and another snapshot may be
   */
  public boolean awaitSafe(SerializableTransaction reader, BooleanSupplier cancelled)
      throws InterruptedException {
    lock.lock();
    try {
      reader.waiting = true;
      while (!reader.safe && !reader.unsafe) {
        if (cancelled.getAsBoolean()) {
          leave(reader);
          throw new InterruptedException();
        }
        settled.await();
      }
      if (!reader.safe) {
        leave(reader);
      }
      return reader.safe;
    } finally {
      reader.waiting = false;
      lock.unlock();
    }
  }

  /** Has those who wait look again whether they are to. */
  public void wake() {
    lock.lock();
    try {
      settled.signalAll();
    } finally {
      lock.unlock();
    }
  }

  // Reading.

  /** All rows of a relation are looked at. */
  public void readAll(SerializableTransaction reader, long relation) {
    lock.lock();
    try {
      Granules.Reads reads = reads(reader, relation);
      if (reads == null || reads.isWhole()) {
        return;
      }
      reads.addWhole();
      for (SerializableTransaction writer : writersOf(relation)) {
        conflictOut(reader, writer);
      }
    } finally {
      lock.unlock();
    }
  }

  /** One version of a row is read. */
  public void readRow(SerializableTransaction reader, long relation, long row) {
    lock.lock();
    try {
      Granules.Reads reads = reads(reader, relation);
      if (reads == null || !reads.addRow(row)) {
        return;
      }
      for (SerializableTransaction writer : writersOf(relation)) {
        Granules.Writes writes = writer.writes.get(relation);
        if (writes != null && writes.endedRow(row)) {
          conflictOut(reader, writer);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** What an index has from one key up to another, is read: rows there, and that there are none. */
  public void readRange(
      SerializableTransaction reader,
      long relation,
      long index,
      byte @Nullable [] from,
      byte @Nullable [] to) {
    lock.lock();
    try {
      Granules.Reads reads = reads(reader, relation);
      Range range = new Range(from, to);
      if (reads == null || !reads.addRange(index, range)) {
        return;
      }
      for (SerializableTransaction writer : writersOf(relation)) {
        Granules.Writes writes = writer.writes.get(relation);
        if (writes != null && writes.meets(index, range)) {
          conflictOut(reader, writer);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Where it keeps what it reads; null for one that is not watched. */
  private Granules.@Nullable Reads reads(SerializableTransaction reader, long relation) {
    if (reader.safe) {
      return null;
    }
    checkLives(reader, "conflict out checking");
    readers.computeIfAbsent(relation, _ -> new LinkedHashSet<>()).add(reader);
    return reader.reads.computeIfAbsent(relation, _ -> new Granules.Reads());
  }

  private List<SerializableTransaction> writersOf(long relation) {
    return List.copyOf(writers.getOrDefault(relation, Set.of()));
  }

  private static void checkLives(SerializableTransaction transaction, String when) {
    if (transaction.doomed) {
      throw SerializationFailure.pivot(when);
    }
  }

  private void conflictOut(SerializableTransaction reader, SerializableTransaction writer) {
    if (writer == reader || writer.doomed || writer.seenBy(reader) || reader.out.contains(writer)) {
      return;
    }
    if (reader.readOnly
        && writer.committed
        && (!writer.conflictOut || reader.commitsBefore < writer.earliestOut)) {
      return; // The reader comes before the writer, and nothing leads back.
    }
    conflict(reader, writer, false);
  }

  // Writing.

  /**
   * A row is inserted, updated or deleted.
   *
   * @param xid number of the writer
   * @param ended the version that is no more, or 0
   * @param indexes those that get a key
   * @param keys the key that each of them gets
   */
  public void write(
      SerializableTransaction writer,
      long xid,
      long relation,
      long ended,
      long[] indexes,
      byte[][] keys) {
    List<Key> added = new ArrayList<>(indexes.length);
    for (int i = 0; i < indexes.length; i++) {
      added.add(new Key(indexes[i], keys[i]));
    }
    write(writer, xid, relation, ended, added);
  }

  private void write(
      SerializableTransaction writer, long xid, long relation, long ended, List<Key> keys) {
    lock.lock();
    try {
      if (writer.safe) {
        return; // It writes only what nobody else can see.
      }
      writes(writer, xid, relation).add(ended, keys);
      for (SerializableTransaction reader : readersOf(relation)) {
        Granules.Reads reads = reader.reads.get(relation);
        if (reads != null && reads.meets(ended, keys)) {
          conflictIn(reader, writer);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** All rows of a relation are gone, or will have other numbers. */
  public void writeAll(SerializableTransaction writer, long xid, long relation) {
    lock.lock();
    try {
      if (writer.safe) {
        return;
      }
      writes(writer, xid, relation).addWhole();
      for (SerializableTransaction reader : readersOf(relation)) {
        conflictIn(reader, writer);
      }
    } finally {
      lock.unlock();
    }
  }

  /** An index is no more, whatever was read through it: that counts as the whole relation. */
  public void indexGone(long relation) {
    lock.lock();
    try {
      for (SerializableTransaction reader : readersOf(relation)) {
        Granules.Reads reads = reader.reads.get(relation);
        if (reads != null) {
          reads.addWhole();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private Granules.Writes writes(SerializableTransaction writer, long xid, long relation) {
    checkLives(writer, "conflict in checking");
    writer.wrote = true;
    writer.xid = xid;
    writers.computeIfAbsent(relation, _ -> new LinkedHashSet<>()).add(writer);
    return writer.writes.computeIfAbsent(relation, _ -> new Granules.Writes());
  }

  private List<SerializableTransaction> readersOf(long relation) {
    return List.copyOf(readers.getOrDefault(relation, Set.of()));
  }

  private void conflictIn(SerializableTransaction reader, SerializableTransaction writer) {
    if (reader != writer
        && !reader.doomed
        && !reader.endedBefore(writer)
        && !writer.in.contains(reader)) {
      conflict(reader, writer, true);
    }
  }

  // Conflicts.

  /** A reader has read an older state of what a writer wrote; one of the two runs just now. */
  private static void conflict(
      SerializableTransaction reader, SerializableTransaction writer, boolean writing) {
    if (isDangerous(reader, writer)) {
      if (writing) {
        writer.doomed = true;
        throw SerializationFailure.pivot("write");
      }
      if (writer.prepared) {
        reader.doomed = true;
        throw SerializationFailure.because(
            "Canceled on conflict out to pivot " + writer.xid + ", during read");
      }
      writer.doomed = true;
    }
    reader.out.add(writer);
    writer.in.add(reader);
  }

  /** Whether a conflict ends or begins a pair of which the last transaction committed first. */
  private static boolean isDangerous(
      SerializableTransaction reader, SerializableTransaction writer) {
    if (writer.committed && writer.conflictOut) {
      return true;
    }
    for (SerializableTransaction last : writer.out) {
      if (last.prepared
          && (!reader.committed || last.prepareNumber <= reader.commitNumber)
          && (!writer.committed || last.prepareNumber <= writer.commitNumber)
          && (!reader.readOnly || last.prepareNumber <= reader.commitsBefore)) {
        return true;
      }
    }
    if (!writer.prepared || reader.readOnly) {
      return false;
    }
    for (SerializableTransaction first : reader.in) {
      if (!first.doomed
          && (!first.committed || first.commitNumber >= writer.prepareNumber)
          && (!first.readOnly || first.commitsBefore >= writer.prepareNumber)) {
        return true;
      }
    }
    return false;
  }

  // The end.

  /** Before a commit: from here on it is the others that must give up. */
  public void prepare(SerializableTransaction mine) {
    lock.lock();
    try {
      if (mine.doomed) {
        throw SerializationFailure.pivot("commit attempt");
      }
      for (SerializableTransaction near : mine.in) {
        if (!near.committed && !near.doomed && closesCircle(near, mine)) {
          if (near.prepared) {
            mine.doomed = true;
            throw SerializationFailure.because(
                "Canceled on commit attempt with conflict in from prepared pivot");
          }
          near.doomed = true;
        }
      }
      mine.prepareNumber = ++number;
      mine.prepared = true;
    } finally {
      lock.unlock();
    }
  }

  private static boolean closesCircle(SerializableTransaction near, SerializableTransaction mine) {
    for (SerializableTransaction far : near.in) {
      if (far == mine || !far.committed && !far.readOnly && !far.doomed) {
        return true;
      }
    }
    return false;
  }

  /** It has committed. */
  public void committed(SerializableTransaction mine) {
    lock.lock();
    try {
      mine.committed = true;
      mine.commitNumber = ++number;
      if (!mine.wrote) {
        mine.readOnly = true;
      }
      for (SerializableTransaction writer : List.copyOf(mine.out)) {
        if (!mine.readOnly && writer.committed) {
          mine.conflictOut = true;
          mine.earliestOut = Math.min(mine.earliestOut, writer.prepareNumber);
        }
        if (writer.committed || writer.commitsBefore >= number) {
          forget(mine, writer);
        }
      }
      for (SerializableTransaction reader : List.copyOf(mine.in)) {
        if (reader.committed || reader.readOnly) {
          forget(reader, mine);
        }
      }
      running.remove(mine);
      tellReaders(mine, true);
      kept.add(mine);
      clean();
    } finally {
      lock.unlock();
    }
  }

  /** It is undone: nothing that it did counts. */
  public void rolledBack(SerializableTransaction mine) {
    lock.lock();
    try {
      leave(mine);
      clean();
    } finally {
      lock.unlock();
    }
  }

  private void leave(SerializableTransaction mine) {
    running.remove(mine);
    tellReaders(mine, false);
    remove(mine);
  }

  /** Tells the readers beside one that it is over, whether it has spoilt their snapshots. */
  private void tellReaders(SerializableTransaction over, boolean committed) {
    over.writersBeside.forEach(writer -> writer.readersBeside.remove(over));
    over.writersBeside.clear();
    for (SerializableTransaction reader : over.readersBeside) {
      reader.writersBeside.remove(over);
      if (committed && over.conflictOut && over.earliestOut <= reader.commitsBefore) {
        reader.unsafe = true;
      } else if (reader.writersBeside.isEmpty() && !reader.unsafe) {
        reader.safe = true;
        running.remove(reader);
        remove(reader);
      }
    }
    over.readersBeside.clear();
    settled.signalAll();
  }

  private static void forget(SerializableTransaction reader, SerializableTransaction writer) {
    reader.out.remove(writer);
    writer.in.remove(reader);
  }

  /** Forgets those that ended before every one that runs began. */
  private void clean() {
    long oldest = oldestSnapshot();
    for (SerializableTransaction first = kept.peek();
        first != null && first.commitNumber <= oldest;
        first = kept.peek()) {
      kept.remove();
      remove(first);
    }
    if (kept.size() > MOST_KEPT) {
      for (SerializableTransaction one : running) {
        if (!one.prepared && one.commitsBefore == oldest) {
          one.doomed = true;
        }
      }
    }
  }

  private long oldestSnapshot() {
    long oldest = Long.MAX_VALUE;
    for (SerializableTransaction one : running) {
      if (!one.doomed) {
        oldest = Math.min(oldest, one.commitsBefore);
      }
    }
    return oldest;
  }

  private void remove(SerializableTransaction gone) {
    for (SerializableTransaction writer : new HashSet<>(gone.out)) {
      forget(gone, writer);
    }
    for (SerializableTransaction reader : new HashSet<>(gone.in)) {
      forget(reader, gone);
    }
    unlist(readers, gone.reads.keySet(), gone);
    unlist(writers, gone.writes.keySet(), gone);
    gone.reads = new HashMap<>(0);
    gone.writes = new HashMap<>(0);
  }

  private static void unlist(
      Map<Long, Set<SerializableTransaction>> lists,
      Set<Long> relations,
      SerializableTransaction gone) {
    for (long relation : relations) {
      Set<SerializableTransaction> list = lists.get(relation);
      if (list != null && list.remove(gone) && list.isEmpty()) {
        lists.remove(relation);
      }
    }
  }

  /**
   * Owners of the transactions that a reader of an owner waits for, until its snapshot is safe;
   * none where it does not.
   */
  public List<Long> blockers(long owner) {
    lock.lock();
    try {
      List<Long> blockers = new ArrayList<>();
      for (SerializableTransaction one : running) {
        if (one.waiting && one.owner == owner) {
          one.writersBeside.forEach(writer -> blockers.add(writer.owner));
        }
      }
      return blockers;
    } finally {
      lock.unlock();
    }
  }

  /**
   * What is remembered of a reader.
   *
   * @param index where keys were looked for; 0 otherwise
   * @param row that was read; 0 for the whole relation, or for what the index has
   */
  public record Held(long owner, long relation, long index, long row) {}

  /** What all readers have read that are watched. */
  public List<Held> held() {
    lock.lock();
    try {
      List<Held> all = new ArrayList<>();
      readers.forEach((relation, some) -> {
        for (SerializableTransaction reader : some) {
          Granules.Reads reads = reader.reads.get(relation);
          if (reads != null) {
            add(all, reader.owner, relation, reads);
          }
        }
      });
      return all;
    } finally {
      lock.unlock();
    }
  }

  private static void add(List<Held> all, long owner, long relation, Granules.Reads reads) {
    if (reads.isWhole()) {
      all.add(new Held(owner, relation, 0, 0));
    }
    reads.rows().forEach(row -> all.add(new Held(owner, relation, 0, row)));
    reads.indexes().forEach(index -> all.add(new Held(owner, relation, index, 0)));
  }

  /** How many are kept though they are over, for tests and figures. */
  public int keptCount() {
    lock.lock();
    try {
      return kept.size();
    } finally {
      lock.unlock();
    }
  }
}
