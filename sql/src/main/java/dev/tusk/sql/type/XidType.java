package dev.tusk.sql.type;

/**
 * {@code xid} and {@code cid}: numbers of transactions and commands, 32 bits without sign. They
 * wrap around, so that there is equality and no order: {@code compare} serves equality alone, and
 * the key form only indexes that the first version made.
 */
final class XidType extends Unsigned32Type {
  XidType(int oid, String name, int arrayOid) {
    super(oid, name, arrayOid);
  }

  @Override
  public char category() {
    return 'U';
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
    return CNumber.unsigned(text) & 0xffff_ffffL;
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    IntegerText.write((Long) value, out);
  }
}
