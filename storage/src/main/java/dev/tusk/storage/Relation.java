package dev.tusk.storage;

import dev.tusk.storage.store.RecordStore;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A relation as the engine has it. Fields that are not final are the applier's. */
final class Relation {
  private static final long TUPLE_BYTES = 28;
  private static final long BLOCK_BYTES = 8168;

  final long id;
  final VersionTable versions;
  final AtomicLong nextRowId;
  final List<Index> indexes = new CopyOnWriteArrayList<>();

  /** Vector columns; the position is the column's index in rows. */
  volatile VectorFile[] columns = {};

  /** Where its versions stand. */
  volatile Places places = new Places();

  /** Where those stand that come after a truncation whose transaction is under way. */
  volatile @Nullable Places truncated;

  /** What others have left upon its versions. */
  final RowMarks marks = new RowMarks();

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

  /** Versions that went since its empty blocks were last looked for. */
  long removedSinceTidied;

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

  /** Gives a new version its id and its place. */
  long newRow(NewRow row, long previous) {
    Places mine = placesNow();
    synchronized (mine) {
      long rowId = nextRowId.getAndIncrement();
      row.placed(mine.next(rowId, row, previous));
      return rowId;
    }
  }

  /** Where versions stand for the transaction that writes, or has truncated it. */
  Places placesNow() {
    Places after = truncated;
    return after == null ? places : after;
  }

  /** After recovery: a relation of before there were places gets them. */
  void placeOldRows() {
    if (places.blocks() == 0 && liveRows > 0) {
      long bytes = TUPLE_BYTES + rowBytes / liveRows;
      places.legacy(nextRowId.get(), (int) Math.max(1, BLOCK_BYTES / bytes));
      changed = true;
    }
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
    Row row = RowFormat.decode(id, rowId, store.get(versions.record(rowId)));
    row.inBlocksOf(places.legacyRows());
    return row;
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
    places.encode(to);
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
    relation.places = Places.load(store, from);
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
