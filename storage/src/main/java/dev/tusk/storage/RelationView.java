package dev.tusk.storage;

import org.jspecify.annotations.Nullable;

/** A relation as one snapshot sees it. */
public interface RelationView {
  long relationId();

  /** Whether the snapshot sees this version. A few array reads: nanoseconds. */
  boolean visible(long rowId);

  /**
   * The version of a row that the snapshot sees, or 0 when it sees none: the given one, or one that
   * has come in its place.
   */
  long visibleVersion(long rowId);

  /** The row, or null when the snapshot does not see this version. About a microsecond. */
  @Nullable Row get(long rowId);

  /**
   * The first visible row at or beyond one and before another; {@code toRowId} when there is none.
   */
  long nextVisible(long fromRowId, long toRowId);

  /**
   * The last commit whose changes to the relation are seen: views with the same number see the same
   * rows. -1 when there are later ones, or own ones.
   */
  long lastCommit();

  /** Whether the transaction has changed the relation itself, so that it sees more than others. */
  boolean hasOwnChanges();

  /**
   * The slot of a visible row's vector, -1 for NULL. Nanoseconds for the newest version of a row;
   * an older one is read.
   *
   * @param vectorIndex as in {@link Row#slot}
   */
  int slot(long rowId, int vectorIndex);

  /** All visible rows in the order of row ids. */
  RowCursor scan();

  /** Visible rows with {@code fromRowId <= rowId < toRowId}: a part of a parallel scan. */
  RowCursor scan(long fromRowId, long toRowId);

  /** Row ids at and beyond this one are not seen. The first row id is 1. */
  long endRowId();

  /**
   * The version that the snapshot sees and whose vector is in the slot, or -1 when there is none.
   * Usually as cheap as {@link #visible}; an older version is found by following the newer ones.
   */
  long visibleRow(int columnNumber, int slot);

  /** Position of a vector column in {@link Row#slot} and {@link RowOutcome#slots}. */
  int vectorIndex(int columnNumber);

  /**
   * Slots that this transaction itself has filled and not yet committed, for an index that hears of
   * slots at commit only.
   */
  void forEachOwnSlot(int columnNumber, VectorColumn.SlotConsumer consumer);
}
