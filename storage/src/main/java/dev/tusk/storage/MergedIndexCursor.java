package dev.tusk.storage;

import dev.tusk.storage.store.OrderedTree;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Entries of the tree merged with those the transaction has not yet put there. */
final class MergedIndexCursor implements IndexCursor {
  private final Index index;
  private final RelationSnapshot view;
  private final boolean descending;
  private final Vacuum vacuum;
  private final OrderedTree.Cursor stored;
  private boolean storedHere;
  private boolean firstStep = true;
  private final @Nullable Iterator<byte[]> own;
  private byte @Nullable [] ownHead;

  /** The current entry when it is an own one. */
  private byte @Nullable [] ownEntry;

  private long rowId;
  private final byte @Nullable [] from;
  private final byte @Nullable [] to;

  MergedIndexCursor(
      Index index,
      RelationSnapshot view,
      @Nullable ConcurrentSkipListMap<byte[], Long> ownEntries,
      KeyRange range,
      boolean descending,
      Vacuum vacuum) {
    this.index = index;
    this.view = view;
    this.descending = descending;
    this.vacuum = vacuum;
    byte[] from = range.from();
    boolean empty = false;
    if (from != null && !range.fromInclusive()) {
      from = Index.above(from);
      empty = from == null;
    }
    byte[] to = range.to();
    if (to != null && range.toInclusive()) {
      to = Index.above(to);
    }
    if (empty) {
      from = new byte[0];
      to = from;
    }
    this.from = from;
    this.to = to;
    stored = index.tree.cursor(from, to, descending);
    storedHere = stored.next();
    own = ownEntries == null || ownEntries.isEmpty() ? null : iterator(ownEntries, from, to);
    ownHead = nextOwn();
  }

  private Iterator<byte[]> iterator(
      NavigableMap<byte[], Long> entries, byte @Nullable [] from, byte @Nullable [] to) {
    NavigableMap<byte[], Long> range = entries;
    if (from != null) {
      range = range.tailMap(from, true);
    }
    if (to != null) {
      if (from != null && Arrays.compareUnsigned(from, to) >= 0) {
        range = range.headMap(from, false);
      } else {
        range = range.headMap(to, false);
      }
    }
    return (descending ? range.descendingMap() : range).keySet().iterator();
  }

  private byte @Nullable [] nextOwn() {
    return own != null && own.hasNext() ? own.next() : null;
  }

  @Override
  public boolean next() {
    while (step()) {
      if (view.visible(rowId)) {
        return true;
      }
      if (ownEntry == null && view.leadsNowhere(rowId)) {
        vacuum.reportGarbage(index, stored.key());
      }
    }
    return false;
  }

  /** Steps to the next entry of either, whether visible or not. */
  private boolean step() {
    if (!firstStep) {
      if (ownEntry != null) {
        ownHead = nextOwn();
      } else {
        storedHere = stored.next();
      }
    }
    firstStep = false;
    byte[] head = ownHead;
    if (head != null && storedHere) {
      int order = stored.compareTo(head);
      if (order == 0) {
        storedHere = stored.next(); // Moved to the store since the cursor began.
        order = 1;
      } else if (descending) {
        order = -order;
      }
      ownEntry = order > 0 || !storedHere ? head : null;
    } else {
      ownEntry = head;
    }
    byte[] entry = ownEntry;
    if (entry == null && !storedHere) {
      return false;
    }
    rowId = entry != null ? Index.rowOf(entry) : stored.suffix();
    return true;
  }

  /** The first entry that may be in the range; null when there is no bound. */
  byte @Nullable [] from() {
    return from;
  }

  /** The first entry beyond the range; null when there is no bound. */
  byte @Nullable [] to() {
    return to;
  }

  @Override
  public long rowId() {
    return rowId;
  }

  @Override
  public byte[] key() {
    byte[] entry = ownEntry;
    return Index.keyOf(entry != null ? entry : stored.key());
  }
}
