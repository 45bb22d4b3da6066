package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionLibrary;
import java.util.function.DoubleUnaryOperator;

/**
 * Trigonometry in degrees (utils/adt/float.c): scaled so that the angles whose sine or tangent is a
 * simple number give just that number.
 */
final class DegreeBodies {
  private static final double RADIANS = 0.0174532925199432957692;
  private static final double SIN_30 = Math.sin(30 * RADIANS);
  private static final double ONE_MINUS_COS_60 = 1 - Math.cos(60 * RADIANS);
  private static final double ASIN_HALF = LibraryMath.asin(0.5);
  private static final double ACOS_HALF = LibraryMath.acos(0.5);
  private static final double ATAN_1 = LibraryMath.atan(1);
  private static final double TAN_45 = sinOfQuarter(45) / cosOfQuarter(45);
  private static final double COT_45 = cosOfQuarter(45) / sinOfQuarter(45);

  private DegreeBodies() {}

  static void register(FunctionLibrary library) {
    angle(library, "sind", DegreeBodies::sin);
    angle(library, "cosd", DegreeBodies::cos);
    angle(library, "tand", DegreeBodies::tan);
    angle(library, "cotd", DegreeBodies::cot);
    library.one("asind(float8)", (a, _) -> asin(MathBodies.unit((Double) a)));
    library.one("acosd(float8)", (a, _) -> acos(MathBodies.unit((Double) a)));
    library.one("atand(float8)", (a, _) -> LibraryMath.atan((Double) a) / ATAN_1 * 45);
    library.two(
        "atan2d(float8,float8)",
        (a, b, _) -> LibraryMath.atan2((Double) a, (Double) b) / ATAN_1 * 45);
  }

  private static void angle(FunctionLibrary library, String name, DoubleUnaryOperator function) {
    library.one(name + "(float8)", (a, _) -> function.applyAsDouble(MathBodies.finite((Double) a)));
  }

  private static double sinTo30(double x) {
    return Math.sin(x * RADIANS) / SIN_30 / 2;
  }

  private static double cosTo60(double x) {
    return 1 - (1 - Math.cos(x * RADIANS)) / ONE_MINUS_COS_60 / 2;
  }

  private static double sinOfQuarter(double x) {
    return x <= 30 ? sinTo30(x) : cosTo60(90 - x);
  }

  private static double cosOfQuarter(double x) {
    return x <= 60 ? cosTo60(x) : sinTo30(90 - x);
  }

  private static double sin(double x) {
    double turn = x % 360;
    double sign = turn < 0 ? -1 : 1;
    // Not Math.abs: -0 stays -0, as in C.
    double angle = turn < 0 ? -turn : turn;
    if (angle > 180) {
      angle = 360 - angle;
      sign = -sign;
    }
    return sign * sinOfQuarter(angle > 90 ? 180 - angle : angle);
  }

  private static double cos(double x) {
    double angle = Math.abs(x % 360);
    if (angle > 180) {
      angle = 360 - angle;
    }
    return angle > 90 ? -cosOfQuarter(180 - angle) : cosOfQuarter(angle);
  }

  /** The sign of tangent and cotangent, then the angle from 0 to 90. */
  private static double[] quarter(double x) {
    double turn = x % 360;
    double sign = turn < 0 ? -1 : 1;
    double angle = turn < 0 ? -turn : turn;
    if (angle > 180) {
      angle = 360 - angle;
      sign = -sign;
    }
    if (angle > 90) {
      angle = 180 - angle;
      sign = -sign;
    }
    return new double[] {sign, angle};
  }

  private static double tan(double x) {
    double[] quarter = quarter(x);
    double tan = sinOfQuarter(quarter[1]) / cosOfQuarter(quarter[1]);
    // Adding 0 makes -0 plain.
    return quarter[0] * (tan / TAN_45) + 0.0;
  }

  private static double cot(double x) {
    double[] quarter = quarter(x);
    double cot = cosOfQuarter(quarter[1]) / sinOfQuarter(quarter[1]);
    return quarter[0] * (cot / COT_45) + 0.0;
  }

  private static double asinOfQuarter(double x) {
    return x <= 0.5
        ? LibraryMath.asin(x) / ASIN_HALF * 30
        : 90 - LibraryMath.acos(x) / ACOS_HALF * 60;
  }

  private static double acosOfQuarter(double x) {
    return x <= 0.5
        ? 90 - LibraryMath.asin(x) / ASIN_HALF * 30
        : LibraryMath.acos(x) / ACOS_HALF * 60;
  }

  private static double asin(double x) {
    return x >= 0 ? asinOfQuarter(x) : -asinOfQuarter(-x);
  }

  private static double acos(double x) {
    return x >= 0 ? acosOfQuarter(x) : 90 + asinOfQuarter(-x);
  }
}
