package dev.tusk.executor.format;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.Numeric;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A template of numbers, read once: NUMDesc_prepare. Immutable. */
public final class NumberFormat {
  private static final List<String> UPPER =
      List.of("B", "D", "EEEE", "FM", "G", "L", "MI", "PL", "PR", "RN", "SG", "SP", "S", "TH", "V");

  private static final List<String> NAMES =
      Stream.concat(
              UPPER.stream().flatMap(n -> Stream.of(n, n.toLowerCase(Locale.ROOT))),
              Stream.of(",", ".", "9", "0"))
          .toList();

  /** Where S puts the sign. */
  enum SignPlace {
    NONE,
    BEFORE,
    AFTER
  }

  final List<TemplateNode> nodes;
  int before;
  int after;
  int shift;
  int zeroStart;
  int zeroEnd;
  int digitsBeforeSign;
  boolean zero;
  boolean decimal;
  boolean blank;
  boolean fill;
  boolean localSign;
  boolean bracket;
  boolean minus;
  boolean plus;
  boolean roman;
  boolean multiplied;
  boolean scientific;
  SignPlace signPlace = SignPlace.NONE;

  private NumberFormat(List<TemplateNode> nodes) {
    this.nodes = nodes;
  }

  /**
   * @throws SqlException 42601 when patterns do not go together
   */
  public static NumberFormat of(String template) {
    NumberFormat format = new NumberFormat(TemplateNode.parse(template, NAMES, false));
    for (TemplateNode node : format.nodes) {
      if (node instanceof TemplateNode.Pattern pattern) {
        format.prepare(pattern.name().toUpperCase(Locale.ROOT));
      }
    }
    return format;
  }

  private static SqlException syntax(String message) {
    return SqlException.of(SqlState.SYNTAX_ERROR, message);
  }

  private void prepare(String name) {
    if (scientific && !name.equals("EEEE")) {
      throw syntax("\"EEEE\" must be the last pattern used");
    }
    switch (name) {
      case "9" -> nine();
      case "0" -> zero();
      case "D", "." -> {
        if (decimal) {
          throw syntax("multiple decimal points");
        }
        if (multiplied) {
          throw syntax("cannot use \"V\" and decimal point together");
        }
        decimal = true;
      }
      case "B" -> blank |= before == 0 && after == 0 && !zero;
      case "FM" -> fill = true;
      case "S" -> sign();
      case "MI", "PL", "SG" -> {
        if (localSign) {
          throw syntax("cannot use \"S\" and \"" + name + "\" together");
        }
        minus |= !name.equals("PL");
        plus |= !name.equals("MI");
      }
      case "PR" -> {
        if (localSign || plus || minus) {
          throw syntax("cannot use \"PR\" and \"S\"/\"PL\"/\"MI\"/\"SG\" together");
        }
        bracket = true;
      }
      case "RN" -> roman = true;
      case "V" -> {
        if (decimal) {
          throw syntax("cannot use \"V\" and decimal point together");
        }
        multiplied = true;
      }
      case "EEEE" -> {
        if (scientific) {
          throw syntax("cannot use \"EEEE\" twice");
        }
        if (blank || fill || localSign || bracket || minus || plus || roman || multiplied) {
          throw SqlException.of(
                  SqlState.SYNTAX_ERROR, "\"EEEE\" is incompatible with other formats")
              .withDetail(
                  "\"EEEE\" may only be used together with digit and decimal point patterns.");
        }
        scientific = true;
      }
      default -> {}
    }
  }

  private void nine() {
    if (bracket) {
      throw syntax("\"9\" must be ahead of \"PR\"");
    }
    if (multiplied) {
      shift++;
    } else if (decimal) {
      after++;
    } else {
      before++;
    }
  }

  private void zero() {
    if (bracket) {
      throw syntax("\"0\" must be ahead of \"PR\"");
    }
    if (!zero && !decimal) {
      zero = true;
      zeroStart = before + 1;
    }
    if (decimal) {
      after++;
    } else {
      before++;
    }
    zeroEnd = before + after;
  }

  private void sign() {
    if (localSign) {
      throw syntax("cannot use \"S\" twice");
    }
    if (plus || minus || bracket) {
      throw syntax("cannot use \"S\" and \"PL\"/\"MI\"/\"SG\"/\"PR\" together");
    }
    localSign = true;
    if (decimal) {
      signPlace = SignPlace.AFTER;
    } else {
      signPlace = SignPlace.BEFORE;
      digitsBeforeSign = before;
    }
  }

