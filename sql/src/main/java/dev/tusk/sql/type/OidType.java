package dev.tusk.sql.type;

/** {@code oid}: 32 bits without sign. */
final class OidType extends Unsigned32Type {
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
  public StoredForm storedForm() {
    return StoredForm.INT8;
  }
}
