package dev.tusk.sql.type;

/** A type of whole numbers in eight bytes; here a Long. */
abstract class EightByteType extends Type {
  private final boolean unsigned;

  /**
   * As {@link Type}.
   *
   * @param unsigned whether the upper bit is one of the number
   */
  EightByteType(int oid, String name, int arrayOid, boolean unsigned) {
    super(oid, name, arrayOid);
    this.unsigned = unsigned;
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
    return unsigned
        ? Long.compareUnsigned((Long) left, (Long) right)
        : Long.compare((Long) left, (Long) right);
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    if (unsigned) {
      out.putUnsigned((Long) value);
    } else {
      out.putLong((Long) value);
    }
  }
}
