package dev.tusk.sql.type;

/**
 * A number of 32 bits without sign, held as a {@code Long}: an OID, a transaction's or a command's.
 */
abstract class Unsigned32Type extends Type {
  Unsigned32Type(int oid, String name, int arrayOid) {
    super(oid, name, arrayOid);
  }

  @Override
  public int length() {
    return 4;
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
}
