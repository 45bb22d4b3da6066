package dev.tusk.sql.type;

/**
 * {@code pg_lsn}: a place in the log, 64 bits without sign, written {@code 16/B374D848}; here a
 * Long.
 */
final class PgLsnType extends EightByteType {
  private static final int MAX_DIGITS = 8;

  PgLsnType() {
    super(3220, "pg_lsn", 3221, true);
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
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw InputError.syntax("pg_lsn", text);
    }
    return half(text, 0, slash) << 32 | half(text, slash + 1, text.length());
  }

  /** One to eight hexadecimal digits. */
  private static long half(String text, int from, int to) {
    if (from == to || to - from > MAX_DIGITS) {
      throw InputError.syntax("pg_lsn", text);
    }
    long half = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw InputError.syntax("pg_lsn", text);
      }
      half = half << 4 | digit;
    }
    return half;
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    long place = (Long) value;
    out.putText(Long.toHexString(place >>> 32).toUpperCase(java.util.Locale.ROOT));
    out.put('/');
    out.putText(Long.toHexString(place & 0xffff_ffffL).toUpperCase(java.util.Locale.ROOT));
  }

  /** Rows hold it as text since the first version, which did not look inside. */
  @Override
  public StoredForm storedForm() {
    return StoredForm.TEXT;
  }
}
