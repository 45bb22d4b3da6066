package dev.tusk.storage;

import org.jspecify.annotations.Nullable;

/**
 * A relation as a transaction under SERIALIZABLE sees it, which tells what is read: the rows asked
 * for by their ids, or all of them where the question is which there are. That a row asked for is
 * not seen is no reading: whoever asks has it from where that is told.
 */
final class WatchedRelation implements RelationView {
  private final RelationSnapshot view;
  private final Serialization serialization;
  private boolean all;

  WatchedRelation(RelationSnapshot view, Serialization serialization) {
    this.view = view;
    this.serialization = serialization;
  }

  private void readAll() {
    if (!all) {
      serialization.readAll(view.relationId());
      all = true;
    }
  }

  private void readRow(long rowId) {
    if (!all) {
      serialization.readRow(view.relationId(), rowId);
    }
  }

  @Override
  public long relationId() {
    return view.relationId();
  }

  @Override
  public boolean visible(long rowId) {
    boolean visible = view.visible(rowId);
    if (visible) {
      readRow(rowId);
    }
    return visible;
  }

  @Override
  public @Nullable Row get(long rowId) {
    Row row = view.get(rowId);
    if (row != null) {
      readRow(rowId);
    }
    return row;
  }

  @Override
  public long nextVisible(long fromRowId, long toRowId) {
    readAll();
    return view.nextVisible(fromRowId, toRowId);
  }

  @Override
  public long lastCommit() {
    return view.lastCommit();
  }

  @Override
  public boolean hasOwnChanges() {
    return view.hasOwnChanges();
  }

  @Override
  public int slot(long rowId, int vectorIndex) {
    readRow(rowId);
    return view.slot(rowId, vectorIndex);
  }

  @Override
  public RowCursor scan() {
    readAll();
    return view.scan();
  }

  @Override
  public RowCursor scan(long fromRowId, long toRowId) {
    readAll();
    return view.scan(fromRowId, toRowId);
  }

  @Override
  public long endRowId() {
    return view.endRowId();
  }

  @Override
  public long visibleRow(int columnNumber, int slot) {
    readAll();
    return view.visibleRow(columnNumber, slot);
  }

  @Override
  public long visibleVersion(long rowId) {
    long version = view.visibleVersion(rowId);
    if (version > 0) {
      readRow(version);
    }
    return version;
  }

  @Override
  public int vectorIndex(int columnNumber) {
    return view.vectorIndex(columnNumber);
  }

  @Override
  public void forEachOwnSlot(int columnNumber, VectorColumn.SlotConsumer consumer) {
    view.forEachOwnSlot(columnNumber, consumer);
  }
}
