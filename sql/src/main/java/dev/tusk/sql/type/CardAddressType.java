package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.network.CardAddress;
import java.util.OptionalLong;

/** {@code macaddr} and {@code macaddr8}: 6 and 8 bytes, here a Long; ordered as bytes. */
final class CardAddressType extends Type {
  private final int bytes;

  private CardAddressType(int oid, String name, int arrayOid, int bytes) {
    super(oid, name, arrayOid);
    this.bytes = bytes;
  }

  static CardAddressType six() {
    return new CardAddressType(829, "macaddr", 1040, 6);
  }

  static CardAddressType eight() {
    return new CardAddressType(774, "macaddr8", 775, 8);
  }

  @Override
  public char category() {
    return 'U';
  }

  @Override
  public int length() {
    return bytes;
  }

  @Override
  public boolean byValue() {
    return false;
  }

  @Override
  public char alignment() {
    return 'i';
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    try {
      OptionalLong address = bytes == 6 ? CardAddress.six(text) : CardAddress.eight(text);
      if (address.isPresent()) {
        return address.getAsLong();
      }
    } catch (CardAddress.OctetOutOfRange _) {
      throw SqlException.of(
          SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
          "invalid octet value in \"macaddr\" value: \"" + text + "\"");
    }
    throw InputError.syntax(name(), text);
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    out.putText(CardAddress.text((Long) value, bytes));
  }

  /** macaddr8 takes 6 bytes too. */
  @Override
  public Object readBinary(byte[] source, int from, int length) {
    boolean widened = bytes == 8 && length == 6;
    BinaryReader.expect(widened ? 6 : bytes, length);
    long address = 0;
    for (int i = 0; i < length; i++) {
      address = address << 8 | source[from + i] & 0xff;
    }
    return widened ? CardAddress.widened(address) : address;
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    for (int i = bytes - 1; i >= 0; i--) {
      out.put((int) ((Long) value >>> 8 * i));
    }
  }

  @Override
  public int compare(Object left, Object right) {
    return Long.compareUnsigned((Long) left, (Long) right);
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    out.putUnsigned((Long) value);
  }
}
