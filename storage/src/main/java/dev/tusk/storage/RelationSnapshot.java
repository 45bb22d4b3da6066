package dev.tusk.storage;

import dev.tusk.storage.store.RecordStore;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A relation as a snapshot sees it: the version tables, overlaid with the transaction's own rows.
 */
final class RelationSnapshot implements RelationView {
  private final Relation relation;
  private final VersionTable versions;
  private final RecordStore store;
  private final WriteSet changes;
  private final @Nullable OwnRows own;
  private final long csn;
  private final long before;
  private final long endRowId;
  private final long lastCommit;
  private final EngineTransaction transaction;

  RelationSnapshot(EngineSnapshot snapshot, Relation relation) {
    this.relation = relation;
    this.versions = relation.versions;
    this.store = snapshot.transaction.registry().store;
    this.changes = snapshot.transaction.changes();
    this.own = changes.own(relation.id);
    this.csn = snapshot.csn;
    this.transaction = snapshot.transaction;
    this.before = snapshot.before;
    this.endRowId = relation.nextRowId.get();
    long last = relation.lastCommit;
    this.lastCommit = own == null && last <= csn ? last : -1;
  }

  @Override
  public long relationId() {
    return relation.id;
  }

  @Override
  public boolean visible(long rowId) {
    return own == null ? versions.visible(rowId, csn) : own.visible(rowId, csn, before);
  }

  @Override
  public long nextVisible(long fromRowId, long toRowId) {
    long to = Math.min(toRowId, endRowId);
    if (own == null) {
      long rowId = versions.nextVisible(fromRowId, to, csn);
      return rowId < to ? rowId : toRowId;
    }
    for (long rowId = fromRowId; rowId < to; rowId++) {
      if (visible(rowId)) {
        return rowId;
      }
    }
    return toRowId;
  }

  @Override
  public long lastCommit() {
    return lastCommit;
  }

  @Override
  public boolean hasOwnChanges() {
    return own != null;
  }

  @Override
  public int slot(long rowId, int vectorIndex) {
    int slot = relation.columns[vectorIndex].slots.slotOf(rowId);
    return slot >= 0 ? slot : read(rowId).slot(vectorIndex);
  }

  /** Whether an index entry leads to a row that is not there and never will be. */
  boolean leadsNowhere(long rowId) {
    return versions.record(rowId) == 0 && versions.begin(rowId) == 0;
  }

  @Override
  public long visibleVersion(long rowId) {
    long version = rowId;
    while (version != 0 && !visible(version)) {
      long mine = own == null ? 0 : own.successorOf(version);
      version = mine != 0 ? mine : versions.next(version);
    }
    return version;
  }

  @Override
  public @Nullable Row get(long rowId) {
    return visible(rowId) ? read(rowId) : null;
  }

  /** A version, with what was written upon it since. */
  private Row read(long rowId) {
    Row row = stored(rowId);
    OwnRows mine = own == null && !changes.isEmpty() ? changes.own(relation.id) : own;
    int ended = mine == null ? -1 : mine.endingCommand(rowId);
    if (ended >= 0) {
      row.marked(transaction.xid, ended);
    } else if (relation.marks.any()) {
      RowMarks.Mark mark = relation.marks.of(rowId);
      if (mark != null) {
        row.marked(mark.xid(), mark.command());
      }
    }
    return row;
  }

  private Row stored(long rowId) {
    if (own != null) {
      int index = own.find(rowId);
      if (index >= 0 && own.location(index) != OwnRows.STORED) {
        return changes.row(relation, rowId, own.location(index));
      }
    }
    return relation.read(store, rowId);
  }

  @Override
  public RowCursor scan() {
    return scan(1, endRowId);
  }

  @Override
  public RowCursor scan(long fromRowId, long toRowId) {
    long to = Math.min(toRowId, endRowId);
    if (own == null) {
      return new CommittedScan(fromRowId, to);
    }
    return new OverlaidScan(own, fromRowId, to);
  }

  private final class CommittedScan implements RowCursor {
    private long next;
    private final long to;

    CommittedScan(long from, long to) {
      this.next = from;
      this.to = to;
    }

