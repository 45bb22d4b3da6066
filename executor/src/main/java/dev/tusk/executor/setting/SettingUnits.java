package dev.tusk.executor.setting;

import dev.tusk.sql.error.SqlException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers with units in settings: {@code 64MB}, {@code 200ms}, {@code 1.5h}. */
final class SettingUnits {
  private static final Map<String, Double> BYTES = new LinkedHashMap<>();
  private static final Map<String, Double> MICROS = new LinkedHashMap<>();

  static {
    BYTES.put("TB", 1024.0 * 1024 * 1024 * 1024);
    BYTES.put("GB", 1024.0 * 1024 * 1024);
    BYTES.put("MB", 1024.0 * 1024);
    BYTES.put("kB", 1024.0);
    BYTES.put("B", 1.0);
    MICROS.put("d", 86_400e6);
    MICROS.put("h", 3_600e6);
    MICROS.put("min", 60e6);
    MICROS.put("s", 1e6);
    MICROS.put("ms", 1e3);
    MICROS.put("us", 1.0);
  }

  private SettingUnits() {}

  /** Reads a number in the setting's unit. */
  static double parse(Setting setting, String value) {
    String text = value.strip();
    int end = 0;
    while (end < text.length() && isNumberPart(text, end)) {
      end++;
    }
    String unit = text.substring(end).strip();
    double number;
    try {
      String digits = text.substring(0, end);
      number =
          digits.startsWith("0x")
              ? Long.parseLong(digits.substring(2), 16)
              : setting.kind() == Setting.Kind.INTEGER && digits.matches("0[0-7]+")
                  ? Long.parseLong(digits, 8)
                  : Double.parseDouble(digits);
    } catch (NumberFormatException _) {
      throw setting.invalid(value);
    }
    if (unit.isEmpty()) {
      return number;
    }
    String base = setting.unit();
    if (base == null) {
      throw setting.invalid(value);
    }
    Map<String, Double> units = isTime(base) ? MICROS : BYTES;
    Double factor = units.get(unit);
    if (factor == null) {
      throw unknownUnit(setting, value, base);
    }
    return number * factor / size(base);
  }

  private static SqlException unknownUnit(Setting setting, String value, String base) {
    return setting
        .invalid(value)
        .withHint(
            isTime(base)
                ? "Valid units for this parameter are \"us\", \"ms\", \"s\", \"min\", \"h\", and"
                    + " \"d\"."
                : "Valid units for this parameter are \"B\", \"kB\", \"MB\", \"GB\", and \"TB\".");
  }

  private static boolean isNumberPart(String text, int at) {
    char c = text.charAt(at);
    if (c >= '0' && c <= '9' || c == '.') {
      return true;
    }
    if (c == '-' || c == '+') {
      return at == 0 || text.charAt(at - 1) == 'e' || text.charAt(at - 1) == 'E';
    }
    if ((c == 'x' || c == 'X') && at == 1 && text.charAt(0) == '0') {
      return true;
    }
    return (c == 'e' || c == 'E')
        && at > 0
        && at + 1 < text.length()
        && (Character.isDigit(text.charAt(at + 1)) || text.charAt(at + 1) == '-');
  }

  /** A whole number in the largest unit that divides it. */
  static String show(long value, @Nullable String base) {
    if (base == null || value <= 0) {
      return Long.toString(value);
    }
    double size = size(base);
    for (Map.Entry<String, Double> unit : (isTime(base) ? MICROS : BYTES).entrySet()) {
      double ratio = unit.getValue() / size;
      if (ratio >= 1 ? value % (long) ratio == 0 : true) {
        return (long) (value / ratio) + unit.getKey();
      }
    }
    return value + base;
  }

  /** A number in the largest unit that gives a whole one, or in its own. */
  static String show(double value, @Nullable String base) {
    if (base == null || value <= 0) {
      return real(value);
    }
    double size = size(base);
    Map<String, Double> units = isTime(base) ? MICROS : BYTES;
    for (Map.Entry<String, Double> unit : units.entrySet()) {
      double converted = value * size / unit.getValue();
      if (Math.abs(converted - Math.rint(converted)) < 1e-8 && converted >= 0.5) {
        return real(converted) + unit.getKey();
      }
    }
    return real(value) + base;
  }

  /** As C's {@code %g} prints a number: six digits, with an exponent where they do not reach. */
  static String real(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return rounded.toPlainString();
    }
    return rounded.scaleByPowerOfTen(-exponent).toPlainString()
        + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  private static boolean isTime(String base) {
    return MICROS.containsKey(base);
  }

  private static double size(String base) {
    if (base.equals("8kB")) {
      return 8192;
    }
    Double size = isTime(base) ? MICROS.get(base) : BYTES.get(base);
    if (size == null) {
      throw new IllegalStateException("unit " + base);
    }
    return size;
  }
}
