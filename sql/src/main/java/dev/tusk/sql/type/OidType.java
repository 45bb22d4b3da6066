package dev.tusk.sql.type;

/** {@code oid}: 32 bits without sign. */
final class OidType extends Type {
  OidType() {
    super(26, "oid", 1028);
  }

  @Override
  public char category() {
    return 'N';
  }

  @Override
  public boolean preferred() {
    return true;
  }

  @Override
  public int length() {
    return 4;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    return parseOid(text, name());
  }

  /** Negative numbers wrap around, as C's strtoul has it. */
  static Long parseOid(String text, String type) {
    return IntegerText.parse(text, Integer.MIN_VALUE, 0xffff_ffffL, type) & 0xffff_ffffL;
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    IntegerText.write((Long) value, out);
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader.expect(4, length);
    return BinaryReader.int4(bytes, from) & 0xffff_ffffL;
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    out.putInt((int) (long) (Long) value);
  }

  @Override
  public int compare(Object left, Object right) {
    return Long.compare((Long) left, (Long) right);
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    out.putLong((Long) value);
  }

  @Override
  public StoredForm storedForm() {
    return StoredForm.INT8;
  }
}
