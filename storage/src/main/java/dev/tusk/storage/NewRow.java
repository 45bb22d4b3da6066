package dev.tusk.storage;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row version to be written: its bytes, its vectors and its index entries. Reusable by {@link
 * #reset}, as everything is copied when it is handed over.
 *
 * <pre>{@code
 * transaction.insert(items, row.reset(bytes).vector(2, embedding).entry(itemsPkey, key));
 * }</pre>
 *
 * <p>Vector columns that are not named are NULL. An update names those that keep their value by
 * {@link #keepVector}: the versions then share the slot. Index entries must be given for every
 * index of the relation at every version.
 */
public final class NewRow {
  private static final int TUPLE_HEADER_BYTES = 24;

  private byte[] bytes;
  private int offset;
  private int length;
  private int[] columns = new int[2];
  private @Nullable MemorySegment[] values = new @Nullable MemorySegment[2];
  private int vectorCount;
  private final List<IndexEntry> entries = new ArrayList<>();
  private boolean lockedBefore;
  private long xid;
  private int command;
  private int tupleBytes;
  private int reservedBytes;
  private long outOfLineBytes;
  private long place;

  /** An entry for an index. */
  record IndexEntry(long indexId, byte[] key) {}

  public NewRow(byte[] bytes) {
    this.bytes = bytes;
    this.length = bytes.length;
  }

  public NewRow reset(byte[] newBytes) {
    return reset(newBytes, 0, newBytes.length);
  }

  public NewRow reset(byte[] newBytes, int newOffset, int newLength) {
    bytes = newBytes;
    offset = newOffset;
    length = newLength;
    vectorCount = 0;
    entries.clear();
    lockedBefore = false;
    tupleBytes = 0;
    reservedBytes = 0;
    outOfLineBytes = 0;
    return this;
  }

  public NewRow vector(int columnNumber, float[] value) {
    return vector(columnNumber, MemorySegment.ofArray(value));
  }

  /** A value as the column stores it: little-endian elements, exactly the column's size. */
  public NewRow vector(int columnNumber, MemorySegment value) {
    return put(columnNumber, value);
  }

  /** In an update: the column keeps its value. */
  public NewRow keepVector(int columnNumber) {
    return put(columnNumber, null);
  }

  private NewRow put(int columnNumber, @Nullable MemorySegment value) {
    if (vectorCount == columns.length) {
      columns = Arrays.copyOf(columns, 2 * vectorCount);
      values = Arrays.copyOf(values, 2 * vectorCount);
    }
    columns[vectorCount] = columnNumber;
    values[vectorCount++] = value;
    return this;
  }

  /** The key under which an index finds this version, encoded so that bytes order as values do. */
  public NewRow entry(long indexId, byte[] key) {
    entries.add(new IndexEntry(indexId, key));
    return this;
  }

  /** The statement had locked the row before it knew what to make of it (ON CONFLICT). */
  public NewRow lockedBefore() {
    lockedBefore = true;
    return this;
  }

  /**
   * What PostgreSQL would need for it: by this the row gets its place.
   *
   * @param inBlock bytes of the tuple with its header
   * @param reserved bytes that new rows leave free in a block, by the fillfactor
   * @param outOfLine bytes of values that go to the TOAST table
   */
  public NewRow size(int inBlock, int reserved, long outOfLine) {
    tupleBytes = inBlock;
    reservedBytes = reserved;
    outOfLineBytes = outOfLine;
    return this;
  }

  /** Where it was written: the block in the upper bits, the offset in the lower 16. */
  public long place() {
    return place;
  }

  int tupleBytes() {
    return tupleBytes == 0 ? TUPLE_HEADER_BYTES + length : tupleBytes;
  }

  int reservedBytes() {
    return reservedBytes;
  }

  long outOfLineBytes() {
    return outOfLineBytes;
  }

  void placed(long newPlace) {
    place = newPlace;
  }

  /** Who writes it. */
  void stamp(long newXid, int newCommand) {
    xid = newXid;
    command = newCommand;
  }

  boolean isLockedBefore() {
    return lockedBefore;
  }

  long xid() {
    return xid;
  }

  int command() {
    return command;
  }

  byte[] bytes() {
    return bytes;
  }

  int offset() {
    return offset;
  }

  int length() {
    return length;
  }

  List<IndexEntry> entries() {
    return entries;
  }

  /** The new value for a column, or null when there is none: it is NULL, or kept. */
  @Nullable MemorySegment value(int columnNumber) {
    int at = find(columnNumber);
    return at < 0 ? null : values[at];
  }

  boolean keeps(int columnNumber) {
    int at = find(columnNumber);
    return at >= 0 && values[at] == null;
  }

  private int find(int columnNumber) {
    for (int i = 0; i < vectorCount; i++) {
      if (columns[i] == columnNumber) {
        return i;
      }
    }
    return -1;
  }
}
