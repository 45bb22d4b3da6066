package dev.tusk.sql.type;

/** {@code xid8}: the number of a transaction, 64 bits without sign, which never wraps around. */
final class Xid8Type extends EightByteType {
  Xid8Type() {
    super(5069, "xid8", 271, true);
  }

  @Override
  public char category() {
    return 'U';
  }

  @Override
  public int length() {
    return 8;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    return CNumber.unsigned(text);
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    out.putText(Long.toUnsignedString((Long) value));
  }
}
