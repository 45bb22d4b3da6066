package dev.tusk.storage.log;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is read back.
 *
 * <pre>
 *  u32 length      of the body
 *  u32 crc32c      of: the crc of the record before, all of the header behind this field,
 *                  the length, the body's own crc
 *  u64 lsn         where this record starts
 *  u8  type        the caller's
 *  u64 xid
 *  u64 csn
 *  body
 * </pre>
 *
 * <p>Since each checksum continues the one before, bytes of an earlier use of the file, or of a
 * tail that was given up, are never taken for records.
 *
 * @param start where it starts, with the chain before it
 * @param end where the next one starts
 */
public record LogRecord(
    byte type, long xid, long csn, byte[] body, LogPosition start, LogPosition end) {
  static final int HEADER_BYTES = 33;

  /** Fills the header of a record; returns its checksum. */
  static int encodeHeader(
      ByteBuffer header, LogPosition at, byte type, long xid, long csn, int length, int bodyCrc) {
    header.order(ByteOrder.LITTLE_ENDIAN).clear();
    header.putInt(length).putInt(0).putLong(at.lsn()).put(type).putLong(xid).putLong(csn).flip();
    int crc = checksum(header, at.chain(), length, bodyCrc);
    header.putInt(4, crc);
    return crc;
  }

  static int crc(byte[] body) {
    CRC32C crc = new CRC32C();
    crc.update(body);
    return (int) crc.getValue();
  }

  private static int checksum(ByteBuffer header, int chain, int length, int bodyCrc) {
    CRC32C crc = new CRC32C();
    ByteBuffer ends = ByteBuffer.allocate(12).putInt(chain).putInt(length).putInt(bodyCrc).flip();
    crc.update(ends);
    crc.update(header.slice(8, HEADER_BYTES - 8));
    return (int) crc.getValue();
  }

  /** The record at an offset of a segment, or null when no valid one follows the position. */
  static @Nullable LogRecord read(MemorySegment segment, long offset, LogPosition at) {
    if (segment.byteSize() - offset < HEADER_BYTES) {
      return null;
    }
    ByteBuffer header =
        segment.asSlice(offset, HEADER_BYTES).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int length = header.getInt(0);
    if (length < 0
        || length > segment.byteSize() - offset - HEADER_BYTES
        || header.getLong(8) != at.lsn()) {
      return null;
    }
    byte[] body = segment.asSlice(offset + HEADER_BYTES, length).toArray(ValueLayout.JAVA_BYTE);
    int crc = checksum(header, at.chain(), length, crc(body));
    if (crc != header.getInt(4)) {
      return null;
    }
    LogPosition end = new LogPosition(at.lsn() + HEADER_BYTES + length, crc);
    return new LogRecord(header.get(16), header.getLong(17), header.getLong(25), body, at, end);
  }
}
