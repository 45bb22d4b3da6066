package dev.tusk.storage;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The bytes of a row version in the store, in the log and in a transaction's write set.
 *
 * <pre>
 *  u32 checksum      CRC-32C of all behind it, mixed with relation and row id
 *  u8  n             number of vector columns known when it was written
 *  u8  flags         1: has an xid; 2: was locked by its transaction before it was written;
 *                    4: has a place
 *  u16 command       number of the statement within its transaction, at most 65535
 *  n × i32 slot      -1 is NULL
 *  u32 xid           the lower half of the transaction's; absent from rows of the first versions
 *  u32 block, u16 offset   where it stands, see {@link Places}; absent likewise
 *  bytes             the caller's
 * </pre>
 */
final class RowFormat {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int HEADER_BYTES = 8;
  private static final int XID_BYTES = 4;
  private static final int HAS_XID = 1;
  private static final int LOCKED = 2;
  private static final int HAS_PLACE = 4;
  private static final int PLACE_BYTES = 6;

  /** What PostgreSQL calls frozen: of a transaction so old that all see it. */
  private static final long FROZEN_XID = 2;

  private RowFormat() {}

  static int size(int slotCount, int length) {
    return HEADER_BYTES + 4 * slotCount + XID_BYTES + PLACE_BYTES + length;
  }

  /** Writes a row, {@link #size} bytes, and returns how many those are. */
  static int encode(long relationId, long rowId, int[] slots, NewRow row, byte[] to, int offset) {
    int xidAt = offset + HEADER_BYTES + 4 * slots.length;
    int placeAt = xidAt + XID_BYTES;
    int bytesAt = placeAt + PLACE_BYTES;
    int size = size(slots.length, row.length());
    to[offset + 4] = (byte) slots.length;
    to[offset + 5] = (byte) (HAS_XID | HAS_PLACE | (row.isLockedBefore() ? LOCKED : 0));
    SHORT.set(to, offset + 6, (short) Math.min(row.command(), 0xFFFF));
    INT.set(to, xidAt, (int) row.xid());
    INT.set(to, placeAt, (int) (row.place() >>> 16));
    SHORT.set(to, placeAt + 4, (short) row.place());
    for (int i = 0; i < slots.length; i++) {
      INT.set(to, offset + HEADER_BYTES + 4 * i, slots[i]);
    }
    System.arraycopy(row.bytes(), row.offset(), to, bytesAt, row.length());
    INT.set(to, offset, checksum(relationId, rowId, to, offset, size));
    return size;
  }

  /** The row in an array of its own, checked. */
  static Row decode(long relationId, long rowId, byte[] array) {
    return decode(relationId, rowId, array, 0, array.length);
  }

  static Row decode(long relationId, long rowId, byte[] array, int offset, int length) {
    if (length < HEADER_BYTES
        || (int) INT.get(array, offset) != checksum(relationId, rowId, array, offset, length)) {
      throw new DataCorruptedException(
          "row " + rowId + " of relation " + relationId + " is damaged: checksum differs");
    }
    int slotsAt = offset + 4;
    int at =
        HEADER_BYTES
            + 4 * slotCount(array, slotsAt)
            + xidBytes(array, slotsAt)
            + (hasPlace(array, slotsAt) ? PLACE_BYTES : 0);
    return new Row(rowId, array, offset + at, length - at, slotsAt);
  }

  /** Reads a slot; {@code slotsAt} is where the number of slots stands. */
  static int slot(byte[] array, int slotsAt, int index) {
    return index < (array[slotsAt] & 0xFF) ? (int) INT.get(array, slotsAt + 4 + 4 * index) : -1;
  }

  private static int xidBytes(byte[] array, int slotsAt) {
    return (array[slotsAt + 1] & HAS_XID) == 0 ? 0 : XID_BYTES;
  }

  /** The lower half of the number of the transaction that wrote a row. */
  static long xid(byte[] array, int slotsAt) {
    return xidBytes(array, slotsAt) == 0
        ? FROZEN_XID
        : (int) INT.get(array, slotsAt + 4 + 4 * slotCount(array, slotsAt)) & 0xFFFF_FFFFL;
  }

  private static boolean hasPlace(byte[] array, int slotsAt) {
    return (array[slotsAt + 1] & HAS_PLACE) != 0;
  }

  /** Where the row stands, as {@link Places#place}; 0 where it was written without. */
  static long place(byte[] array, int slotsAt) {
    if (!hasPlace(array, slotsAt)) {
      return 0;
    }
    int at = slotsAt + 4 + 4 * slotCount(array, slotsAt) + xidBytes(array, slotsAt);
    return Places.place(
        (int) INT.get(array, at) & 0xFFFF_FFFFL, (short) SHORT.get(array, at + 4) & 0xFFFF);
  }

  static boolean lockedBefore(byte[] array, int slotsAt) {
    return (array[slotsAt + 1] & LOCKED) != 0;
  }

  static int command(byte[] array, int slotsAt) {
    return (short) SHORT.get(array, slotsAt + 2) & 0xFFFF;
  }

  /** Number of slots in a row, by where their number stands. */
  static int slotCount(byte[] array, int slotsAt) {
    return array[slotsAt] & 0xFF;
  }

  private static int checksum(long relationId, long rowId, byte[] array, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(array, offset + 4, length - 4);
    long mixed = (relationId * 0x9E3779B97F4A7C15L + rowId) * 0xBF58476D1CE4E5B9L;
    return (int) crc.getValue() ^ (int) (mixed >>> 32);
  }
}
