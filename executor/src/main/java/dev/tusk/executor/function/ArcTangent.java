package dev.tusk.executor.function;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The angle of a point, rounded once: computed with pairs of doubles, a number and what its
 * rounding left over (T. J. Dekker, "A floating-point technique for extending the available
 * precision", 1971).
 */
final class ArcTangent {
  private static final int STEPS = 16;
  private static final int TERMS = 13;

  /** Arc tangents of 0, 1/16 … 1, each with its rest. */
  private static final double[][] TABLE = table();

  /** 1/3, 1/5 … of the series, each with its rest. */
  private static final double[][] INVERSES = inverses();

  private static final double[] PI = {Math.PI, 1.2246467991473532e-16};
  private static final double[] HALF_PI = {Math.PI / 2, 6.123233995736766e-17};

  private ArcTangent() {}

  private static double[] split(BigDecimal value) {
    double high = value.doubleValue();
    return new double[] {high, value.subtract(new BigDecimal(high)).doubleValue()};
  }

  private static double[][] table() {
    double[][] table = new double[STEPS + 1][];
    for (int i = 0; i <= STEPS; i++) {
      table[i] = split(exact(new BigDecimal(i).divide(new BigDecimal(STEPS))));
    }
    return table;
  }

  /** To 50 digits: halved by atan(x) = 2 atan(x / (1 + sqrt(1 + x²))), then the series. */
  private static BigDecimal exact(BigDecimal x) {
    MathContext digits = new MathContext(50);
    BigDecimal t = x;
    for (int i = 0; i < 4; i++) {
      BigDecimal root = BigDecimal.ONE.add(t.multiply(t, digits)).sqrt(digits);
      t = t.divide(BigDecimal.ONE.add(root), digits);
    }
    BigDecimal square = t.multiply(t, digits).negate();
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal power = t;
    for (int n = 1; n < 60; n += 2) {
      sum = sum.add(power.divide(BigDecimal.valueOf(n), digits), digits);
      power = power.multiply(square, digits);
    }
    return sum.multiply(BigDecimal.valueOf(16), digits);
  }

  private static double[][] inverses() {
    double[][] inverses = new double[TERMS][];
    for (int i = 0; i < TERMS; i++) {
      inverses[i] =
          split(BigDecimal.ONE.divide(BigDecimal.valueOf(2L * i + 1), new MathContext(50)));
    }
    return inverses;
  }

  /** The angle of the point (x, y), of which each is a double with its rest; none is 0. */
  static double angle(double y, double yRest, double x, double xRest) {
    double ySign = y < 0 ? -1 : 1;
    double xSign = x < 0 ? -1 : 1;
    double[] height = {y * ySign, yRest * ySign};
    double[] width = {x * xSign, xRest * xSign};
    boolean steep = height[0] > width[0];
    double[] angle = ofRatio(steep ? divide(width, height) : divide(height, width));
    if (steep) {
      angle = subtract(HALF_PI, angle);
    }
    if (x < 0) {
      angle = subtract(PI, angle);
    }
    return ySign * (angle[0] + angle[1]);
  }

  /** sqrt(1 - x²) of a number below 1. */
  static double[] rootOfOneMinusSquare(double x) {
    double[] square = multiply(sum(1, -x), sum(1, x));
    double root = Math.sqrt(square[0]);
    double rest = Math.fma(-root, root, square[0]) + square[1];
    return sum(root, rest / (2 * root));
  }

  /** Of a number from 0 to 1: the nearest sixteenth and the series of what is left. */
  private static double[] ofRatio(double[] ratio) {
    int step = (int) Math.rint(ratio[0] * STEPS);
    double near = (double) step / STEPS;
    double[] numerator = subtract(ratio, new double[] {near, 0});
    double[] denominator = add(new double[] {1, 0}, multiply(ratio, new double[] {near, 0}));
    double[] t = divide(numerator, denominator);
    double[] square = multiply(t, t);
    double[] series = INVERSES[TERMS - 1];
    for (int i = TERMS - 2; i >= 0; i--) {
      series = subtract(INVERSES[i], multiply(series, square));
    }
    return add(TABLE[step], multiply(series, t));
  }

  private static double[] sum(double a, double b) {
    double sum = a + b;
    double part = sum - a;
    return new double[] {sum, a - (sum - part) + (b - part)};
  }

  private static double[] add(double[] a, double[] b) {
    double[] high = sum(a[0], b[0]);
    double[] low = sum(a[1], b[1]);
    double[] first = sum(high[0], high[1] + low[0]);
    return sum(first[0], first[1] + low[1]);
  }

  private static double[] subtract(double[] a, double[] b) {
    return add(a, new double[] {-b[0], -b[1]});
  }

  private static double[] multiply(double[] a, double[] b) {
    double product = a[0] * b[0];
    double rest = Math.fma(a[0], b[0], -product) + (a[0] * b[1] + a[1] * b[0]);
    return sum(product, rest);
  }

  private static double[] divide(double[] a, double[] b) {
    double quotient = a[0] / b[0];
    double[] rest = subtract(a, multiply(b, new double[] {quotient, 0}));
    double next = rest[0] / b[0];
    double[] last = subtract(rest, multiply(b, new double[] {next, 0}));
    double[] first = sum(quotient, next);
    return sum(first[0], first[1] + last[0] / b[0]);
  }
}
