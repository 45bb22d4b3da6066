package dev.tusk.storage.key;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * Reads back what {@link KeyEncoder} wrote, column by column, in the same order and with the same
 * directions. Values come back equal but not always the same: decimals without trailing zeros, -0
 * as 0.
 */
public final class KeyDecoder {
  private final byte[] bytes;
  private int at;
  private int mask;

  public KeyDecoder(byte[] key) {
    bytes = key;
  }

  /** Direction of the columns read from now on. */
  public KeyDecoder column(boolean descending) {
    mask = descending ? 0xFF : 0;
    return this;
  }

  public boolean hasNext() {
    return at < bytes.length;
  }

  /** Whether the next column is NULL, which is then stepped over. */
  public boolean skipNull() {
    if (bytes[at] == KeyEncoder.VALUE) {
      return false;
    }
    at++;
    return true;
  }

  public boolean getBoolean() {
    begin();
    return next() != 0;
  }

  public short getShort() {
    begin();
    return (short) (bigEndian(Short.BYTES) ^ Short.MIN_VALUE);
  }

  public int getInt() {
    begin();
    return (int) bigEndian(Integer.BYTES) ^ Integer.MIN_VALUE;
  }

  public long getLong() {
    begin();
    return bigEndian(Long.BYTES) ^ Long.MIN_VALUE;
  }

  public float getFloat() {
    begin();
    int bits = (int) bigEndian(Float.BYTES);
    return Float.intBitsToFloat(bits < 0 ? bits ^ Integer.MIN_VALUE : ~bits);
  }

  public double getDouble() {
    begin();
    long bits = bigEndian(Double.BYTES);
    return Double.longBitsToDouble(bits < 0 ? bits ^ Long.MIN_VALUE : ~bits);
  }

  public String getText() {
    return new String(getBytes(), StandardCharsets.UTF_8);
  }

  public byte[] getBytes() {
    begin();
    byte[] value = new byte[bytes.length - at];
    int size = 0;
    for (int b = next(); ; b = next()) {
      if (b == 0 && next() == 0) {
        return Arrays.copyOf(value, size);
      }
      value[size++] = (byte) b;
    }
  }

  public byte[] getFixed(int length) {
    begin();
    byte[] value = new byte[length];
    for (int i = 0; i < length; i++) {
      value[i] = (byte) next();
    }
    return value;
  }

  public UUID getUuid() {
    begin();
    return new UUID(bigEndian(Long.BYTES), bigEndian(Long.BYTES));
  }

  /** A number; NaN and the infinities are an {@link ArithmeticException}. */
  public BigDecimal getDecimal() {
    begin();
    int decimalClass = next();
    if (decimalClass == KeyEncoder.ZERO) {
      return BigDecimal.ZERO;
    }
    if (decimalClass != KeyEncoder.POSITIVE && decimalClass != KeyEncoder.NEGATIVE) {
      throw new ArithmeticException("not a finite number");
    }
    boolean negative = decimalClass == KeyEncoder.NEGATIVE;
    int flip = negative ? 0xFF : 0;
    int exponent = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      exponent = exponent << 8 | next() ^ flip;
    }
    exponent ^= Integer.MIN_VALUE;
    StringBuilder digits = new StringBuilder();
    for (int pair = next() ^ flip; pair != 0; pair = next() ^ flip) {
      digits.append((char) ('0' + (pair - 1) / 10)).append((char) ('0' + (pair - 1) % 10));
    }
    BigInteger unscaled = new BigInteger(digits.toString());
    return new BigDecimal(negative ? unscaled.negate() : unscaled, digits.length() - exponent)
        .stripTrailingZeros();
  }

  private void begin() {
    if (bytes[at++] != KeyEncoder.VALUE) {
      throw new IllegalStateException("column is NULL");
    }
  }

  private int next() {
    return (bytes[at++] & 0xFF) ^ mask;
  }

  private long bigEndian(int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = value << 8 | next();
    }
    return value;
  }
}
