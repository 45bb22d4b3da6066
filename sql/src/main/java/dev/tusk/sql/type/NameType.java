package dev.tusk.sql.type;

import java.nio.charset.StandardCharsets;

/** {@code name}: an identifier of at most 63 bytes; longer text is cut. */
final class NameType extends StringType {
  private static final int MAX_BYTES = 63;

  NameType() {
    super(19, "name", 1003);
  }

  @Override
  public int length() {
    return 64;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    return truncate(Texts.checkZero(text));
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    return truncate(Texts.decode(bytes, from, length));
  }

  /** The longest prefix of whole characters in 63 bytes. */
  static String truncate(String text) {
    if (text.length() * 3 <= MAX_BYTES) {
      return text;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length <= MAX_BYTES) {
      return text;
    }
    int end = MAX_BYTES;
    while ((utf8[end] & 0xc0) == 0x80) {
      end--;
    }
    return new String(utf8, 0, end, StandardCharsets.UTF_8);
  }

  @Override
  public long collation() {
    return Collation.C.oid();
  }

  @Override
  public char alignment() {
    return 'c';
  }
}
