package dev.tusk.sql.type;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** {@code uuid}: 16 bytes, ordered as bytes (which {@link UUID#compareTo} is not). */
final class UuidType extends Type {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  UuidType() {
    super(2950, "uuid", 2951);
  }

  @Override
  public char category() {
    return 'U';
  }

  @Override
  public int length() {
    return 16;
  }

  /** 32 digits, hyphens after any group of four, braces around: utils/adt/uuid.c. */
  @Override
  public Object parse(String text, FormatSettings settings) {
    int at = 0;
    boolean braces = text.startsWith("{");
    if (braces) {
      at++;
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < 32; i++) {
      int digit =
          at < text.length() && text.charAt(at) < 128 ? Character.digit(text.charAt(at), 16) : -1;
      if (digit < 0) {
        throw InputError.syntax("uuid", text);
      }
      at++;
      if (i < 16) {
        high = high << 4 | digit;
      } else {
        low = low << 4 | digit;
      }
      if (i % 4 == 3 && i < 31 && at < text.length() && text.charAt(at) == '-') {
        at++;
      }
    }
    if (braces) {
      if (at >= text.length() || text.charAt(at) != '}') {
        throw InputError.syntax("uuid", text);
      }
      at++;
    }
    if (at != text.length()) {
      throw InputError.syntax("uuid", text);
    }
    return new UUID(high, low);
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    UUID uuid = (UUID) value;
    hex(uuid.getMostSignificantBits(), 32, 8, out);
    out.put('-');
    hex(uuid.getMostSignificantBits(), 16, 4, out);
    out.put('-');
    hex(uuid.getMostSignificantBits(), 0, 4, out);
    out.put('-');
    hex(uuid.getLeastSignificantBits(), 48, 4, out);
    out.put('-');
    hex(uuid.getLeastSignificantBits(), 0, 12, out);
  }

  private static void hex(long bits, int shift, int digits, ByteWriter out) {
    for (int i = digits - 1; i >= 0; i--) {
      out.put(HEX[(int) (bits >>> shift + 4 * i) & 15]);
    }
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader.expect(16, length);
    return new UUID(BinaryReader.int8(bytes, from), BinaryReader.int8(bytes, from + 8));
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    UUID uuid = (UUID) value;
    out.putLong(uuid.getMostSignificantBits());
    out.putLong(uuid.getLeastSignificantBits());
  }

  @Override
  public int compare(Object left, Object right) {
    UUID a = (UUID) left;
    UUID b = (UUID) right;
    int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    UUID uuid = (UUID) value;
    out.putUnsigned(uuid.getMostSignificantBits());
    out.putUnsigned(uuid.getLeastSignificantBits());
  }

  @Override
  public StoredForm storedForm() {
    return StoredForm.UUID;
  }

  @Override
  public char alignment() {
    return 'c';
  }
}
