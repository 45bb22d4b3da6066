package dev.tusk.storage;

import java.util.Arrays;

/** Reads what {@link ByteWriter} wrote. */
final class ByteReader {
  private final byte[] bytes;
  private int at;
  private final int end;

  ByteReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  ByteReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  boolean hasRemaining() {
    return at < end;
  }

  int position() {
    return at;
  }

  byte[] array() {
    return bytes;
  }

  void skip(int length) {
    at += length;
  }

  int getByte() {
    return bytes[at++];
  }

  long getLong() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = bytes[at++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  int getInt() {
    return Math.toIntExact(getLong());
  }

  byte[] getBytes() {
    int length = getInt();
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }
}
