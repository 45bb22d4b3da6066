package dev.tusk.sql.type;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing byte array that values are written to, in text (UTF-8) or binary (big-endian) form.
 *
 * <p>Owned by one session and reused from value to value; not thread-safe.
 */
public final class ByteWriter {
  private byte[] bytes;
  private int size;

  public ByteWriter(int capacity) {
    bytes = new byte[Math.max(16, capacity)];
  }

  /** The backing array; valid up to {@link #size()} and until the next write. */
  public byte[] array() {
    return bytes;
  }

  public int size() {
    return size;
  }

  /** Forgets what was written behind {@code newSize}. */
  public void truncate(int newSize) {
    assert newSize >= 0 && newSize <= size;
    size = newSize;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Makes room for {@code count} more bytes; callers may then fill the array and {@link #skip}. */
  public void ensure(int count) {
    if (bytes.length - size < count) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, count)));
    }
  }

  public void skip(int count) {
    size += count;
  }

  public void put(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  public void putShort(int value) {
    ensure(2);
    bytes[size] = (byte) (value >> 8);
    bytes[size + 1] = (byte) value;
    size += 2;
  }

  public void putInt(int value) {
    ensure(4);
    setInt(size, value);
    size += 4;
  }

  public void putLong(long value) {
    putInt((int) (value >>> 32));
    putInt((int) value);
  }

  public void putFloat(float value) {
    putInt(Float.floatToIntBits(value));
  }

  public void putDouble(double value) {
    putLong(Double.doubleToLongBits(value));
  }

  /** Overwrites four bytes, for lengths known only afterwards. */
  public void setInt(int at, int value) {
    bytes[at] = (byte) (value >> 24);
    bytes[at + 1] = (byte) (value >> 16);
    bytes[at + 2] = (byte) (value >> 8);
    bytes[at + 3] = (byte) value;
  }

  public void put(byte[] source) {
    put(source, 0, source.length);
  }

  public void put(byte[] source, int from, int count) {
    ensure(count);
    System.arraycopy(source, from, bytes, size, count);
    size += count;
  }

  /** Writes characters as UTF-8. */
  @SuppressWarnings("deprecation") // String.getBytes(int, int, byte[], int) copies Latin-1 fastest
  public void putText(String text) {
    int length = text.length();
    boolean ascii = true;
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) >= 0x80) {
        ascii = false;
        break;
      }
    }
    if (ascii) {
      ensure(length);
      text.getBytes(0, length, bytes, size);
      size += length;
    } else {
      put(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** What was written, read as UTF-8. */
  public String text() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }
}
