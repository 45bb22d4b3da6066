package dev.tusk.sql.type;

/**
 * {@code double precision}: IEEE 754 in 8 bytes.
 *
 * <p>In order and equality NaN equals itself and is above everything, and -0 equals 0, unlike
 * Java's boxed comparison.
 */
final class Float8Type extends Type {
  Float8Type() {
    super(701, "float8", 1022);
  }

  @Override
  public String displayName(int typmod) {
    return "double precision";
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
    return 8;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    return FloatInput.parseDouble(text);
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    if (settings.extraFloatDigits() > 0) {
      FloatText.write((Double) value, out);
    } else {
      RoundedFloatText.write((Double) value, 15 + settings.extraFloatDigits(), out);
    }
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader.expect(8, length);
    return Double.longBitsToDouble(BinaryReader.int8(bytes, from));
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    out.putDouble((Double) value);
  }

  @Override
  public int compare(Object left, Object right) {
    double a = (Double) left;
    double b = (Double) right;
    if (a < b) {
      return -1;
    }
    if (a > b) {
      return 1;
    }
    return a == b ? 0 : Boolean.compare(Double.isNaN(a), Double.isNaN(b));
  }

  @Override
  public int hash(Object value) {
    double number = (Double) value;
    return number == 0 ? 0 : Double.hashCode(number);
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    out.putDouble((Double) value);
  }

  @Override
  public StoredForm storedForm() {
    return StoredForm.FLOAT8;
  }

  @Override
  public StandardFacts standardFacts(int typmod) {
    return StandardFacts.floating(53);
  }
}
