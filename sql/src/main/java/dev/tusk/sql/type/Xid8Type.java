package dev.tusk.sql.type;

/** {@code xid8}: the number of a transaction, 64 bits without sign, which never wraps around. */
final class Xid8Type extends Type {
  Xid8Type() {
    super(5069, "xid8", 271);
  }

  @Override
  public char category() {
    return 'U';
  }

  @Override
  public int length() {
    return 8;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    return CNumber.unsigned(text);
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    out.putText(Long.toUnsignedString((Long) value));
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader.expect(8, length);
    return BinaryReader.int8(bytes, from);
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    out.putLong((Long) value);
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
