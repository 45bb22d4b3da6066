package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code numeric(precision, scale)}.
 *
 * <pre>
 *  typmod  (precision &lt;&lt; 16 | scale &amp; 0x7ff) + 4, the scale signed in 11 bits
 *  binary  int16 digits | int16 weight | int16 sign | int16 display scale | digits × int16
 *          base 10,000; sign 0000 +, 4000 -, C000 NaN, D000 Infinity, F000 -Infinity
 * </pre>
 */
public final class NumericType extends Type {
  private static final int MAX_PRECISION = 1000;

  /** NUMERIC_DSCALE_MAX. */
  private static final int MAX_SCALE = 16_383;

  private static final int HEADER = 4;
  private static final int NEGATIVE = 0x4000;
  private static final int NAN = 0xC000;
  private static final int INFINITY = 0xD000;
  private static final int NEGATIVE_INFINITY = 0xF000;

  NumericType() {
    super(1700, "numeric", 1231);
  }

  @Override
  public String displayName(int typmod) {
    if (typmod < HEADER) {
      return "numeric";
    }
    return "numeric(" + precision(typmod) + "," + scale(typmod) + ")";
  }

  /** The precision in a typmod; only for a typmod of 4 or more. */
  public static int precision(int typmod) {
    return (typmod - HEADER) >> 16 & 0xffff;
  }

  /** The scale in a typmod, which may be negative. */
  public static int scale(int typmod) {
    return ((typmod - HEADER & 0x7ff) ^ 1024) - 1024;
  }

  @Override
  public char category() {
    return 'N';
  }

