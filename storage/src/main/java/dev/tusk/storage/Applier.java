package dev.tusk.storage;

import dev.tusk.storage.file.DamagedFileException;
import dev.tusk.storage.store.RecordStore;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that changes the store and the version tables, under one lock: puts rows and index
 * entries there, makes them visible, and takes them out.
 */
final class Applier {
  private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

  /** Held by whoever writes to the store, and by a checkpoint while it freezes its pages. */
  final ReentrantLock lock = new ReentrantLock();

  private final Registry registry;
  private final RecordStore store;
  private final DeadVersions dead;

  Applier(Registry registry, DeadVersions dead) {
    this.registry = registry;
    this.store = registry.store;
    this.dead = dead;
  }

  // Into the store, visible to nobody.

  /** Puts the rows and entries of operations into the store, unless they are there. */
  void store(ByteReader ops) {
    Ops.visit(ops, registry, List.of(), new Storing());
  }

  private class Storing implements Ops.Visitor {
    @Override
    public void insert(
        Relation relation, long rowId, long previous, byte[] array, int from, int length) {
      storeRow(relation, rowId, array, from, length);
    }

    @Override
    public void entry(long indexId, byte[] entry) {
      Index index = registry.indexOrNull(indexId);
      if (index != null) {
        index.tree.insert(entry);
      }
    }
  }

  void storeRow(Relation relation, long rowId, byte[] array, int from, int length) {
    if (relation.versions.record(rowId) == 0) {
      long record = store.put(Arrays.copyOfRange(array, from, from + length));
      relation.versions.setRecord(rowId, record);
      relation.rowBytes += length;
      relation.changed = true;
    }
  }

  /** Takes a row out that never became visible. */
  void unstoreRow(Relation relation, long rowId) {
    long record = relation.versions.record(rowId);
    if (record != 0) {
      relation.rowBytes -= store.get(record).length;
      relation.versions.clear(rowId);
      store.delete(record);
      relation.changed = true;
      relation.indexes.forEach(Index::rowGone);
    }
  }

  // Visible.

  /** Makes all changes of a transaction visible to snapshots that admit the number. */
  void publish(WriteSet changes, long csn) {
    for (OwnRows own : changes.relations().values()) {
      publish(own, csn);
    }
    for (WriteSet.Definition definition : changes.definitions()) {
      definition.commit().accept(csn);
    }
  }

  private void publish(OwnRows own, long csn) {
    Relation relation = own.relation;
    relation.lastCommit = csn;
    if (own.truncated()) {
      truncate(relation, csn);
    }
    // Readers that find a new version by its slot go back from there: first the way, then the slot.
    for (int i = 0; i < own.endedCount(); i++) {
      if (own.successor(i) != 0) {
        relation.versions.link(own.endedRow(i), own.successor(i));
      }
    }
    VarHandle.releaseFence();
    long lastTruncation = own.lastTruncation(Long.MAX_VALUE);
    for (int i = 0; i < own.rowCount(); i++) {
      long rowId = own.rowId(i);
      begin(relation, rowId, own.slots(i), csn);
      if (own.seq(i) < lastTruncation) {
        end(relation, rowId, 0, csn);
      }
    }
    for (int i = 0; i < own.endedCount(); i++) {
      end(relation, own.endedRow(i), own.successor(i), csn);
    }
  }

  void begin(Relation relation, long rowId, int[] slots, long csn) {
    VectorFile[] columns = relation.columns;
    for (int i = 0; i < slots.length; i++) {
      if (slots[i] >= 0) {
        columns[i].slots.setNewest(slots[i], rowId);
      }
    }
    relation.versions.setBegin(rowId, csn);
    relation.liveRows++;
    relation.changed = true;
  }

  /** Ends a version, unless it is ended. */
  void end(Relation relation, long rowId, long successor, long csn) {
    if (relation.versions.end(rowId) != 0 || relation.versions.begin(rowId) == 0) {
      return;
    }
    if (successor != 0) {
      relation.versions.link(rowId, successor);
    }
    relation.versions.setEnd(rowId, csn);
    relation.liveRows--;
    relation.changed = true;
    dead.add(relation, rowId, csn);
  }

  void truncate(Relation relation, long csn) {
    relation.versions.forEachRecord(rowId -> end(relation, rowId, 0, csn));
  }

  // Out of the store.

  /** Slots that have become free, for which the listener is to be called outside the lock. */
  record FreedSlot(VectorFile column, int slot) {}

  /** Removes a version that no snapshot can see. */
  void remove(Relation relation, long rowId, List<FreedSlot> freed) {
    long record = relation.versions.record(rowId);
    if (record == 0) {
      return;
    }
    byte[] bytes;
    Row row;
    try {
      bytes = store.get(record);
      row = RowFormat.decode(relation.id, rowId, bytes);
    } catch (DataCorruptedException | DamagedFileException e) {
      LOG.error("a deleted row is left where it is: {}", e.getMessage());
      return;
    }
    VectorFile[] columns = relation.columns;
    for (int i = 0; i < row.slotCount(); i++) {
      int slot = row.slot(i);
      if (slot >= 0 && columns[i].slots.newest(slot) == rowId) {
        freed.add(new FreedSlot(columns[i], slot));
      }
    }
    relation.versions.clear(rowId);
    store.delete(record);
    relation.rowBytes -= bytes.length;
    relation.changed = true;
    relation.indexes.forEach(Index::rowGone);
  }

  /** Before recovery: versions that had ended when the checkpoint was written are for vacuum. */
  void queueDead(Relation relation) {
    relation.versions.forEachRecord(rowId -> {
      if (relation.versions.end(rowId) != 0) {
        dead.add(relation, rowId, VersionTable.FROZEN);
      }
    });
  }

  /** After recovery: rows that are in the store but whose transaction did not commit leave it. */
  void removeUncommitted() {
    for (Relation relation : registry.relations()) {
      List<Long> rows = new ArrayList<>();
      relation.versions.forEachRecord(rowId -> {
        if (relation.versions.begin(rowId) == 0) {
          rows.add(rowId);
        }
      });
      rows.forEach(rowId -> unstoreRow(relation, rowId));
    }
  }
}
