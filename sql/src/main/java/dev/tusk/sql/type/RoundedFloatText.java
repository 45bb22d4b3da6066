package dev.tusk.sql.type;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** C's {@code %.*g}: floats when {@code extra_float_digits} is 0 or less. */
final class RoundedFloatText {
  private RoundedFloatText() {}

  static void write(double value, int digits, ByteWriter out) {
    if (Double.isNaN(value) || Double.isInfinite(value) || value == 0) {
      FloatText.write(value, out);
      return;
    }
    int precision = Math.max(1, digits);
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(precision, RoundingMode.HALF_EVEN));
    BigDecimal stripped = rounded.stripTrailingZeros();
    int exponent = stripped.precision() - stripped.scale() - 1;
    if (exponent >= -4 && exponent < precision) {
      out.putText(stripped.toPlainString());
      return;
    }
    String unscaled = stripped.unscaledValue().abs().toString();
    StringBuilder text = new StringBuilder();
    text.append(value < 0 ? "-" : "").append(unscaled.charAt(0));
    if (unscaled.length() > 1) {
      text.append('.').append(unscaled, 1, unscaled.length());
    }
    text.append('e').append(exponent < 0 ? '-' : '+');
    int magnitude = Math.abs(exponent);
    text.append(magnitude < 10 ? "0" : "").append(magnitude);
    out.putText(text.toString());
  }
}
