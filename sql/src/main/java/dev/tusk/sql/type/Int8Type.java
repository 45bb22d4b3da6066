package dev.tusk.sql.type;

/** {@code bigint}: 8 bytes, two's complement. */
final class Int8Type extends EightByteType {
  Int8Type() {
    super(20, "int8", 1016, false);
  }

  @Override
  public String displayName(int typmod) {
    return "bigint";
  }

  @Override
  public char category() {
    return 'N';
  }

  @Override
  public int length() {
    return 8;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    return IntegerText.parse(text, Long.MIN_VALUE, Long.MAX_VALUE, "bigint");
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    IntegerText.write((Long) value, out);
  }

  @Override
  public StoredForm storedForm() {
    return StoredForm.INT8;
  }

  @Override
  public boolean embeds(Type other) {
    return other == this || other == Types.INT2 || other == Types.INT4 || other == Types.NUMERIC;
  }

  @Override
  public StandardFacts standardFacts(int typmod) {
    return StandardFacts.integer(64);
  }
}
