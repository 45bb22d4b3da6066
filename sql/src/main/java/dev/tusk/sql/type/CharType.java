package dev.tusk.sql.type;

/** {@code "char"}, the one-byte type of the catalogs: the first character of its text, or none. */
final class CharType extends StringType {
  CharType() {
    super(18, "char", 1002);
  }

  @Override
  public String displayName(int typmod) {
    return "\"char\"";
  }

  @Override
  public char category() {
    return 'Z';
  }

  @Override
  public int length() {
    return 1;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    return text.isEmpty() ? "" : text.substring(0, 1);
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader.expect(1, length);
    return bytes[from] == 0 ? "" : String.valueOf((char) (bytes[from] & 0xff));
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    String text = (String) value;
    out.put(text.isEmpty() ? 0 : text.charAt(0));
  }
}
