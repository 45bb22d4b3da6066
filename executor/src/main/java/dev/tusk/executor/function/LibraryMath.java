package dev.tusk.executor.function;

/**
 * Functions of float8 to the last digit that PostgreSQL shows on Linux, where the C library's
 * differ from the JDK's.
 *
 * <p>glibc rounds arc functions correctly but for rare cases: they are computed here with twice the
 * digits of a double. Its hyperbolic functions and decimal logarithm are those of Sun's fdlibm over
 * exp and log that round better, and so are these. exp, log, pow, sin, cos and tan are the JDK's:
 * both round nearly always correctly. The cube root stays the JDK's, too, which is the better one.
 */
final class LibraryMath {
  private static final double LN_2 = 6.93147180559945286227e-01;
  private static final double HALF_LN_2 = LN_2 / 2;
  private static final double TWO_28 = 0x1p28;

  private static final double INVERSE_LN_10 = 4.34294481903251816668e-01;
  private static final double LOG10_2_HIGH = 3.01029995663611771306e-01;
  private static final double LOG10_2_LOW = 3.69423907715893078616e-13;

  private LibraryMath() {}

  /** Of a positive number, or an infinity or NaN. */
  static double log10(double x) {
    if (!(x > 0) || Double.isInfinite(x)) {
      return Math.log10(x);
    }
    double normal = x;
    int exponent = 0;
    if (normal < Double.MIN_NORMAL) {
      normal *= 0x1p54;
      exponent = -54;
    }
    int own = Math.getExponent(normal);
    exponent += own;
    int rounded = exponent < 0 ? 1 : 0;
    double mantissa = Math.scalb(normal, -own - rounded);
    double y = exponent + rounded;
    double low = y * LOG10_2_LOW + INVERSE_LN_10 * Math.log(mantissa);
    return low + y * LOG10_2_HIGH;
  }

  static double cosh(double x) {
    double magnitude = Math.abs(x);
    if (magnitude < HALF_LN_2) {
      double t = StrictMath.expm1(magnitude);
      double w = 1 + t;
      return magnitude < 0x1p-55 ? w : 1 + t * t / (w + w);
    }
    if (magnitude < 22) {
      double t = Math.exp(magnitude);
      return 0.5 * t + 0.5 / t;
    }
    double whole = Math.exp(magnitude);
    if (!Double.isInfinite(whole)) {
      return 0.5 * whole;
    }
    double half = Math.exp(0.5 * magnitude);
    return 0.5 * half * half;
  }

  static double asinh(double x) {
    double magnitude = Math.abs(x);
    if (magnitude < 1 / TWO_28 || !(magnitude < Double.POSITIVE_INFINITY)) {
      return x;
    }
    double value;
    if (magnitude > TWO_28) {
      value = Math.log(magnitude) + LN_2;
    } else if (magnitude > 2) {
      value = Math.log(2 * magnitude + 1 / (Math.sqrt(magnitude * magnitude + 1) + magnitude));
    } else {
      double t = magnitude * magnitude;
      value = StrictMath.log1p(magnitude + t / (1 + Math.sqrt(1 + t)));
    }
    return Math.copySign(value, x);
  }

  /** Of a number from 1 on. */
  static double acosh(double x) {
    if (x > TWO_28) {
      return Double.isInfinite(x) ? x : Math.log(x) + LN_2;
    }
    if (x > 2) {
      return Math.log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
    }
    double t = x - 1;
    return StrictMath.log1p(t + Math.sqrt(2 * t + t * t));
  }

  /** Of a number between -1 and 1. */
  static double atanh(double x) {
    double magnitude = Math.abs(x);
    if (magnitude < 1 / TWO_28) {
      return x;
    }
    double twice = magnitude + magnitude;
    double value =
        magnitude < 0.5
            ? 0.5 * StrictMath.log1p(twice + twice * magnitude / (1 - magnitude))
            : 0.5 * StrictMath.log1p(twice / (1 - magnitude));
    return Math.copySign(value, x);
  }

  static double atan(double x) {
    return atan2(x, 1);
  }

  static double asin(double x) {
    double magnitude = Math.abs(x);
    if (!(magnitude < 1) || magnitude < 0x1p-30) {
      return Math.asin(x);
    }
    double[] root = ArcTangent.rootOfOneMinusSquare(magnitude);
    return ArcTangent.angle(x, 0, root[0], root[1]);
  }

  static double acos(double x) {
    double magnitude = Math.abs(x);
    if (!(magnitude < 1)) {
      return Math.acos(x);
    }
    double[] root = ArcTangent.rootOfOneMinusSquare(magnitude);
    return ArcTangent.angle(root[0], root[1], x, 0);
  }

  static double atan2(double y, double x) {
    int apart = Math.abs(Math.getExponent(y) - Math.getExponent(x));
    boolean ordinary = Math.abs(y) >= 0x1p-900 && Math.abs(x) >= 0x1p-900 && apart < 60;
    return ordinary && Math.abs(y) <= 0x1p900 && Math.abs(x) <= 0x1p900
        ? ArcTangent.angle(y, 0, x, 0)
        : Math.atan2(y, x);
  }
}
