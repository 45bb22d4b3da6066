package dev.tusk.storage.key;

import java.nio.ByteBuffer;

/** Keys of whole numbers, for tests: each behind a mark, so that their unsigned order is theirs. */
public final class KeyEncoder {
  private static final byte VALUE = 2;

  private final ByteBuffer bytes = ByteBuffer.allocate(64);

  public KeyEncoder reset() {
    bytes.clear();
    return this;
  }

  public KeyEncoder putInt(int value) {
    bytes.put(VALUE).putInt(value ^ Integer.MIN_VALUE);
    return this;
  }

  public KeyEncoder putLong(long value) {
    bytes.put(VALUE).putLong(value ^ Long.MIN_VALUE);
    return this;
  }

  public byte[] toBytes() {
    byte[] copy = new byte[bytes.position()];
    bytes.get(0, copy);
    return copy;
  }
}
