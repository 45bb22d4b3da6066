package dev.tusk.sql.type;

/**
 * {@code tid}: the place of a row version, {@code (block,offset)}; here a Long, the block in the
 * upper bits and the offset in the lower 16.
 */
final class TidType extends Type {
  TidType() {
    super(27, "tid", 1010);
  }

  @Override
  public char category() {
    return 'U';
  }

  @Override
  public int length() {
    return 6;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    int comma = text.indexOf(',');
    if (!text.startsWith("(") || !text.endsWith(")") || comma < 0) {
      throw InputError.syntax("tid", text);
    }
    try {
      long block = Long.parseLong(text.substring(1, comma).strip());
      int offset = Integer.parseInt(text.substring(comma + 1, text.length() - 1).strip());
      if (block < 0 || block > 0xffff_ffffL || offset < 0 || offset > 0xffff) {
        throw InputError.syntax("tid", text);
      }
      return block << 16 | offset;
    } catch (NumberFormatException _) {
      throw InputError.syntax("tid", text);
    }
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    long tid = (Long) value;
    out.put('(');
    IntegerText.write(tid >>> 16, out);
    out.put(',');
    IntegerText.write(tid & 0xffff, out);
    out.put(')');
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader.expect(6, length);
    long block = BinaryReader.int4(bytes, from) & 0xffff_ffffL;
    return block << 16 | BinaryReader.int2(bytes, from + 4) & 0xffff;
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    long tid = (Long) value;
    out.putInt((int) (tid >>> 16));
    out.putShort((int) (tid & 0xffff));
  }

  @Override
  public int compare(Object left, Object right) {
    return Long.compare((Long) left, (Long) right);
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    out.putLong((Long) value);
  }

  @Override
  public char alignment() {
    return 's';
  }
}
