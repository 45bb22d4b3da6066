package dev.tusk.sql.type;

/**
 * {@code real}: IEEE 754 in 4 bytes.
 *
 * <p>In order and equality NaN equals itself and is above everything, and -0 equals 0, unlike
 * Java's boxed comparison.
 */
final class Float4Type extends Type {
  Float4Type() {
    super(700, "float4", 1021);
  }

  @Override
  public String displayName(int typmod) {
    return "real";
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
    return FloatInput.parseFloat(text);
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    if (settings.extraFloatDigits() > 0) {
      FloatText.write((Float) value, out);
    } else {
      RoundedFloatText.write((Float) value, 6 + settings.extraFloatDigits(), out);
    }
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader.expect(4, length);
    return Float.intBitsToFloat(BinaryReader.int4(bytes, from));
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    out.putFloat((Float) value);
  }

  @Override
  public int compare(Object left, Object right) {
    float a = (Float) left;
    float b = (Float) right;
    if (a < b) {
      return -1;
    }
    if (a > b) {
      return 1;
    }
    return a == b ? 0 : Boolean.compare(Float.isNaN(a), Float.isNaN(b));
  }

  @Override
  public int hash(Object value) {
    float number = (Float) value;
    return number == 0 ? 0 : Float.hashCode(number);
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    out.putFloat((Float) value);
  }

  @Override
  public StoredForm storedForm() {
    return StoredForm.FLOAT4;
  }

  @Override
  public boolean embeds(Type other) {
    return other == this || other == Types.FLOAT8;
  }

  @Override
  public StandardFacts standardFacts(int typmod) {
    return StandardFacts.floating(24);
  }
}
