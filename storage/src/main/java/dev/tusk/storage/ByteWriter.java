package dev.tusk.storage;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** Appends primitives to a growing array; {@link ByteReader} reads them back. */
final class ByteWriter {
  private byte[] bytes;
  private int size;

  ByteWriter(int capacity) {
    bytes = new byte[capacity];
  }

  int size() {
    return size;
  }

  /** The array as far as it is filled; it is replaced when it grows. */
  byte[] array() {
    return bytes;
  }

  void truncate(int newSize) {
    size = newSize;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  void putByte(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  /** Seven bits a byte, least first; negative numbers take ten bytes. */
  void putLong(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  void putBytes(byte[] source) {
    putLong(source.length);
    putRaw(source, 0, source.length);
  }

  void putRaw(byte[] source, int from, int length) {
    ensure(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  void putRaw(MemorySegment source, long from, int length) {
    ensure(length);
    MemorySegment.copy(source, ValueLayout.JAVA_BYTE, from, bytes, size, length);
    size += length;
  }

  /** The array to write to directly, with room for so many bytes more; then {@link #advance}. */
  byte[] reserve(int length) {
    ensure(length);
    return bytes;
  }

  void advance(int length) {
    size += length;
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
    }
  }
}
