package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import java.util.Locale;

/** {@code boolean}: true and false, written {@code t} and {@code f}; one byte in binary. */
final class BoolType extends Type {
  BoolType() {
    super(16, "bool", 1000);
  }

  @Override
  public String displayName(int typmod) {
    return "boolean";
  }

  @Override
  public char category() {
    return 'B';
  }

  @Override
  public boolean preferred() {
    return true;
  }

  @Override
  public int length() {
    return 1;
  }

  /** Accepts unique prefixes of true, false, yes, no, on, off, and 1, 0 (utils/adt/bool.c). */
  @Override
  public Object parse(String text, FormatSettings settings) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (!word.isEmpty()) {
      if ("true".startsWith(word) || "yes".startsWith(word) || word.equals("on")) {
        return true;
      }
      if (word.equals("1")) {
        return true;
      }
      if ("false".startsWith(word) || "no".startsWith(word) || word.equals("0")) {
        return false;
      }
      if (word.equals("of") || word.equals("off")) {
        return false;
      }
    }
    throw syntax(text);
  }

  private static SqlException syntax(String text) {
    return InputError.syntax("boolean", text);
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    out.put((Boolean) value ? 't' : 'f');
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader.expect(1, length);
    return bytes[from] != 0;
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    out.put((Boolean) value ? 1 : 0);
  }

  @Override
  public int compare(Object left, Object right) {
    return Boolean.compare((Boolean) left, (Boolean) right);
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    out.putBoolean((Boolean) value);
  }

  @Override
  public StoredForm storedForm() {
    return StoredForm.BOOL;
  }
}
