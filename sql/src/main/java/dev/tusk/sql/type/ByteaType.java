package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** {@code bytea}: bytes; written {@code \xdeadbeef}, or escaped when bytea_output says so. */
final class ByteaType extends Type {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  ByteaType() {
    super(17, "bytea", 1001);
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
    return text.startsWith("\\x") ? parseHex(text) : parseEscaped(text);
  }

  private static byte[] parseHex(String text) {
    byte[] bytes = new byte[(text.length() - 2) / 2];
    int size = 0;
    for (int i = 2; i < text.length(); ) {
      char c = text.charAt(i);
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
        i++;
        continue;
      }
      int high = digit(text, i);
      if (i + 1 >= text.length()) {
        throw InputError.parameter("invalid hexadecimal data: odd number of digits");
      }
      bytes[size++] = (byte) (high << 4 | digit(text, i + 1));
      i += 2;
    }
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  private static int digit(String text, int at) {
    int digit = text.charAt(at) < 128 ? Character.digit(text.charAt(at), 16) : -1;
    if (digit < 0) {
      throw InputError.parameter("invalid hexadecimal digit: \"" + text.charAt(at) + "\"");
    }
    return digit;
  }

  private static byte[] parseEscaped(String text) {
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
    for (int i = 0; i < in.length; i++) {
      if (in[i] != '\\') {
        out.write(in[i]);
      } else if (i + 1 < in.length && in[i + 1] == '\\') {
        out.write('\\');
        i++;
      } else if (i + 3 < in.length
          && in[i + 1] >= '0'
          && in[i + 1] <= '3'
          && octal(in[i + 2])
          && octal(in[i + 3])) {
        out.write((in[i + 1] - '0') << 6 | (in[i + 2] - '0') << 3 | in[i + 3] - '0');
        i += 3;
      } else {
        throw SqlException.of(
            SqlState.INVALID_TEXT_REPRESENTATION, "invalid input syntax for type bytea");
      }
    }
    return out.toByteArray();
  }

  private static boolean octal(byte c) {
    return c >= '0' && c <= '7';
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    byte[] bytes = (byte[]) value;
    if (!settings.byteaHex()) {
      writeEscaped(bytes, out);
      return;
    }
    out.ensure(2 + 2 * bytes.length);
    byte[] array = out.array();
    int at = out.size();
    array[at++] = '\\';
    array[at++] = 'x';
    for (byte b : bytes) {
      array[at++] = HEX[b >> 4 & 15];
      array[at++] = HEX[b & 15];
    }
    out.skip(2 + 2 * bytes.length);
  }

  private static void writeEscaped(byte[] bytes, ByteWriter out) {
    for (byte b : bytes) {
      if (b == '\\') {
        out.putText("\\\\");
      } else if (b < 0x20 || b > 0x7e) {
        out.put('\\');
        out.put('0' + (b >> 6 & 3));
        out.put('0' + (b >> 3 & 7));
        out.put('0' + (b & 7));
      } else {
        out.put(b);
      }
    }
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    return Arrays.copyOfRange(bytes, from, from + length);
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    out.put((byte[]) value);
  }

  @Override
  public int compare(Object left, Object right) {
    return Arrays.compareUnsigned((byte[]) left, (byte[]) right);
  }

  @Override
  public int hash(Object value) {
    return Arrays.hashCode((byte[]) value);
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    out.putBytes((byte[]) value);
  }

  @Override
  public StoredForm storedForm() {
    return StoredForm.BYTES;
  }
}