  /**
   * to_char of an int4, whose EEEE is that of the float8 (int4_to_char), as that of int8 is not.
   */
  public String format(int value) {
    return scientific
        ? scientificText(BigDecimal.valueOf(value), value < 0, RoundingMode.HALF_EVEN)
        : format(Numeric.of(value));
  }

  /** to_char of a numeric or an int8. */
  public String format(Numeric value) {
    if (roman) {
      return new NumberWriter(this, romanText(romanNumber(value)), '+', 0).write();
    }
    if (scientific) {
      return value.isFinite()
          ? scientificText(value.decimal(), value.signum() < 0, RoundingMode.HALF_UP)
          : hashesWithExponent();
    }
    Numeric number = value;
    if (multiplied && value.isFinite()) {
      number = Numeric.of(value.decimal().scaleByPowerOfTen(shift));
    }
    return plain(number.round(after).toString(), after);
  }

  /** As an integer, or the error that a number has which is none. */
  private static Long romanNumber(Numeric value) {
    if (!value.isFinite()) {
      String name = value.isNaN() ? "NaN" : "infinity";
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED, "cannot convert " + name + " to integer");
    }
    Long number = value.toLong(Integer.MIN_VALUE, Integer.MAX_VALUE);
    if (number == null) {
      throw SqlException.of(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "integer out of range");
    }
    return number;
  }

  /**
   * to_char of a float, of which only so many digits count.
   *
   * @param digits 6 or 15
   */
  public String format(double value, int digits) {
    boolean finite = !Double.isNaN(value) && !Double.isInfinite(value);
    if (roman) {
      double whole = Math.rint(value);
      boolean fits = finite && Math.abs(whole) < Integer.MAX_VALUE;
      return new NumberWriter(this, romanText(fits ? (Long) (long) whole : null), '+', 0).write();
    }
    if (scientific) {
      boolean below = value < 0 || value == 0 && 1 / value < 0;
      return finite
          ? scientificText(new BigDecimal(value), below, RoundingMode.HALF_EVEN)
          : hashesWithExponent();
    }
    if (!finite) {
      String name = Double.isNaN(value) ? "NaN" : value < 0 ? "-Infinity" : "Infinity";
      int length = name.startsWith("-") ? name.length() - 1 : name.length();
      return plain(name, Math.clamp(digits - length, 0, after));
    }
    BigDecimal number = new BigDecimal(value);
    if (multiplied) {
      number = new BigDecimal(value * Math.pow(10, shift));
    }
    int whole = number.abs().setScale(0, RoundingMode.HALF_EVEN).toPlainString().length();
    int shown = whole >= digits ? 0 : Math.min(after, digits - whole);
    String text = number.setScale(shown, RoundingMode.HALF_EVEN).toPlainString();
    boolean negative = value < 0 || value == 0 && 1 / value < 0;
    return plain(negative && !text.startsWith("-") ? "-" + text : text, shown);
  }

  private String plain(String text, int shown) {
    char sign = text.startsWith("-") ? '-' : '+';
    String digits = sign == '-' ? text.substring(1) : text;
    int point = digits.indexOf('.');
    int length = point < 0 ? digits.length() : point;
    int width = before + shift;
    int spaces = 0;
    if (length < width) {
      spaces = width - length;
    } else if (length > width) {
      digits = "#".repeat(width) + "." + "#".repeat(shown);
    }
    return new NumberWriter(this, digits, sign, spaces).write();
  }

  /** The digits are those of printf for floats, and of a numeric's rounding for the others. */
  private String scientificText(BigDecimal value, boolean negative, RoundingMode ties) {
    BigDecimal rounded =
        value.signum() == 0
            ? BigDecimal.ZERO
            : value.round(new java.math.MathContext(after + 1, ties));
    int exponent = value.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    String digits = rounded.abs().scaleByPowerOfTen(-exponent).setScale(after).toPlainString();
    return (negative ? "-" : " ")
        + digits
        + (exponent < 0 ? "e-" : "e+")
        + String.format(Locale.ROOT, "%02d", Math.abs(exponent));
  }

  private String hashesWithExponent() {
    return " " + "#".repeat(before) + "." + "#".repeat(after + 4);
  }

  private static String romanText(@Nullable Long number) {
    if (number == null || number > 3999 || number < 1) {
      return "#".repeat(15);
    }
    int[] values = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    String[] letters = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};
    StringBuilder out = new StringBuilder();
    int rest = number.intValue();
    for (int i = 0; i < values.length; i++) {
      while (rest >= values[i]) {
        out.append(letters[i]);
        rest -= values[i];
      }
    }
    return out.toString();
  }

  /** to_number: what numeric_in reads, with the digits behind the point. */
  public Numeric parse(String text) {
    return new NumberReader(this, text).read();
  }
}
