package dev.tusk.storage;

/**
 * A row version as it is stored: an array that is not to be changed, and where the caller's bytes
 * stand in it.
 */
public final class Row {
  private final long rowId;
  private final byte[] array;
  private final int offset;
  private final int length;
  private final int slotsAt;
  private int rowsPerBlock;
  private long xmax;
  private int ending = -1;

  Row(long rowId, byte[] array, int offset, int length, int slotsAt) {
    this.rowId = rowId;
    this.array = array;
    this.offset = offset;
    this.length = length;
    this.slotsAt = slotsAt;
  }

  public long rowId() {
    return rowId;
  }

  /** The array that holds the row's bytes, from {@link #offset}, {@link #length} many. */
  public byte[] array() {
    return array;
  }

  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  /**
   * The slot of a vector column, -1 for NULL.
   *
   * @param vectorIndex position of the column in the relation's list of vector columns; a column
   *     added after the row was written is NULL
   */
  public int slot(int vectorIndex) {
    return RowFormat.slot(array, slotsAt, vectorIndex);
  }

  /** The lower half of the number of the transaction that wrote this version. */
  public long xid() {
    return RowFormat.xid(array, slotsAt);
  }

  /** Where it stands: the block in the upper bits, the offset in the lower 16. */
  public long place() {
    long place = RowFormat.place(array, slotsAt);
    return place == 0 && rowsPerBlock > 0
        ? Places.place((rowId - 1) / rowsPerBlock, (int) ((rowId - 1) % rowsPerBlock) + 1)
        : place;
  }

  /** It was written before there were places, into blocks of so many rows. */
  void inBlocksOf(int rows) {
    rowsPerBlock = rows;
  }

  /** Whether that transaction had locked the row before, by {@link NewRow#lockedBefore}. */
  private boolean lockedBefore() {
    return RowFormat.lockedBefore(array, slotsAt);
  }

  /**
   * Number of the statement within its transaction, at most 65535; of the one that ended the
   * version, or what stands for both, where one did.
   */
  public int command() {
    return ending >= 0 ? ending : RowFormat.command(array, slotsAt);
  }

  /**
   * The lower half of the number of who locked the version, or ended it without success or unseen
   * by the snapshot; 0 for nobody that is known.
   */
  public long xmax() {
    return xmax != 0 ? xmax & 0xFFFF_FFFFL : lockedBefore() ? xid() : 0;
  }

  /** What was written upon it: by whom, and, unless that is negative, by which command. */
  void marked(long xid, int command) {
    xmax = xid;
    ending = command;
  }

  /** Vector columns known when the row was written. */
  int slotCount() {
    return RowFormat.slotCount(array, slotsAt);
  }
}