  @Override
  public int length() {
    return -1;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    String word = text.strip();
    if (!FloatInput.isNumber(word)) {
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "nan" -> Numeric.NAN;
        case "infinity", "+infinity", "inf", "+inf" -> Numeric.INFINITY;
        case "-infinity", "-inf" -> Numeric.NEGATIVE_INFINITY;
        default -> throw InputError.syntax("numeric", text);
      };
    }
    int e = Math.max(word.indexOf('e'), word.indexOf('E'));
    if (e >= 0) {
      checkExponent(word.substring(e + 1), text);
    }
    LongDecimal digits = e >= 0 ? null : LongDecimal.read(word);
    if (digits != null) {
      return Numeric.of(digits);
    }
    BigDecimal decimal = DecimalDigits.decimal(word);
    if (decimal.scale() > MAX_SCALE) {
      throw overflow();
    }
    return Numeric.of(decimal);
  }

  private static SqlException overflow() {
    return SqlException.of(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value overflows numeric format");
  }

  private static void checkExponent(String exponent, String text) {
    try {
      BigInteger value =
          new BigInteger(exponent.startsWith("+") ? exponent.substring(1) : exponent);
      if (value.abs().compareTo(BigInteger.valueOf(200_000)) > 0) {
        throw overflow();
      }
    } catch (NumberFormatException _) {
      throw InputError.syntax("numeric", text);
    }
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    out.putText(value.toString());
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader in = new BinaryReader(bytes, from, length);
    int count = in.int2() & 0xffff;
    int weight = in.int2();
    int sign = in.int2() & 0xffff;
    int scale = in.int2() & 0xffff;
    switch (sign) {
      case 0, NEGATIVE -> {}
      case NAN -> {
        return Numeric.NAN;
      }
      case INFINITY -> {
        return Numeric.INFINITY;
      }
      case NEGATIVE_INFINITY -> {
        return Numeric.NEGATIVE_INFINITY;
      }
      default -> throw InputError.binary("invalid sign in external \"numeric\" value");
    }
    if (scale > 0x3fff) {
      throw InputError.binary("invalid scale in external \"numeric\" value");
    }
    char[] digits = new char[4 * count];
    for (int i = 0; i < count; i++) {
      int digit = in.int2();
      if (digit < 0 || digit >= 10_000) {
        throw InputError.binary("invalid digit in external \"numeric\" value");
      }
      for (int j = 3; j >= 0; j--) {
        digits[4 * i + j] = (char) ('0' + digit % 10);
        digit /= 10;
      }
    }
    in.finish();
    LongDecimal exact = exact(sign == NEGATIVE, digits, 4 * (weight + 1), scale);
    if (exact != null) {
      return Numeric.of(exact);
    }
    BigInteger unscaled = DecimalDigits.integer(digits, 0, digits.length);
    BigDecimal value = new BigDecimal(unscaled, 4 * (count - 1 - weight));
    value = value.setScale(scale, java.math.RoundingMode.DOWN);
    return Numeric.of(sign == NEGATIVE ? value.negate() : value);
  }

  /** The same digits at their scale, where many stand before the point; null else. */
  private static @Nullable LongDecimal exact(
      boolean negative, char[] digits, int whole, int scale) {
    if (whole <= 0) {
      return null;
    }
    int from = 0;
    while (from < 4 && from < digits.length && digits[from] == '0') {
      from++;
    }
    char[] all = new char[whole - from + scale];
    Arrays.fill(all, '0');
    System.arraycopy(digits, from, all, 0, Math.min(digits.length - from, all.length));
    return from == 4 ? null : LongDecimal.of(negative, new String(all), scale);
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    Numeric numeric = (Numeric) value;
    if (!numeric.isFinite()) {
      out.putInt(0);
      out.putShort(numeric.isNaN() ? NAN : numeric.signum() > 0 ? INFINITY : NEGATIVE_INFINITY);
      // PostgreSQL sends the scale bits of its short header, which are not zero for infinities.
      out.putShort(numeric.isNaN() ? 0 : 0x20);
      return;
    }
    int scale = numeric.scale();
    int aligned = (scale + 3) / 4 * 4;
    LongDecimal known = numeric.digits();
    String text =
        known == null
            ? numeric.decimal().setScale(aligned).unscaledValue().abs().toString()
            : known.digits() + "0".repeat(aligned - scale);
    int count = numeric.signum() == 0 ? 0 : (text.length() + 3) / 4;
    short[] digits = new short[count];
    for (int i = 0; i < count; i++) {
      int end = text.length() - 4 * i;
      digits[i] = (short) Integer.parseInt(text, Math.max(0, end - 4), end, 10);
    }
    while (count > 0 && digits[count - 1] == 0) {
      count--;
    }
    int trailing = 0;
    while (trailing < count && digits[trailing] == 0) {
      trailing++;
    }
    out.putShort(count - trailing);
    out.putShort(count == 0 ? 0 : count - 1 - aligned / 4);
    out.putShort(numeric.signum() < 0 ? NEGATIVE : 0);
    out.putShort(scale);
    for (int i = count - 1; i >= trailing; i--) {
      out.putShort(digits[i]);
    }
  }

  @Override
  public Object applyTypmod(Object value, int typmod, boolean explicit) {
    if (typmod < HEADER) {
      return value;
    }
    int precision = precision(typmod);
    int scale = scale(typmod);
    Numeric numeric = (Numeric) value;
    if (numeric.isNaN()) {
      return value;
    }
    if (!numeric.isFinite()) {
      throw fieldOverflow(
          "A field with precision %d, scale %d cannot hold an infinite value.", precision, scale);
    }
    Numeric rounded = numeric.round(scale);
    BigDecimal decimal = rounded.decimal();
    int maxDigits = precision - scale;
    if (decimal.signum() != 0 && decimal.precision() - decimal.scale() > maxDigits) {
      String bound = maxDigits == 0 ? "1" : "10^" + maxDigits;
      throw fieldOverflow(
          "A field with precision %d, scale %d must round to an absolute value less than "
              + bound
              + ".",
          precision,
          scale);
    }
    return rounded;
  }

  private static SqlException fieldOverflow(String detail, int precision, int scale) {
    return SqlException.of(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "numeric field overflow")
        .withDetail(String.format(Locale.ROOT, detail, precision, scale));
  }

  @Override
  public int typmodIn(List<String> modifiers) {
    if (modifiers.isEmpty()) {
      return -1;
    }
    if (modifiers.size() > 2) {
      throw InputError.parameter("invalid NUMERIC type modifier");
    }
    int precision = Typmod.integer(modifiers.get(0));
    int scale = modifiers.size() == 2 ? Typmod.integer(modifiers.get(1)) : 0;
    if (precision < 1 || precision > MAX_PRECISION) {
      throw InputError.parameter(
          "NUMERIC precision " + precision + " must be between 1 and " + MAX_PRECISION);
    }
    if (scale < -MAX_PRECISION || scale > MAX_PRECISION) {
      throw InputError.parameter("NUMERIC scale " + scale + " must be between -1000 and 1000");
    }
    return typmod(precision, scale);
  }

  /** The typmod of {@code numeric(precision, scale)}. */
  public static int typmod(int precision, int scale) {
    return (precision << 16 | scale & 0x7ff) + HEADER;
  }

  @Override
  public int compare(Object left, Object right) {
    return ((Numeric) left).compareTo((Numeric) right);
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    out.putNumeric((Numeric) value);
  }

  @Override
  public StandardFacts standardFacts(int typmod) {
    return typmod < HEADER
        ? StandardFacts.decimal(null, null)
        : StandardFacts.decimal(precision(typmod), scale(typmod));
  }

  @Override
  public char storage() {
    return 'm';
  }
}
