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
 *  3 bytes 0         so that no row is shorter than the store's least record
 *  n × i32 slot      -1 is NULL
 *  bytes             the caller's
 * </pre>
 */
final class RowFormat {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int HEADER_BYTES = 8;

  private RowFormat() {}

  static int size(int slotCount, int length) {
    return HEADER_BYTES + 4 * slotCount + length;
  }

  /** Writes a row, {@link #size} bytes, and returns how many those are. */
  static int encode(long relationId, long rowId, int[] slots, NewRow row, byte[] to, int offset) {
    int bytesAt = offset + HEADER_BYTES + 4 * slots.length;
    int size = size(slots.length, row.length());
    INT.set(to, offset + 4, slots.length);
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
    int at = HEADER_BYTES + 4 * (array[slotsAt] & 0xFF);
    return new Row(rowId, array, offset + at, length - at, slotsAt);
  }

  /** Reads a slot; {@code slotsAt} is where the number of slots stands. */
  static int slot(byte[] array, int slotsAt, int index) {
    return index < (array[slotsAt] & 0xFF) ? (int) INT.get(array, slotsAt + 4 + 4 * index) : -1;
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
