package dev.tusk.sql.type;

/** {@code smallint}: 2 bytes, two's complement. */
final class Int2Type extends Type {
  Int2Type() {
    super(21, "int2", 1005);
  }

  @Override
  public String displayName(int typmod) {
    return "smallint";
  }

  @Override
  public char category() {
    return 'N';
  }

  @Override
  public int length() {
    return 2;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    return (short) IntegerText.parse(text, Short.MIN_VALUE, Short.MAX_VALUE, "smallint");
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    IntegerText.write((Short) value, out);
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader.expect(2, length);
    return BinaryReader.int2(bytes, from);
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    out.putShort((Short) value);
  }

  @Override
  public int compare(Object left, Object right) {
    return Short.compare((Short) left, (Short) right);
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    out.putShort((Short) value);
  }

  @Override
  public StoredForm storedForm() {
    return StoredForm.INT2;
  }

  @Override
  public boolean embeds(Type other) {
    return other == this
        || other == Types.INT4
        || other == Types.INT8
        || other == Types.NUMERIC
        || other == Types.FLOAT4
        || other == Types.FLOAT8;
  }

  @Override
  public StandardFacts standardFacts(int typmod) {
    return StandardFacts.integer(16);
  }
}
