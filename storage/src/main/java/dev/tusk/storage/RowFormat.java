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
 *  n × i32 slot      -1 is NULL
 *  bytes             the caller's
 * </pre>
 */
final class RowFormat {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int HEADER_BYTES = 5;

  private RowFormat() {}

  static byte[] encode(long relationId, long rowId, int[] slots, byte[] bytes, int from, int length) {
    int at = HEADER_BYTES + 4 * slots.length;
    byte[] row = new byte[at + length];
    row[4] = (byte) slots.length;
    for (int i = 0; i < slots.length; i++) {
      INT.set(row, HEADER_BYTES + 4 * i, slots[i]);
    }
    System.arraycopy(bytes, from, row, at, length);
    INT.set(row, 0, checksum(relationId, rowId, row, 0, row.length));
    return row;
  }

  /** The row in an array of its own, checked. */
  static Row decode(long relationId, long rowId, byte[] array) {
    return decode(relationId, rowId, array, 0, array.length);
  }

  static Row decode(long relationId, long rowId, byte[] array, int offset, int length) {
    if (length < HEADER_BYTES
        || (int) INT.get(array, offset) != checksum(relationId, rowId, array, offset, length)) {
      throw new StorageException(
          "row " + rowId + " of relation " + relationId + " is damaged: checksum differs");
    }
    int slotsAt = offset + 4;
    int at = HEADER_BYTES + 4 * (array[slotsAt] & 0xFF);
    return new Row(rowId, array, offset + at, length - at, slotsAt);
  }

  /** Reads a slot; {@code slotsAt} is where the number of slots stands. */
  static int slot(byte[] array, int slotsAt, int index) {
    return index < (array[slotsAt] & 0xFF) ? (int) INT.get(array, slotsAt + 1 + 4 * index) : -1;
  }

  private static int checksum(long relationId, long rowId, byte[] array, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(array, offset + 4, length - 4);
    long mixed = (relationId * 0x9E3779B97F4A7C15L + rowId) * 0xBF58476D1CE4E5B9L;
    return (int) crc.getValue() ^ (int) (mixed >>> 32);
  }
}
