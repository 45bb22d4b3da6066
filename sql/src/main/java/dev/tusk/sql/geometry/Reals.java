package dev.tusk.sql.geometry;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;

/** Arithmetic that tells overflow and underflow, and comparisons that allow for rounding. */
public final class Reals {
  private static final double EPSILON = 1.0E-06;

  private Reals() {}

  public static boolean same(double a, double b) {
    return a == b || Math.abs(a - b) <= EPSILON;
  }

  /** Neither NaN is the same as another number, nor different. */
  public static boolean different(double a, double b) {
    return a != b && Math.abs(a - b) > EPSILON;
  }

  public static boolean zero(double a) {
    return Math.abs(a) <= EPSILON;
  }

  public static boolean less(double a, double b) {
    return a + EPSILON < b;
  }

  public static boolean atMost(double a, double b) {
    return a <= b + EPSILON;
  }

  public static boolean more(double a, double b) {
    return a > b + EPSILON;
  }

  public static boolean atLeast(double a, double b) {
    return a + EPSILON >= b;
  }

  /** As float8 orders: NaN above all. */
  static boolean before(double a, double b) {
    return Double.isNaN(b) ? !Double.isNaN(a) : a < b;
  }

  static double lower(double a, double b) {
    return before(a, b) ? a : b;
  }

  static double upper(double a, double b) {
    return before(b, a) ? a : b;
  }

  /** Equality as float8 has it. */
  static boolean equal(double a, double b) {
    return Double.isNaN(a) ? Double.isNaN(b) : a == b;
  }

  private static SqlException outOfRange(String what) {
    return SqlException.of(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: " + what);
  }

  private static double finite(double result, double a, double b) {
    if (Double.isInfinite(result) && !Double.isInfinite(a) && !Double.isInfinite(b)) {
      throw outOfRange("overflow");
    }
    return result;
  }

  public static double sum(double a, double b) {
    return finite(a + b, a, b);
  }

  public static double difference(double a, double b) {
    return finite(a - b, a, b);
  }

  public static double product(double a, double b) {
    double result = finite(a * b, a, b);
    if (result == 0 && a != 0 && b != 0) {
      throw outOfRange("underflow");
    }
    return result;
  }

  public static double quotient(double a, double b) {
    if (b == 0 && !Double.isNaN(a)) {
      throw SqlException.of(SqlState.DIVISION_BY_ZERO, "division by zero");
    }
    double result = finite(a / b, a, a);
    if (result == 0 && a != 0 && !Double.isInfinite(b)) {
      throw outOfRange("underflow");
    }
    return result;
  }

  /** Half of a sum. */
  static double middle(double a, double b) {
    return quotient(sum(a, b), 2);
  }

  public static double hypotenuse(double x, double y) {
    if (Double.isInfinite(x) || Double.isInfinite(y)) {
      return Double.POSITIVE_INFINITY;
    }
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return Double.NaN;
    }
    double longer = Math.max(Math.abs(x), Math.abs(y));
    double shorter = Math.min(Math.abs(x), Math.abs(y));
    if (shorter == 0) {
      return longer;
    }
    double ratio = shorter / longer;
    double result = longer * Math.sqrt(1.0 + ratio * ratio);
    if (Double.isInfinite(result)) {
      throw outOfRange("overflow");
    }
    if (result == 0) {
      throw outOfRange("underflow");
    }
    return result;
  }
}
