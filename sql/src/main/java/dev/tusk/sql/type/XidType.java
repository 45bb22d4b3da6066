package dev.tusk.sql.type;

/**
 * {@code xid} and {@code cid}: numbers of transactions and commands, 32 bits without sign. They
 * wrap around, so that there is equality and no order.
 */
final class XidType extends Type {
  XidType(int oid, String name, int arrayOid) {
    super(oid, name, arrayOid);
  }

  @Override
  public char category() {
    return 'U';
  }

  @Override
  public int length() {
    return 4;
  }

  @Override
  public boolean ordered() {
    return false;
  }

  @Override
  public boolean hashed() {
    return true;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    return OidType.parseOid(text, name());
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

  /** For equality alone. */
  @Override
  public int compare(Object left, Object right) {
    return Long.compare((Long) left, (Long) right);
  }

  /** No index can be made over it any more; those that the first version made are kept up. */
  @Override
  public void writeKey(Object value, KeyWriter out) {
    out.putLong((Long) value);
  }
}
