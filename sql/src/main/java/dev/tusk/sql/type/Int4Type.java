package dev.tusk.sql.type;

/** {@code integer}: 4 bytes, two's complement. */
final class Int4Type extends Type {
  Int4Type() {
    super(23, "int4", 1007);
  }

  @Override
  public String displayName(int typmod) {
    return "integer";
  }

  @Override
  public char category() {
    return 'N';
  }

  @Override
  public int length() {
    return 4;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    return (int) IntegerText.parse(text, Integer.MIN_VALUE, Integer.MAX_VALUE, "integer");
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    IntegerText.write((Integer) value, out);
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader.expect(4, length);
    return BinaryReader.int4(bytes, from);
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    out.putInt((Integer) value);
  }

  @Override
  public int compare(Object left, Object right) {
    return Integer.compare((Integer) left, (Integer) right);
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    out.putInt((Integer) value);
  }

  @Override
  public StoredForm storedForm() {
    return StoredForm.INT4;
  }

  @Override
  public boolean embeds(Type other) {
    return other == this
        || other == Types.INT2
        || other == Types.INT8
        || other == Types.NUMERIC
        || other == Types.FLOAT8;
  }

  @Override
  public StandardFacts standardFacts(int typmod) {
    return StandardFacts.integer(32);
  }
}
