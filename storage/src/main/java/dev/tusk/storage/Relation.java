package dev.tusk.storage;

import dev.tusk.storage.store.RecordStore;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A relation as the engine has it. Fields that are not final are the applier's. */
final class Relation {
  final long id;
  final VersionTable versions;
  final AtomicLong nextRowId;
  final List<Index> indexes = new CopyOnWriteArrayList<>();

  /** Vector columns; the position is the column's index in rows. */
  volatile VectorFile[] columns = {};

  /** Created by a transaction that has not committed. */
  volatile boolean uncommitted;

  /** Commit that dropped it, or 0. */
  volatile long droppedAt;

  /** The last commit that changed its rows: set before any of its changes can be seen. */
  volatile long lastCommit;

  volatile long liveRows;
  volatile long rowBytes;

  /** Versions that wait for vacuum. */
  volatile long deadRows;

  /** Differs from its record in the store. */
  volatile boolean changed = true;

  /** Its record in the store, or 0. */
  long record;

  private Relation(long id, VersionTable versions, long nextRowId) {
    this.id = id;
    this.versions = versions;
    this.nextRowId = new AtomicLong(nextRowId);
  }

  static Relation create(RelationSpec spec, Path vectors) {
    Relation relation = new Relation(spec.relationId(), new VersionTable(), 1);
    relation.uncommitted = true;
    for (VectorColumnSpec column : spec.vectorColumns()) {
      relation.addColumn(new VectorFile(vectors, relation.id, column, new SlotTable()));
    }
    return relation;
  }

  void addColumn(VectorFile column) {
    VectorFile[] more = Arrays.copyOf(columns, columns.length + 1);
    more[columns.length] = column;
    columns = more;
    changed = true;
  }

  void removeLastColumn() {
    columns = Arrays.copyOf(columns, columns.length - 1);
    changed = true;
  }

  VectorFile column(int columnNumber) {
    return columns[vectorIndex(columnNumber)];
  }

  int vectorIndex(int columnNumber) {
    VectorFile[] all = columns;
    for (int i = 0; i < all.length; i++) {
      if (all[i].spec().columnNumber() == columnNumber) {
        return i;
      }
    }
    throw new IllegalArgumentException("relation " + id + " has no vector column " + columnNumber);
  }

  /** Reads a version that has a record. */
  Row read(RecordStore store, long rowId) {
    return RowFormat.decode(id, rowId, store.get(versions.record(rowId)));
  }

  // Its record: id, flags, counts, columns with their slot pages, version pages.

  byte[] encode() {
    ByteWriter to = new ByteWriter(256);
    to.putLong(id);
    to.putByte(uncommitted ? 1 : 0);
    to.putByte(droppedAt != 0 ? 1 : 0);
    to.putLong(nextRowId.get());
    to.putLong(liveRows);
    to.putLong(rowBytes);
    VectorFile[] all = columns;
    to.putLong(all.length);
    for (VectorFile column : all) {
      to.putLong(column.spec().columnNumber());
      to.putLong(column.spec().dimension());
      to.putLong(column.spec().bytesPerElement());
      column.slots.encodeDirectory(to);
    }
    versions.encodeDirectory(to);
    return to.toBytes();
  }

  static Relation decode(RecordStore store, long record, Path vectors) {
    ByteReader from = new ByteReader(store.get(record));
    long id = from.getLong();
    boolean uncommitted = from.getByte() != 0;
    boolean dropped = from.getByte() != 0;
    long nextRowId = from.getLong();
    long liveRows = from.getLong();
    long rowBytes = from.getLong();
    VectorFile[] columns = new VectorFile[from.getInt()];
    for (int i = 0; i < columns.length; i++) {
      VectorColumnSpec spec = new VectorColumnSpec(from.getInt(), from.getInt(), from.getInt());
      columns[i] = new VectorFile(vectors, id, spec, SlotTable.load(store, from));
    }
    Relation relation = new Relation(id, VersionTable.load(store, from), nextRowId);
    relation.uncommitted = uncommitted;
    relation.droppedAt = dropped ? VersionTable.FROZEN : 0;
    relation.liveRows = liveRows;
    relation.rowBytes = rowBytes;
    relation.columns = columns;
    relation.changed = false;
    relation.record = record;
    return relation;
  }
}
