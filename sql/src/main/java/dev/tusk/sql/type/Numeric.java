package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A value of {@code numeric}: a decimal that remembers how many digits it shows behind the point,
 * or NaN, or plus or minus infinity.
 *
 * <p>The scale of the BigDecimal is PostgreSQL's display scale and never negative: {@code 1.50} and
 * {@code 1.5} are equal, and print differently. Arithmetic gives the scales that
 * utils/adt/numeric.c gives.
 */
public final class Numeric implements Comparable<Numeric> {
  /** Digits before and behind the point: NUMERIC_WEIGHT_MAX, NUMERIC_DSCALE_MAX. */
  static final int MAX_INTEGER_DIGITS = 131_072;

  static final int MAX_SCALE = 16_383;

  /** Rounded up: decimal digits of a bit. */
  private static final double LOG_10_2 = 0.30103;

  /** NUMERIC_MAX_RESULT_SCALE and NUMERIC_MIN_SIG_DIGITS. */
  public static final int MAX_RESULT_SCALE = 2000;

  public static final int MAX_DISPLAY_SCALE = 1000;
  public static final int MIN_SIGNIFICANT_DIGITS = 16;

  private static final double LARGE = 1e300;

  /** Of which the digits are found in no time. */
  private static final int FEW_BITS = 4096;

  public static final Numeric NAN = new Numeric(null, Double.NaN);
  public static final Numeric INFINITY = new Numeric(null, Double.POSITIVE_INFINITY);
  public static final Numeric NEGATIVE_INFINITY = new Numeric(null, Double.NEGATIVE_INFINITY);
  public static final Numeric ZERO = new Numeric(BigDecimal.ZERO, 0);
  public static final Numeric ONE = new Numeric(BigDecimal.ONE, 0);

  /** Made of the digits when it is first needed; a race makes it twice. */
  private @Nullable BigDecimal decimal;

  private final @Nullable LongDecimal digits;
  private final double special;

  private Numeric(@Nullable BigDecimal decimal, double special) {
    this.decimal = decimal;
    this.digits = null;
    this.special = special;
  }

  private Numeric(LongDecimal digits) {
    this.digits = digits;
    this.special = 0;
  }

  static Numeric of(LongDecimal digits) {
    return new Numeric(digits);
  }

  /** The digits of a long number that was not computed; null for another one. */
  @Nullable LongDecimal digits() {
    return digits;
  }

  private @Nullable BigDecimal exact() {
    BigDecimal known = decimal;
    if (known == null && digits != null) {
      known = digits.decimal();
      decimal = known;
    }
    return known;
  }

  public static Numeric of(BigDecimal value) {
    BigDecimal scaled = value.scale() < 0 ? expand(value) : value;
    if (scaled.scale() > MAX_SCALE) {
      scaled = scaled.setScale(MAX_SCALE, RoundingMode.HALF_UP);
    }
    if (isTooLarge(scaled)) {
      throw overflow();
    }
    return new Numeric(scaled, 0);
  }

  private static BigDecimal expand(BigDecimal value) {
    if (value.signum() != 0 && isTooLarge(value)) {
      throw overflow();
    }
    return value.setScale(0);
  }

  /**
   * Whether there are too many digits before the point. They are counted only where the number of
   * bits leaves it open: to count 100,000 takes as long as to multiply them.
   */
  private static boolean isTooLarge(BigDecimal value) {
    long most = (long) (value.unscaledValue().bitLength() * LOG_10_2) + 1;
    return most - value.scale() > MAX_INTEGER_DIGITS
        && (long) value.precision() - value.scale() > MAX_INTEGER_DIGITS;
  }

  public static Numeric of(BigInteger value) {
    return of(new BigDecimal(value));
  }

  public static Numeric of(long value) {
    return new Numeric(BigDecimal.valueOf(value), 0);
  }

