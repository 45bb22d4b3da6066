package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;

/** {@code jsonpath}: kept as its normal text, which is read again where it is evaluated. */
public final class JsonPathType extends StringType {
  /** Before the text in the binary form. */
  private static final int VERSION = 1;

  /** A path that was read; {@code lax} unless it begins with {@code strict}. */
  public record Path(PathNode root, boolean lax) {}

  JsonPathType() {
    super(4072, "jsonpath", 4073);
  }

  /**
   * Reads a path.
   *
   * @throws SqlException 42601 in PostgreSQL's words
   */
  public static Path read(String text) {
    if (text.isBlank()) {
      throw SqlException.of(
          SqlState.INVALID_TEXT_REPRESENTATION,
          "invalid input syntax for type jsonpath: \"" + text + "\"");
    }
    PathParser parser = new PathParser(text);
    PathNode root = parser.parse();
    return new Path(root, parser.lax());
  }

  @Override
  public char category() {
    return 'U';
  }

  @Override
  public boolean ordered() {
    return false;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    Path path = read(text);
    return PathText.of(path.root(), path.lax());
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    if (length < 1 || bytes[from] != VERSION) {
      throw SqlException.of(
          SqlState.INVALID_BINARY_REPRESENTATION,
          "unsupported jsonpath version number: " + (length < 1 ? 0 : bytes[from]));
    }
    return parse((String) super.readBinary(bytes, from + 1, length - 1), FormatSettings.DEFAULT);
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    out.put(VERSION);
    super.writeBinary(value, out);
  }

  @Override
  public StoredForm storedForm() {
    return StoredForm.BINARY;
  }
}
