package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.List;

/**
 * {@code bit(n)} and {@code bit varying(n)}; the typmod is n.
 *
 * <p>Binary form: int32 length in bits, then the bytes, first bit highest.
 */
final class BitType extends Type {
  private static final int MAX_LENGTH = 83_886_080;
  private final boolean varying;

  private BitType(int oid, String name, int arrayOid, boolean varying) {
    super(oid, name, arrayOid);
    this.varying = varying;
  }

  static BitType fixed() {
    return new BitType(1560, "bit", 1561, false);
  }

  static BitType varying() {
    return new BitType(1562, "varbit", 1563, true);
  }

  @Override
  public String displayName(int typmod) {
    String base = varying ? "bit varying" : "bit";
    if (typmod < 0) {
      return varying ? base : "bit";
    }
    return base + "(" + typmod + ")";
  }

  @Override
  public String writtenName(int typmod) {
    return varying || typmod >= 0 ? displayName(typmod) : "\"bit\"";
  }

  @Override
  public char category() {
    return 'V';
  }

  @Override
  public boolean preferred() {
    return varying;
  }

  @Override
  public int length() {
    return -1;
  }

  /** Digits 0 and 1; after a leading x, hexadecimal digits. */
  @Override
  public Object parse(String text, FormatSettings settings) {
    if (!text.isEmpty() && (text.charAt(0) == 'x' || text.charAt(0) == 'X')) {
      return parseHex(text);
    }
    int start = !text.isEmpty() && (text.charAt(0) == 'b' || text.charAt(0) == 'B') ? 1 : 0;
    int length = text.length() - start;
    byte[] bytes = new byte[(length + 7) >>> 3];
    for (int i = 0; i < length; i++) {
      char c = text.charAt(start + i);
      if (c == '1') {
        bytes[i >>> 3] |= (byte) (0x80 >>> (i & 7));
      } else if (c != '0') {
        throw notADigit(text, start + i, "binary");
      }
    }
    return new BitString(bytes, length);
  }

  private static BitString parseHex(String text) {
    int digits = text.length() - 1;
    byte[] bytes = new byte[(digits + 1) / 2];
    for (int i = 0; i < digits; i++) {
      char c = text.charAt(i + 1);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw notADigit(text, i + 1, "hexadecimal");
      }
      bytes[i >>> 1] |= (byte) ((i & 1) == 0 ? digit << 4 : digit);
    }
    return new BitString(bytes, digits * 4);
  }

  private static SqlException notADigit(String text, int at, String kind) {
    String character = Character.toString(text.codePointAt(at));
    return SqlException.of(
        SqlState.INVALID_TEXT_REPRESENTATION,
        "\"" + character + "\" is not a valid " + kind + " digit");
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    BitString bits = (BitString) value;
    out.ensure(bits.length());
    for (int i = 0; i < bits.length(); i++) {
      out.put(bits.get(i) ? '1' : '0');
    }
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader in = new BinaryReader(bytes, from, length);
    int bits = in.int4();
    if (bits < 0 || bits > Integer.MAX_VALUE - 8) {
      throw InputError.binary("invalid length in external bit string");
    }
    BitString value = new BitString(in.bytes((bits + 7) >>> 3), bits);
    in.finish();
    return value.resize(bits);
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    BitString bits = (BitString) value;
    out.putInt(bits.length());
    out.put(bits.bytes());
  }

  @Override
  public int typmodIn(List<String> modifiers) {
    if (modifiers.isEmpty()) {
      return -1;
    }
    String type = varying ? "varbit" : "bit";
    int length = Typmod.single(modifiers);
    if (length < 1) {
      throw InputError.parameter("length for type " + type + " must be at least 1");
    }
    if (length > MAX_LENGTH) {
      throw InputError.parameter("length for type " + type + " cannot exceed " + MAX_LENGTH);
    }
    return length;
  }

  @Override
  public Object applyTypmod(Object value, int typmod, boolean explicit) {
    BitString bits = (BitString) value;
    if (typmod < 0 || bits.length() == typmod || varying && bits.length() < typmod) {
      return value;
    }
    if (explicit) {
      return bits.resize(typmod);
    }
    if (varying) {
      throw SqlException.of(
          SqlState.STRING_DATA_RIGHT_TRUNCATION,
          "bit string too long for type bit varying(" + typmod + ")");
    }
    throw SqlException.of(
        SqlState.STRING_DATA_LENGTH_MISMATCH,
        "bit string length " + bits.length() + " does not match type bit(" + typmod + ")");
  }

  @Override
  public int compare(Object left, Object right) {
    return ((BitString) left).compareTo((BitString) right);
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    BitString bits = (BitString) value;
    out.putBytes(bits.bytes());
    out.putInt(bits.length());
  }

  @Override
  public StandardFacts standardFacts(int typmod) {
    return StandardFacts.bits(typmod > 0 ? typmod : null);
  }
}