  private static SqlException overflow() {
    return SqlException.of(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value overflows numeric format");
  }

  /** NaN, Infinity or -Infinity from a double that is one. */
  public static Numeric special(double value) {
    if (Double.isNaN(value)) {
      return NAN;
    }
    return value > 0 ? INFINITY : NEGATIVE_INFINITY;
  }

  /** Neither NaN nor infinite: {@link #decimal} may be called. */
  public boolean isFinite() {
    return decimal != null || digits != null;
  }

  public boolean isNaN() {
    return !isFinite() && Double.isNaN(special);
  }

  public boolean isInfinite() {
    return !isFinite() && Double.isInfinite(special);
  }

  /** The number; only when {@link #isFinite}. */
  public BigDecimal decimal() {
    BigDecimal exact = exact();
    if (exact == null) {
      throw new IllegalStateException(this + " has no decimal form");
    }
    return exact;
  }

  /** Digits shown behind the point; 0 for NaN and infinities. */
  public int scale() {
    if (digits != null) {
      return digits.scale();
    }
    return decimal == null ? 0 : decimal.scale();
  }

  /** -1, 0 or 1; NaN counts as 1. */
  public int signum() {
    if (digits != null) {
      return digits.negative() ? -1 : 1;
    }
    if (decimal != null) {
      return decimal.signum();
    }
    return special < 0 ? -1 : 1;
  }

  public double doubleValue() {
    if (digits != null) {
      return digits.doubleValue();
    }
    BigDecimal exact = exact();
    return exact == null ? special : exact.doubleValue();
  }

  public Numeric negate() {
    if (digits != null) {
      return new Numeric(digits.negate());
    }
    if (decimal != null) {
      return new Numeric(decimal.negate(), 0);
    }
    return isNaN() ? this : special(-special);
  }

  public Numeric abs() {
    if (digits != null) {
      return digits.negative() ? negate() : this;
    }
    if (decimal != null) {
      return new Numeric(decimal.abs(), 0);
    }
    return isNaN() ? this : INFINITY;
  }

  public Numeric add(Numeric other) {
    if (isFinite() && other.isFinite() && (digits != null || other.digits != null)) {
      return of(asDigits(), other.asDigits());
    }
    BigDecimal left = exact();
    BigDecimal right = other.exact();
    if (left != null && right != null) {
      return of(left.add(right));
    }
    return special(doubleOrZero() + other.doubleOrZero());
  }

  private LongDecimal asDigits() {
    return digits == null ? LongDecimal.exact(decimal()) : digits;
  }

  /** The sum of two. */
  static Numeric of(LongDecimal left, LongDecimal right) {
    LongDecimal sum = left.plus(right);
    if (sum.whole() > MAX_INTEGER_DIGITS) {
      throw overflow();
    }
    return sum.isShort() ? of(sum.decimal()) : new Numeric(sum);
  }

  public Numeric subtract(Numeric other) {
    if (isFinite() && other.isFinite() && (digits != null || other.digits != null)) {
      return of(asDigits(), other.asDigits().negate());
    }
    BigDecimal left = exact();
    BigDecimal right = other.exact();
    if (left != null && right != null) {
      return of(left.subtract(right));
    }
    return special(doubleOrZero() - other.doubleOrZero());
  }

  /** The special value, or 0 for a finite one: enough where the other operand is special. */
  private double doubleOrZero() {
    return isFinite() ? 0 : special;
  }

  public Numeric multiply(Numeric other) {
    BigDecimal left = exact();
    BigDecimal right = other.exact();
    if (left != null && right != null) {
      return of(left.multiply(right));
    }
    return special(doubleOrSign() * other.doubleOrSign());
  }

  private double doubleOrSign() {
    return isFinite() ? signum() : special;
  }

  /**
   * The quotient at the scale that PostgreSQL chooses: at least 16 significant digits, and no fewer
   * behind the point than either operand shows.
   *
   * @throws SqlException 22012
   */
  public Numeric divide(Numeric other) {
    BigDecimal left = exact();
    BigDecimal right = other.exact();
    if (left != null && right != null) {
      checkDivisor(other);
      return of(quotient(left, right));
    }
    if (isNaN() || other.isNaN() || isInfinite() && other.isInfinite()) {
      return NAN;
    }
    if (other.isInfinite()) {
      return ZERO;
    }
    checkDivisor(other);
    return special(special * other.signum());
  }

  /** The quotient truncated to a whole number: {@code div(numeric, numeric)}. */
  public Numeric divideToInteger(Numeric other) {
    BigDecimal left = exact();
    BigDecimal right = other.exact();
    if (left != null && right != null) {
      checkDivisor(other);
      return of(left.divide(right, 0, RoundingMode.DOWN));
    }
    return divide(other);
  }

  public Numeric remainder(Numeric other) {
    BigDecimal dividend = exact();
    BigDecimal divisor = other.exact();
    if (dividend != null && divisor != null) {
      checkDivisor(other);
      // Over whole numbers, where long division is faster than by digits.
      int scale = Math.max(dividend.scale(), divisor.scale());
      BigInteger left = dividend.setScale(scale).unscaledValue();
      BigInteger right = divisor.setScale(scale).unscaledValue();
      return of(new BigDecimal(left.remainder(right), scale));
    }
    if (isNaN() || other.isNaN()) {
      return NAN;
    }
    if (isInfinite()) {
      if (other.signum() == 0) {
        checkDivisor(other);
      }
      return NAN;
    }
    return this;
  }

  private static void checkDivisor(Numeric divisor) {
    if (divisor.signum() == 0) {
      throw SqlException.of(SqlState.DIVISION_BY_ZERO, "division by zero");
    }
  }

  /** {@link #divide} of numbers that may be larger than a numeric, by one that is not 0. */
  public static BigDecimal quotient(BigDecimal dividend, BigDecimal divisor) {
    return dividend.divide(divisor, divisionScale(dividend, divisor), RoundingMode.HALF_UP);
  }

  /** select_div_scale in numeric.c, which counts in digits of base 10,000. */
  private static int divisionScale(BigDecimal dividend, BigDecimal divisor) {
    int weight = weight(dividend) - weight(divisor);
    if (firstDigit(dividend) <= firstDigit(divisor)) {
      weight--;
    }
    int scale = MIN_SIGNIFICANT_DIGITS - weight * 4;
    scale = Math.max(scale, Math.max(dividend.scale(), divisor.scale()));
    return Math.min(Math.max(scale, 0), MAX_DISPLAY_SCALE);
  }

  /** Exponent of the first digit in base 10,000; 0 for zero. */
  public static int weight(BigDecimal value) {
    return value.signum() == 0 ? 0 : Math.floorDiv(value.precision() - value.scale() - 1, 4);
  }

  private static int firstDigit(BigDecimal value) {
    if (value.signum() == 0) {
      return 0;
    }
    return value.abs().setScale(-4 * weight(value), RoundingMode.DOWN).unscaledValue().intValue();
  }

  /** Rounds half away from zero; a negative scale rounds left of the point and shows none. */
  public Numeric round(int scale) {
    return rescale(scale, RoundingMode.HALF_UP);
  }

  public Numeric truncate(int scale) {
    return rescale(scale, RoundingMode.DOWN);
  }

  public Numeric rescale(int scale, RoundingMode mode) {
    BigDecimal exact = exact();
    if (exact == null) {
      return this;
    }
    // One digit more than there can be before the point: the first one may be rounded up.
    int bounded = Math.clamp(scale, -MAX_INTEGER_DIGITS - 1, MAX_SCALE);
    BigDecimal rounded = exact.setScale(bounded, mode);
    return of(bounded < 0 ? rounded.setScale(0) : rounded);
  }

  /** Rounds to a whole number in {@code min..max}; null when it does not fit. */
  public @Nullable Long toLong(long min, long max) {
    BigDecimal exact = exact();
    if (exact == null) {
      return null;
    }
    BigDecimal whole = exact.setScale(0, RoundingMode.HALF_UP);
    if (whole.precision() > 19) {
      return null;
    }
    BigInteger integer = whole.toBigInteger();
    if (integer.bitLength() > 63) {
      return null;
    }
    long value = integer.longValue();
    return value < min || value > max ? null : value;
  }

  /** By value; NaN equals itself and is above infinity. */
  @Override
  public int compareTo(Numeric other) {
    if (comparesByDigits(other)) {
      return asDigits().compareTo(other.asDigits());
    }
    BigDecimal left = exact();
    BigDecimal right = other.exact();
    if (left != null && right != null) {
      return left.compareTo(right);
    }
    return Double.compare(doubleOrZero() + 0.0, other.doubleOrZero() + 0.0);
  }

  /** Not where a number was computed that is long itself: to find its digits would take longer. */
  private boolean comparesByDigits(Numeric other) {
    return digits != null
        ? other.digits != null || other.isFinite() && other.fewBits()
        : other.digits != null && isFinite() && fewBits();
  }

  private boolean fewBits() {
    return decimal().unscaledValue().bitLength() < FEW_BITS;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Numeric numeric && compareTo(numeric) == 0;
  }

  @Override
  public int hashCode() {
    if (!isFinite()) {
      return Double.hashCode(special);
    }
    // Numbers that float8 cannot tell apart share a hash, and those beyond it that begin alike: to
    // take the zeros off one of 100,000 digits would take too long.
    double approximation = doubleValue();
    if (Double.isInfinite(approximation)) {
      return Double.hashCode(approximation) ^ asDigits().hashOfLarge();
    }
    return Math.abs(approximation) < LARGE
        ? decimal().stripTrailingZeros().hashCode()
        : Double.hashCode(approximation);
  }

  @Override
  public String toString() {
    if (digits != null) {
      return digits.toString();
    }
    if (decimal != null) {
      return decimal.toPlainString();
    }
    return isNaN() ? "NaN" : special > 0 ? "Infinity" : "-Infinity";
  }
}
