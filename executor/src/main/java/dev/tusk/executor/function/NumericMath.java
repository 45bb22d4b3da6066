package dev.tusk.executor.function;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.Numeric;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Roots, powers, exponentials and logarithms of numeric, at the scales that utils/adt/numeric.c
 * chooses: about 16 significant digits, and no fewer behind the point than the arguments have.
 */
final class NumericMath {
  private static final int GUARD_DIGITS = 12;

  /** NUMERIC_MAX_RESULT_SCALE * 3: beyond it e to the x is no number of PostgreSQL's. */
  private static final double MAX_EXPONENT = 6000;

  /** Digits before the point. */
  private static final int MAX_DIGITS = 131_072;

  private static final double LN_10 = 2.302585092994046;
  private static final double LOG10_E = 0.434294481903252;

  /** What an estimate may be off. */
  private static final double FUZZ = 3.01 / 3;

  private NumericMath() {}

  private static int bounded(int scale, int... atLeast) {
    int result = Math.max(scale, 0);
    for (int other : atLeast) {
      result = Math.max(result, other);
    }
    return Math.min(result, Numeric.MAX_DISPLAY_SCALE);
  }

  static Numeric sqrt(Numeric value) {
    if (!value.isFinite()) {
      if (value.signum() < 0) {
        throw negativeRoot();
      }
      return value;
    }
    BigDecimal x = value.decimal();
    if (x.signum() < 0) {
      throw negativeRoot();
    }
    int weight = (Numeric.weight(x) + 1) * 2 - 1;
    int scale = bounded(Numeric.MIN_SIGNIFICANT_DIGITS - weight, x.scale());
    return Numeric.of(sqrt(x, scale));
  }

  /** The root rounded once, at its last digit: sqrt_var. */
  static BigDecimal sqrt(BigDecimal x, int scale) {
    BigInteger square = x.setScale(2 * scale, RoundingMode.DOWN).unscaledValue();
    BigInteger[] root = square.sqrtAndRemainder();
    // Above half: square >= root² + root + 1/4, and what was cut off is below 1.
    boolean up = root[1].compareTo(root[0]) > 0;
    return new BigDecimal(up ? root[0].add(BigInteger.ONE) : root[0], scale);
  }

  private static SqlException negativeRoot() {
    return MathBodies.power("cannot take square root of a negative number");
  }

  static Numeric exp(Numeric value) {
    if (!value.isFinite()) {
      return value.isNaN() || value.signum() > 0 ? value : Numeric.ZERO;
    }
    BigDecimal x = value.decimal();
    double digits = clampWeight(x.doubleValue() * LOG10_E);
    int scale = bounded(Numeric.MIN_SIGNIFICANT_DIGITS - (int) digits, x.scale());
    return Numeric.of(exp(x, scale));
  }

  private static double clampWeight(double weight) {
    return Math.clamp(weight, -Numeric.MAX_RESULT_SCALE, Numeric.MAX_RESULT_SCALE);
  }

  /** e to the x, rounded to {@code scale} digits behind the point. */
  private static BigDecimal exp(BigDecimal x, int scale) {
    double weight = x.doubleValue() * LOG10_E;
    if (x.doubleValue() >= MAX_EXPONENT) {
      throw SqlException.of(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value overflows numeric format");
    }
    if (weight < -scale - 1 || x.doubleValue() <= -MAX_EXPONENT) {
      return BigDecimal.ZERO.setScale(scale);
    }
    int precision = Math.max(0, (int) weight) + scale + GUARD_DIGITS;
    // Halved until small, then squared as often.
    int halvings = 0;
    BigDecimal small = x;
    while (small.abs().compareTo(new BigDecimal("0.01")) > 0) {
      small = small.divide(BigDecimal.TWO);
      halvings++;
    }
    MathContext context = new MathContext(precision + halvings + 4);
    small = small.round(context);
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int i = 1; term.signum() != 0 && -term.scale() + term.precision() > -precision - 8; i++) {
      term = term.multiply(small, context).divide(BigDecimal.valueOf(i), context);
      sum = sum.add(term, context);
    }
    for (int i = 0; i < halvings; i++) {
      sum = sum.multiply(sum, context);
    }
    return sum.setScale(scale, RoundingMode.HALF_UP);
  }

  static Numeric ln(Numeric value) {
    Numeric checked = checkLogarithm(value);
    if (!checked.isFinite()) {
      return checked;
    }
    BigDecimal x = checked.decimal();
    int scale = bounded(Numeric.MIN_SIGNIFICANT_DIGITS - lnWeight(x), x.scale());
    return Numeric.of(ln(x, scale));
  }

  private static Numeric checkLogarithm(Numeric value) {
    if (!value.isNaN() && value.signum() < 0) {
      throw MathBodies.logarithm("a negative number");
    }
    if (value.isFinite() && value.signum() == 0) {
      throw MathBodies.logarithm("zero");
    }
    return value;
  }

