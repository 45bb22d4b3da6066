package dev.tusk.sql.type;

/** {@code jsonb}. Binary form: version byte 1, then the text. */
final class JsonbType extends Type {
  private static final int VERSION = 1;

  JsonbType() {
    super(3802, "jsonb", 3807);
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
    return Jsonb.parse(text);
  }

  @Override
  public Object parse(byte[] utf8, int from, int length, FormatSettings settings) {
    return Jsonb.parse(Texts.decode(utf8, from, length));
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    out.putText(JsonbText.of((Jsonb) value));
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    if (length < 1) {
      throw InputError.insufficientData();
    }
    if (bytes[from] != VERSION) {
      throw InputError.binary("unsupported jsonb version number " + bytes[from]);
    }
    return Jsonb.parse(Texts.decode(bytes, from + 1, length - 1));
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    out.put(VERSION);
    out.putText(JsonbText.of((Jsonb) value));
  }

  @Override
  public int compare(Object left, Object right) {
    return ((Jsonb) left).compareTo((Jsonb) right);
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    JsonbKey.write((Jsonb) value, out);
  }
}
