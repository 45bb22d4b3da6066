package dev.tusk.sql.type;

import java.nio.charset.StandardCharsets;

/**
 * {@code "char"}, the one-byte type of the catalogs: the first byte of its text, or none for 0. The
 * value is a String of that byte as a character. A byte above 127 is written and read as a
 * backslash and three octal digits (utils/adt/char.c).
 */
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
    int code = code(text.getBytes(StandardCharsets.UTF_8));
    return code == 0 ? "" : String.valueOf((char) code);
  }

  private static int code(byte[] utf8) {
    if (utf8.length == 4
        && utf8[0] == '\\'
        && isOctal(utf8[1])
        && isOctal(utf8[2])
        && isOctal(utf8[3])) {
      return ((utf8[1] - '0') << 6 | (utf8[2] - '0') << 3 | utf8[3] - '0') & 0xff;
    }
    return utf8.length == 0 ? 0 : utf8[0] & 0xff;
  }

  private static boolean isOctal(byte b) {
    return b >= '0' && b <= '7';
  }

  @Override
  public String toText(Object value, FormatSettings settings) {
    String text = (String) value;
    if (text.isEmpty() || text.charAt(0) < 128) {
      return text;
    }
    int code = text.charAt(0);
    return "\\" + (code >> 6) + (code >> 3 & 7) + (code & 7);
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    out.putText(toText(value, settings));
  }

  /** By the byte, without a sign. */
  @Override
  public int compare(Object left, Object right) {
    return ((String) left).compareTo((String) right);
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