  /** log of {@code value} to {@code base}. */
  static Numeric log(Numeric base, Numeric value) {
    if (base.isNaN() || value.isNaN()) {
      return Numeric.NAN;
    }
    checkLogarithm(base);
    checkLogarithm(value);
    if (!base.isFinite()) {
      return value.isFinite() ? Numeric.ZERO : Numeric.NAN;
    }
    if (!value.isFinite()) {
      return value;
    }
    BigDecimal b = base.decimal();
    BigDecimal x = value.decimal();
    int baseWeight = lnWeight(b);
    int weight = lnWeight(x);
    int scale =
        bounded(Numeric.MIN_SIGNIFICANT_DIGITS - (weight - baseWeight), b.scale(), x.scale());
    int work = scale + GUARD_DIGITS + Math.abs(weight) + Math.abs(baseWeight);
    BigDecimal divisor = ln(b, work);
    if (divisor.signum() == 0) {
      throw ArithmeticBodies.divisionByZero();
    }
    return Numeric.of(ln(x, work).divide(divisor, scale, RoundingMode.HALF_UP));
  }

  /** Decimal exponent of ln(x), about: estimate_ln_dweight. */
  private static int lnWeight(BigDecimal x) {
    if (x.signum() <= 0) {
      return 0;
    }
    if (x.compareTo(new BigDecimal("0.9")) >= 0 && x.compareTo(new BigDecimal("1.1")) <= 0) {
      BigDecimal rest = x.subtract(BigDecimal.ONE);
      return rest.signum() == 0 ? 0 : rest.precision() - rest.scale() - 1;
    }
    // By the first two digits of base 10,000.
    int shift = 4 * (Numeric.weight(x) - 1);
    double first = x.setScale(-shift, RoundingMode.DOWN).unscaledValue().doubleValue();
    double ln = Math.log(first) + shift * LN_10;
    return (int) Math.log10(Math.abs(ln));
  }

  private static BigDecimal ln(BigDecimal x, int scale) {
    int exponent = x.precision() - x.scale() - 1;
    int precision = scale + GUARD_DIGITS + 8;
    MathContext context = new MathContext(precision + 8);
    BigDecimal mantissa = x.movePointLeft(exponent);
    BigDecimal result = lnNearOne(mantissa, context);
    if (exponent != 0) {
      BigDecimal ten = lnNearOne(BigDecimal.TEN, context);
      result = result.add(ten.multiply(BigDecimal.valueOf(exponent)), context);
    }
    return result.setScale(scale, RoundingMode.HALF_UP);
  }

  /** ln of a number from 1 to 10: square roots towards 1, then the series of artanh. */
  private static BigDecimal lnNearOne(BigDecimal x, MathContext context) {
    BigDecimal root = x;
    int doublings = 1;
    while (root.subtract(BigDecimal.ONE).abs().compareTo(new BigDecimal("0.05")) > 0) {
      root = root.sqrt(context);
      doublings++;
    }
    BigDecimal z = root.subtract(BigDecimal.ONE).divide(root.add(BigDecimal.ONE), context);
    BigDecimal square = z.multiply(z, context);
    BigDecimal power = z;
    BigDecimal sum = z;
    int limit = context.getPrecision() + 4;
    for (int i = 3; power.signum() != 0 && power.precision() - power.scale() > -limit; i += 2) {
      power = power.multiply(square, context);
      sum = sum.add(power.divide(BigDecimal.valueOf(i), context), context);
    }
    return sum.multiply(BigDecimal.TWO.pow(doublings), context);
  }

