package dev.tusk.storage.key;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * Writes the columns of an index key so that keys compared as unsigned bytes order as PostgreSQL
 * orders the values: NaN above all numbers, -0 equal to 0, text by its UTF-8 bytes (collation C).
 *
 * <pre>
 *  column  := 01                NULL that comes first
 *           | 02 value          a value; all bytes inverted when descending
 *           | 03                NULL that comes last
 *  integer := big-endian, sign bit flipped
 *  float   := IEEE bits big-endian; negative: all bits flipped, else the sign bit
 *  bytes   := 00 escaped as 00 FF, then 00 00
 *  decimal := class, exponent of ten, digits in pairs (1 to 100), 00; see {@link #putDecimal}
 * </pre>
 *
 * <p>No encoded column is the beginning of another one, so the first columns of a key are a prefix
 * that stands for all keys that agree in them. Reusable by {@link #reset}; not for several threads.
 */
public final class KeyEncoder {
  static final byte NULL_FIRST = 1;
  static final byte VALUE = 2;
  static final byte NULL_LAST = 3;

  static final byte NEGATIVE_INFINITY = 1;
  static final byte NEGATIVE = 2;
  static final byte ZERO = 3;
  static final byte POSITIVE = 4;
  static final byte POSITIVE_INFINITY = 5;
  static final byte NOT_A_NUMBER = 6;

  private byte[] bytes = new byte[32];
  private int size;
  private boolean descending;
  private boolean nullsFirst;

  /** Empties the key; columns are ascending with NULL last again. */
  public KeyEncoder reset() {
    size = 0;
    return column(false, false);
  }

  /** How the columns put from now on are ordered. PostgreSQL's DESC alone means NULLS FIRST. */
  public KeyEncoder column(boolean descending, boolean nullsFirst) {
    this.descending = descending;
    this.nullsFirst = nullsFirst;
    return this;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  public int size() {
    return size;
  }

  public KeyEncoder putNull() {
    ensure(1);
    bytes[size++] = nullsFirst ? NULL_FIRST : NULL_LAST;
    return this;
  }

  public KeyEncoder putBoolean(boolean value) {
    int start = begin(1);
    bytes[size++] = (byte) (value ? 1 : 0);
    return end(start);
  }

  public KeyEncoder putShort(short value) {
    int start = begin(Short.BYTES);
    bigEndian(value ^ Short.MIN_VALUE, Short.BYTES);
    return end(start);
  }

  public KeyEncoder putInt(int value) {
    int start = begin(Integer.BYTES);
    bigEndian(value ^ Integer.MIN_VALUE, Integer.BYTES);
    return end(start);
  }

  public KeyEncoder putLong(long value) {
    int start = begin(Long.BYTES);
    bigEndian(value ^ Long.MIN_VALUE, Long.BYTES);
    return end(start);
  }

  public KeyEncoder putFloat(float value) {
    int bits = Float.floatToIntBits(value == 0 ? 0f : value);
    int start = begin(Float.BYTES);
    bigEndian(bits < 0 ? ~bits : bits ^ Integer.MIN_VALUE, Float.BYTES);
    return end(start);
  }

  public KeyEncoder putDouble(double value) {
    long bits = Double.doubleToLongBits(value == 0 ? 0d : value);
    int start = begin(Double.BYTES);
    bigEndian(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE, Double.BYTES);
    return end(start);
  }

  public KeyEncoder putText(String value) {
    return putBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes of any length. */
  public KeyEncoder putBytes(byte[] value) {
    int start = begin(2 * value.length + 2);
    for (byte b : value) {
      bytes[size++] = b;
      if (b == 0) {
        bytes[size++] = (byte) 0xFF;
      }
    }
    bytes[size++] = 0;
    bytes[size++] = 0;
    return end(start);
  }

  /** Bytes whose number is the same in all keys. */
  public KeyEncoder putFixed(byte[] value) {
    int start = begin(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return end(start);
  }

  public KeyEncoder putUuid(UUID value) {
    int start = begin(16);
    bigEndian(value.getMostSignificantBits(), Long.BYTES);
    bigEndian(value.getLeastSignificantBits(), Long.BYTES);
    return end(start);
  }

  /**
   * A number of any size; equal numbers of different scale are the same key. Written as 0.d₁d₂… ×
   * 10ᵉ: the class, e, then pairs of digits; a negative one with the bits of e and digits flipped.
   */
  public KeyEncoder putDecimal(BigDecimal value) {
    int sign = value.signum();
    if (sign == 0) {
      return putDecimalClass(ZERO);
    }
    BigDecimal stripped = value.stripTrailingZeros();
    BigInteger unscaled = stripped.unscaledValue().abs();
    String digits = unscaled.toString();
    int start = begin(1 + Integer.BYTES + digits.length() / 2 + 2);
    bytes[size++] = sign > 0 ? POSITIVE : NEGATIVE;
    int magnitudeAt = size;
    bigEndian((digits.length() - stripped.scale()) ^ Integer.MIN_VALUE, Integer.BYTES);
    for (int i = 0; i < digits.length(); i += 2) {
      int low = i + 1 < digits.length() ? digits.charAt(i + 1) - '0' : 0;
      bytes[size++] = (byte) ((digits.charAt(i) - '0') * 10 + low + 1);
    }
    bytes[size++] = 0;
    if (sign < 0) {
      invert(magnitudeAt);
    }
    return end(start);
  }

  /** numeric's NaN, which is above all numbers. */
  public KeyEncoder putDecimalNaN() {
    return putDecimalClass(NOT_A_NUMBER);
  }

  public KeyEncoder putDecimalInfinity(boolean negative) {
    return putDecimalClass(negative ? NEGATIVE_INFINITY : POSITIVE_INFINITY);
  }

  private KeyEncoder putDecimalClass(byte decimalClass) {
    int start = begin(1);
    bytes[size++] = decimalClass;
    return end(start);
  }

  private int begin(int length) {
    ensure(length + 1);
    bytes[size++] = VALUE;
    return size;
  }

  private KeyEncoder end(int start) {
    if (descending) {
      invert(start);
    }
    return this;
  }

  private void invert(int start) {
    for (int i = start; i < size; i++) {
      bytes[i] = (byte) ~bytes[i];
    }
  }

  private void bigEndian(long value, int length) {
    for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
