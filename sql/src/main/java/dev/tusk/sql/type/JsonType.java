package dev.tusk.sql.type;

/** {@code json}: a checked JSON text, kept as written. */
final class JsonType extends StringType {
  JsonType() {
    super(114, "json", 199);
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
    JsonNode.parse(text);
    return text;
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    return parse(Texts.decode(bytes, from, length), FormatSettings.DEFAULT);
  }
}