    @Override
    public @Nullable Row next() {
      long rowId = versions.nextVisible(next, to, csn);
      if (rowId >= to) {
        next = to;
        return null;
      }
      next = rowId + 1;
      return read(rowId);
    }
  }

  /** Merges committed rows with own ones, by row id. */
  private final class OverlaidScan implements RowCursor {
    private final OwnRows mine;
    private long nextCommitted;
    private int nextOwn;
    private final long to;

    OverlaidScan(OwnRows mine, long from, long to) {
      this.mine = mine;
      this.to = to;
      this.nextCommitted = committed(from);
      int found = mine.find(from);
      this.nextOwn = found >= 0 ? found : from <= mine.firstRow() ? 0 : -found - 1;
      skipOwn();
    }

    private long committed(long from) {
      long rowId = versions.nextVisible(from, to, csn);
      while (rowId < to && !mine.visible(rowId, csn, before)) {
        rowId = versions.nextVisible(rowId + 1, to, csn);
      }
      return rowId;
    }

    private void skipOwn() {
      while (nextOwn < mine.rowCount()
          && mine.rowId(nextOwn) < to
          && !mine.visible(mine.rowId(nextOwn), csn, before)) {
        nextOwn++;
      }
    }

    @Override
    public @Nullable Row next() {
      long ownRow = nextOwn < mine.rowCount() ? mine.rowId(nextOwn) : Long.MAX_VALUE;
      long rowId = Math.min(nextCommitted, ownRow);
      if (rowId >= to) {
        return null;
      }
      if (rowId == ownRow) {
        nextOwn++;
        skipOwn();
      } else {
        nextCommitted = committed(rowId + 1);
      }
      return read(rowId);
    }
  }

  @Override
  public long endRowId() {
    return endRowId;
  }

  @Override
  public long visibleRow(int columnNumber, int slot) {
    VectorFile[] columns = relation.columns;
    int index = columns.length == 1 ? 0 : relation.vectorIndex(columnNumber);
    SlotTable slots = columns[index].slots;
    long rowId = slots.newest(slot);
    if (own == null) {
      return rowId != 0 && versions.visible(rowId, csn)
          ? rowId
          : visibleOlder(rowId, slots.birth(slot));
    }
    return visibleOwn(own, index, slot, rowId == 0 ? slots.birth(slot) : rowId, slots.birth(slot));
  }

  /** Versions that share a slot are a stretch of the chain that begins with its birth row. */
  private long visibleOlder(long newest, long birth) {
    VarHandle.acquireFence(); // The way back from the newest version was there before it.
    for (long rowId = newest; rowId > birth; ) {
      rowId = versions.previous(rowId);
      if (rowId >= birth && versions.visible(rowId, csn)) {
        return rowId;
      }
    }
    return -1;
  }

  private long visibleOwn(OwnRows mine, int column, int slot, long newest, long birth) {
    VarHandle.acquireFence();
    for (long rowId = newest; rowId != 0 && rowId >= birth; rowId = versions.previous(rowId)) {
      if (mine.visible(rowId, csn, before)) {
        return rowId;
      }
      for (long s = mine.successorOf(rowId); s != 0; s = mine.successorOf(s)) {
        int index = mine.find(s);
        if (index >= 0
            && column < mine.slots(index).length
            && mine.slots(index)[column] == slot
            && mine.visible(s, csn, before)) {
          return s;
        }
      }
    }
    return -1;
  }

  @Override
  public int vectorIndex(int columnNumber) {
    return relation.vectorIndex(columnNumber);
  }

  @Override
  public void forEachOwnSlot(int columnNumber, VectorColumn.SlotConsumer consumer) {
    int column = relation.vectorIndex(columnNumber);
    VectorFile file = relation.columns[column];
    for (int i = 0; own != null && i < own.rowCount(); i++) {
      int[] slots = own.slots(i);
      int slot = column < slots.length ? slots[column] : -1;
      if (slot >= 0 && file.birthRow(slot) == own.rowId(i) && own.seq(i) < before) {
        consumer.accept(slot, own.rowId(i));
      }
    }
  }
}
