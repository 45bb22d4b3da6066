package dev.tusk.sql.type;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the key forms of values: bytes whose unsigned order is the values' order.
 *
 * <pre>
 *  integer  := big-endian, sign bit flipped
 *  float    := IEEE bits big-endian, -0 as 0, every NaN the same; negative: all bits flipped, else
 *              the sign bit
 *  bytes    := 00 escaped as 00 FF, then 00 00
 *  decimal  := class, exponent of ten, digits in pairs (1 to 100), 00; see {@link #putDecimal}
 *  sequence := for each element 02 and its form, or 03 for NULL; then 01
 * </pre>
 *
 * <p>Each form says by itself where it ends, so that no form is the beginning of another one, and
 * forms put behind each other order as the values do one after the other. Owned by one thread and
 * reused by {@link #reset}.
 */
public final class KeyWriter {
  private static final int END = 1;
  private static final int ELEMENT = 2;
  private static final int NULL_ELEMENT = 3;

  private static final int NEGATIVE_INFINITY = 1;
  private static final int NEGATIVE = 2;
  private static final int ZERO = 3;
  private static final int POSITIVE = 4;
  private static final int POSITIVE_INFINITY = 5;
  private static final int NOT_A_NUMBER = 6;

  private byte[] bytes = new byte[32];
  private int size;

  public KeyWriter reset() {
    size = 0;
    return this;
  }

  public int size() {
    return size;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** One byte as it is. */
  public void putByte(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  public void putBoolean(boolean value) {
    putByte(value ? 1 : 0);
  }

  public void putShort(short value) {
    bigEndian(value ^ Short.MIN_VALUE, Short.BYTES);
  }

  public void putInt(int value) {
    bigEndian(value ^ Integer.MIN_VALUE, Integer.BYTES);
  }

  public void putLong(long value) {
    bigEndian(value ^ Long.MIN_VALUE, Long.BYTES);
  }

  /** A long that counts from 0 to 2⁶⁴ - 1. */
  public void putUnsigned(long value) {
    bigEndian(value, Long.BYTES);
  }

  public void putFloat(float value) {
    int bits = Float.floatToIntBits(value == 0 ? 0f : value);
    bigEndian(bits < 0 ? ~bits : bits ^ Integer.MIN_VALUE, Float.BYTES);
  }

  public void putDouble(double value) {
    long bits = Double.doubleToLongBits(value == 0 ? 0d : value);
    bigEndian(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE, Double.BYTES);
  }

  /** Text in the order of its UTF-8 bytes: collation C. */
  public void putText(String value) {
    putBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes of any length. */
  public void putBytes(byte[] value) {
    ensure(2 * value.length + 2);
    for (byte b : value) {
      bytes[size++] = b;
      if (b == 0) {
        bytes[size++] = (byte) 0xFF;
      }
    }
    bytes[size++] = 0;
    bytes[size++] = 0;
  }

  /** A numeric: NaN above all, equal numbers of different scale alike. */
  public void putNumeric(Numeric value) {
    if (value.isFinite()) {
      putDecimal(value.decimal());
    } else if (value.isNaN()) {
      putByte(NOT_A_NUMBER);
    } else {
      putByte(value.signum() < 0 ? NEGATIVE_INFINITY : POSITIVE_INFINITY);
    }
  }

  /**
   * Written as 0.d₁d₂… × 10ᵉ: the class, e, then pairs of digits; a negative one with the bits of e
   * and digits flipped.
   */
  private void putDecimal(BigDecimal value) {
    int sign = value.signum();
    if (sign == 0) {
      putByte(ZERO);
      return;
    }
    BigDecimal stripped = value.stripTrailingZeros();
    String digits = stripped.unscaledValue().abs().toString();
    ensure(1 + Integer.BYTES + digits.length() / 2 + 2);
    bytes[size++] = (byte) (sign > 0 ? POSITIVE : NEGATIVE);
    int magnitudeAt = size;
    putInt(digits.length() - stripped.scale());
    for (int i = 0; i < digits.length(); i += 2) {
      int low = i + 1 < digits.length() ? digits.charAt(i + 1) - '0' : 0;
      bytes[size++] = (byte) ((digits.charAt(i) - '0') * 10 + low + 1);
    }
    bytes[size++] = 0;
    if (sign < 0) {
      invertFrom(magnitudeAt);
    }
  }

  /** Announces a sequence's next element, whose form follows. */
  public void element() {
    putByte(ELEMENT);
  }

  /** An element that is NULL: above all others. */
  public void nullElement() {
    putByte(NULL_ELEMENT);
  }

  /** Ends a sequence: one that ends here is below those that go on. */
  public void endOfElements() {
    putByte(END);
  }

  /** Turns the order of what was written from a place on. */
  public void invertFrom(int start) {
    for (int i = start; i < size; i++) {
      bytes[i] = (byte) ~bytes[i];
    }
  }

  private void bigEndian(long value, int length) {
    ensure(length);
    for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, more)));
    }
  }
}
