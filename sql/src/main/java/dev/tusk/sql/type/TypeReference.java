package dev.tusk.sql.type;

/**
 * A type known by its OID alone, as a stored descriptor names it, until the catalog puts the type
 * itself in its place. It has no values.
 */
public final class TypeReference extends Type {
  public TypeReference(int oid) {
    super(oid, "type " + Integer.toUnsignedString(oid), 0);
  }

  private IllegalStateException unresolved() {
    return new IllegalStateException(name() + " has not been looked up");
  }

  @Override
  public char category() {
    return 'U';
  }

  @Override
  public int length() {
    return -1;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    throw unresolved();
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    throw unresolved();
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    throw unresolved();
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    throw unresolved();
  }

  @Override
  public int compare(Object left, Object right) {
    throw unresolved();
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    throw unresolved();
  }
}