  static Numeric power(Numeric base, Numeric exponent) {
    if (!base.isFinite() || !exponent.isFinite()) {
      return specialPower(base, exponent);
    }
    BigDecimal b = base.decimal();
    BigDecimal e = exponent.decimal();
    checkPower(base, exponent);
    boolean whole = e.stripTrailingZeros().scale() <= 0;
    if (whole
        && e.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0
        && e.compareTo(BigDecimal.valueOf(Integer.MIN_VALUE)) >= 0) {
      return wholePower(b, e.intValueExact());
    }
    if (b.signum() == 0) {
      return Numeric.of(BigDecimal.ZERO.setScale(Numeric.MIN_SIGNIFICANT_DIGITS));
    }
    BigDecimal magnitude = b.abs();
    int lnScale = Math.max(8 - lnWeight(magnitude), 0);
    double logarithm =
        ln(magnitude, lnScale).multiply(e).setScale(lnScale, RoundingMode.HALF_UP).doubleValue();
    if (Math.abs(logarithm) > MAX_EXPONENT * FUZZ) {
      if (logarithm > 0) {
        throw SqlException.of(
            SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value overflows numeric format");
      }
      return Numeric.of(BigDecimal.ZERO.setScale(Numeric.MAX_DISPLAY_SCALE));
    }
    double weight = logarithm * LOG10_E;
    int scale = bounded(Numeric.MIN_SIGNIFICANT_DIGITS - (int) weight, b.scale(), e.scale());
    int work = scale + GUARD_DIGITS + Math.max(0, (int) weight) + e.precision();
    BigDecimal result = exp(ln(magnitude, work).multiply(e), scale);
    boolean odd = b.signum() < 0 && e.toBigInteger().testBit(0);
    return Numeric.of(odd ? result.negate() : result);
  }

  private static Numeric wholePower(BigDecimal base, int exponent) {
    int scale = bounded(Numeric.MIN_SIGNIFICANT_DIGITS, base.scale());
    switch (exponent) {
      case 0 -> {
        return Numeric.of(BigDecimal.ONE.setScale(scale));
      }
      case 1 -> {
        return Numeric.of(base.setScale(scale, RoundingMode.HALF_UP));
      }
      case -1 -> {
        return Numeric.of(BigDecimal.ONE.divide(base, scale, RoundingMode.HALF_UP));
      }
      case 2 -> {
        return Numeric.of(base.multiply(base).setScale(scale, RoundingMode.HALF_UP));
      }
      default -> {}
    }
    if (base.signum() == 0) {
      return Numeric.of(BigDecimal.ZERO.setScale(scale));
    }
    int shift = base.precision() - base.scale() - 16;
    double first = base.abs().setScale(-shift, RoundingMode.DOWN).unscaledValue().doubleValue();
    double weight = exponent * (Math.log10(first) + shift);
    if (weight > MAX_DIGITS) {
      throw overflow();
    }
    if (weight + 1 < -scale) {
      return Numeric.of(BigDecimal.ZERO.setScale(scale));
    }
    int digits =
        1 + scale + (int) weight + (int) Math.log(Math.abs((double) exponent)) + 8 + GUARD_DIGITS;
    MathContext context = new MathContext(digits);
    BigDecimal result = BigDecimal.ONE;
    BigDecimal square = base;
    for (long rest = Math.abs((long) exponent); rest > 0; rest >>= 1) {
      if ((rest & 1) != 0) {
        result = result.multiply(square, context);
      }
      square = square.multiply(square, context);
    }
    return Numeric.of(
        exponent < 0
            ? BigDecimal.ONE.divide(result, scale, RoundingMode.HALF_UP)
            : result.setScale(scale, RoundingMode.HALF_UP));
  }

  private static SqlException overflow() {
    return SqlException.of(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value overflows numeric format");
  }

  /** With NaN or an infinity, by the rules of POSIX's pow, but with the errors of numbers. */
  private static Numeric specialPower(Numeric base, Numeric exponent) {
    boolean one = base.isFinite() && base.decimal().compareTo(BigDecimal.ONE) == 0;
    boolean zeroth = exponent.isFinite() && exponent.signum() == 0;
    if (base.isNaN() || exponent.isNaN()) {
      return one || zeroth ? Numeric.ONE : Numeric.NAN;
    }
    checkPower(base, exponent);
    if (one || zeroth) {
      return Numeric.ONE;
    }
    if (base.signum() == 0) {
      return Numeric.ZERO;
    }
    if (!exponent.isFinite()) {
      int order = base.isFinite() ? base.decimal().abs().compareTo(BigDecimal.ONE) : 1;
      if (order == 0) {
        return Numeric.ONE;
      }
      return order > 0 == exponent.signum() > 0 ? Numeric.INFINITY : Numeric.ZERO;
    }
    if (exponent.signum() < 0) {
      return Numeric.ZERO;
    }
    boolean odd = base.signum() < 0 && exponent.decimal().toBigInteger().testBit(0);
    return odd ? Numeric.NEGATIVE_INFINITY : Numeric.INFINITY;
  }

  private static void checkPower(Numeric base, Numeric exponent) {
    if (base.signum() == 0 && exponent.signum() < 0) {
      throw MathBodies.power("zero raised to a negative power is undefined");
    }
    if (base.signum() < 0
        && exponent.isFinite()
        && exponent.decimal().stripTrailingZeros().scale() > 0) {
      throw MathBodies.power(
          "a negative number raised to a non-integer power yields a complex result");
    }
  }

  static Numeric factorial(long n) {
    if (n < 0) {
      throw SqlException.of(
          SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "factorial of a negative number is undefined");
    }
    if (n > 32_177) {
      throw SqlException.of(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value overflows numeric format");
    }
    BigInteger product = BigInteger.ONE;
    for (long i = 2; i <= n; i++) {
      product = product.multiply(BigInteger.valueOf(i));
    }
    return Numeric.of(product);
  }
}
