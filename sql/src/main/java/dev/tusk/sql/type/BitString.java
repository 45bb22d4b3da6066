package dev.tusk.sql.type;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A string of bits, the value of {@code bit} and {@code bit varying}.
 *
 * <p>Bit 0 is the highest bit of byte 0; bits behind the length are zero. The bytes are not copied:
 * neither caller nor holder may change them.
 */
public final class BitString implements Comparable<BitString> {
  private final byte[] bytes;
  private final int length;

  public BitString(byte[] bytes, int length) {
    assert bytes.length == (length + 7) >>> 3;
    this.bytes = bytes;
    this.length = length;
  }

  public byte[] bytes() {
    return bytes;
  }

  /** In bits. */
  public int length() {
    return length;
  }

  public boolean get(int index) {
    return (bytes[index >>> 3] & 0x80 >>> (index & 7)) != 0;
  }

  /** Cut, or extended with zeros at the right, to {@code size} bits. */
  public BitString resize(int size) {
    byte[] copy = Arrays.copyOf(bytes, (size + 7) >>> 3);
    if (size < length && (size & 7) != 0) {
      copy[copy.length - 1] &= (byte) (0xff << 8 - (size & 7));
    }
    return new BitString(copy, size);
  }

  /** Bits {@code from} (from 0) up to {@code to}. */
  public BitString slice(int from, int to) {
    byte[] copy = new byte[(to - from + 7) >>> 3];
    for (int i = from; i < to; i++) {
      if (get(i)) {
        copy[(i - from) >>> 3] |= (byte) (0x80 >>> (i - from & 7));
      }
    }
    return new BitString(copy, to - from);
  }

  /** Bytewise, a prefix before what it begins: the order of utils/adt/varbit.c. */
  @Override
  public int compareTo(BitString other) {
    int order = Arrays.compareUnsigned(bytes, other.bytes);
    return order != 0 ? order : Integer.compare(length, other.length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BitString bits
        && length == bits.length
        && Arrays.equals(bytes, bits.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(bytes) + length;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(get(i) ? '1' : '0');
    }
    return text.toString();
  }
}
