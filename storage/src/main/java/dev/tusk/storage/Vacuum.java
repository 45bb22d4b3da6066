package dev.tusk.storage;

import dev.tusk.storage.file.DamagedFileException;
import dev.tusk.storage.store.OrderedTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what no snapshot can see: versions of rows, their slots, index entries that lead nowhere,
 * and dropped relations and indexes. Works in short stretches, so that commits get in between.
 */
final class Vacuum {
  private static final Logger LOG = LoggerFactory.getLogger(Vacuum.class);
  private static final int BATCH = 128;
  private static final int MOST_REPORTS = 10_000;
  private static final long LEAST_GARBAGE_TO_SWEEP = 10_000;

  /** Of autovacuum_vacuum_threshold and, a fifth of the rows, autovacuum_vacuum_scale_factor. */
  private static final long LEAST_GONE = 50;

  /** autovacuum_naptime. */
  private static final long LOOK_NANOS = 60_000_000_000L;

  private final Registry registry;
  private final Applier applier;
  private final Committer committer;
  private final SnapshotRegistry snapshots;
  private final DeadVersions dead;
  private final SlotListener listener;
  private final LockTable locks;
  private final ConcurrentLinkedQueue<Report> reports = new ConcurrentLinkedQueue<>();
  private final AtomicInteger reportCount = new AtomicInteger();
  private long lookedForEmptyBlocks = System.nanoTime();
  private final AtomicLong removed = new AtomicLong();

  /** An index entry that a reader found to lead nowhere. */
  private record Report(Index index, byte[] entry) {}

  Vacuum(
      Registry registry,
      Applier applier,
      Committer committer,
      SnapshotRegistry snapshots,
      DeadVersions dead,
      SlotListener listener,
      LockTable locks) {
    this.registry = registry;
    this.applier = applier;
    this.committer = committer;
    this.snapshots = snapshots;
    this.dead = dead;
    this.listener = listener;
    this.locks = locks;
  }

  long removed() {
    return removed.get();
  }

  void reportGarbage(Index index, byte[] entry) {
    if (reportCount.get() < MOST_REPORTS) {
      reportCount.incrementAndGet();
      reports.add(new Report(index, entry));
    }
  }

  /** One round over everything. */
  synchronized void run() {
    long horizon = snapshots.advanceHorizon();
    while (removeVersions(horizon)) {
      Thread.yield();
    }
    tidy();
    while (removeReported()) {
      Thread.yield();
    }
    for (Index index : registry.indexes()) {
      long garbage = index.garbage.get();
      if (garbage > LEAST_GARBAGE_TO_SWEEP && garbage > index.tree.size() / 4) {
        try {
          sweep(index);
        } catch (DamagedFileException e) {
          LOG.error("index {} is not cleaned: {}", index.id, e.getMessage());
        }
      }
    }
    removeDropped(horizon);
  }

  private boolean removeVersions(long horizon) {
    List<Applier.FreedSlot> freed = new ArrayList<>();
    Map<Long, LongStream.Builder> rows = new HashMap<>();
    int count = 0;
    applier.lock.lock();
    try {
      while (count < BATCH) {
        DeadVersions.Dead next = dead.poll(horizon);
        if (next == null) {
          break;
        }
        count++;
        Relation relation = next.relation();
        if (registry.relationOrNull(relation.id) == relation) {
          applier.remove(relation, next.rowId(), freed);
          relation.removedSinceTidied++;
          if (relation.marks.any()) {
            relation.marks.forget(next.rowId());
          }
          rows.computeIfAbsent(relation.id, _ -> LongStream.builder()).add(next.rowId());
        }
      }
    } finally {
      applier.lock.unlock();
    }
    removed.addAndGet(count);
    committer.release(freed);
    rows.forEach((relation, ids) -> listener.onRowsRemoved(relation, ids.build().toArray()));
    return count == BATCH;
  }

  private boolean removeReported() {
    int count = 0;
    applier.lock.lock();
    try {
      for (Report report = reports.poll(); report != null; report = reports.poll()) {
        reportCount.decrementAndGet();
        if (removeEntry(report.index, report.entry) && ++count == BATCH) {
          return true;
        }
      }
    } catch (DamagedFileException e) {
      LOG.error("an entry of an index is left where it is: {}", e.getMessage());
      return true;
    } finally {
      applier.lock.unlock();
    }
    return false;
  }

  /** Under the applier's lock. */
  private boolean removeEntry(Index index, byte[] entry) {
    VersionTable versions = index.relation.versions;
    if (registry.indexOrNull(index.id) != index || versions.record(Index.rowOf(entry)) != 0) {
      return false;
    }
    boolean was = index.tree.remove(entry);
    if (was) {
      index.garbage.decrementAndGet();
    }
    return was;
  }

  /** Walks through an index and removes all that leads nowhere. */
  private void sweep(Index index) {
    index.garbage.set(0);
    OrderedTree.Cursor cursor = index.tree.cursor(null, null, false);
    List<byte[]> batch = new ArrayList<>();
    boolean more = true;
    while (more) {
      more = cursor.next();
      if (more && index.relation.versions.record(cursor.suffix()) == 0) {
        batch.add(cursor.key());
      }
      if (batch.size() == BATCH || !more && !batch.isEmpty()) {
        applier.lock.lock();
        try {
          batch.forEach(entry -> removeEntry(index, entry));
        } finally {
          applier.lock.unlock();
        }
        batch.clear();
      }
    }
    index.garbage.set(Math.max(0, index.garbage.get()));
  }

  /**
   * Blocks of a relation whose rows are gone may be filled again. A writer has taken its lock
   * before it is given a place: so whoever is in the way is seen.
   */
  void tidy(Relation relation, LockHolder holder, boolean truncate) {
    Places places = relation.places;
    synchronized (places) {
      if (relation.truncated == null
          && !locks.conflicts(holder, LockTable.RELATIONS, relation.id, LockMode.SHARE)) {
        VersionTable versions = relation.versions;
        places.vacuum(rowId -> versions.begin(rowId) != 0 || versions.record(rowId) != 0, truncate);
      }
    }
  }

  /** What PostgreSQL's autovacuum does once a minute where many versions have gone. */
  private void tidy() {
    long now = System.nanoTime();
    if (now - lookedForEmptyBlocks < LOOK_NANOS) {
      return;
    }
    lookedForEmptyBlocks = now;
    for (Relation relation : registry.relations()) {
      if (relation.removedSinceTidied > LEAST_GONE + relation.liveRows / 5) {
        relation.removedSinceTidied = 0;
        LockHolder holder = locks.newHolder(null);
        tidy(relation, holder, true);
        locks.retire(holder);
      }
    }
  }

  private void removeDropped(long horizon) {
    List<Relation> gone = new ArrayList<>();
    for (Relation relation : registry.relations()) {
      if (relation.droppedAt != 0 && relation.droppedAt <= horizon) {
        gone.add(relation);
      }
    }
    for (Relation relation : gone) {
      listener.onRelationDropped(relation.id);
      LOG.debug("removing relation {}", relation.id);
    }
    applier.lock.lock();
    try {
      gone.forEach(registry::remove);
      for (Index index : registry.indexes()) {
        if (index.droppedAt != 0 && index.droppedAt <= horizon) {
          registry.remove(index);
        }
      }
    } finally {
      applier.lock.unlock();
    }
  }
}
