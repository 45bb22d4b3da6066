package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** Functions of double precision (utils/adt/float.c) and of whole numbers. */
final class MathBodies {
  private MathBodies() {}

  static void register(FunctionLibrary library) {
    roots(library);
    rounding(library);
    trigonometry(library);
    degrees(library);
    integers(library);
    library.none("pi()", _ -> Math.PI);
    library.none("random()", c -> c.random().nextDouble());
    library.one(
        "setseed(float8)",
        (a, c) -> {
          double seed = (Double) a;
          if (!(seed >= -1 && seed <= 1)) {
            throw SqlException.of(
                SqlState.INVALID_PARAMETER_VALUE,
                String.format(
                    Locale.ROOT, "setseed parameter %s is out of allowed range [-1,1]", seed));
          }
          c.seedRandom(Double.doubleToLongBits(seed));
          return "";
        });
    library.any(
        "width_bucket(float8,float8,float8,int4)",
        (a, _) ->
            widthBucket(
                (Double) VectorBodies.arg(a, 0),
                (Double) VectorBodies.arg(a, 1),
                (Double) VectorBodies.arg(a, 2),
                (Integer) VectorBodies.arg(a, 3)));
  }

  private static void function(FunctionLibrary library, String name, DoubleUnaryOperator function) {
    library.one(
        name + "(float8)",
        (a, _) -> {
          double x = (Double) a;
          double value = function.applyAsDouble(x);
          if (Double.isInfinite(value) && !Double.isInfinite(x)) {
            throw overflow();
          }
          return value;
        });
  }

  static SqlException overflow() {
    return SqlException.of(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: overflow");
  }

  private static SqlException underflow() {
    return SqlException.of(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: underflow");
  }

  private static double checkUnderflow(double value, double of) {
    if (value == 0 && of != 0) {
      throw underflow();
    }
    return value;
  }

  static SqlException logarithm(String of) {
    return SqlException.of(
        SqlState.INVALID_ARGUMENT_FOR_LOGARITHM, "cannot take logarithm of " + of);
  }

  static SqlException power(String message) {
    return SqlException.of(SqlState.INVALID_ARGUMENT_FOR_POWER_FUNCTION, message);
  }

  private static void roots(FunctionLibrary library) {
    for (String name : new String[] {"sqrt", "dsqrt"}) {
      function(
          library,
          name,
          x -> {
            if (x < 0) {
              throw power("cannot take square root of a negative number");
            }
            return Math.sqrt(x);
          });
    }
    function(library, "cbrt", Math::cbrt);
    function(library, "dcbrt", Math::cbrt);
    for (String name : new String[] {"exp", "dexp"}) {
      function(
          library,
          name,
          x -> {
            double value = Math.exp(x);
            if (value == 0 && !Double.isInfinite(x)) {
              throw underflow();
            }
            return value;
          });
    }
    for (String name : new String[] {"ln", "dlog1"}) {
      function(library, name, x -> Math.log(checkLogarithm(x)));
    }
    for (String name : new String[] {"log", "log10", "dlog10"}) {
      function(library, name, x -> LibraryMath.log10(checkLogarithm(x)));
    }
    for (String name : new String[] {"power", "pow", "dpow"}) {
      library.two(name + "(float8,float8)", (a, b, _) -> power((Double) a, (Double) b));
    }
  }

  private static double checkLogarithm(double x) {
    if (x == 0) {
      throw logarithm("zero");
    }
    if (x < 0) {
      throw logarithm("a negative number");
    }
    return x;
  }

  private static double power(double base, double exponent) {
    if (base == 1 || exponent == 0) {
      return 1;
    }
    if (base == 0 && exponent < 0) {
      throw power("zero raised to a negative power is undefined");
    }
    if (base < 0 && exponent != Math.rint(exponent)) {
      if (Double.isNaN(exponent)) {
        return Double.NaN;
      }
      throw power("a negative number raised to a non-integer power yields a complex result");
    }
    if (base == -1 && Double.isInfinite(exponent)) {
      return 1;
    }
    double value = Math.pow(base, exponent);
    boolean finite = !Double.isInfinite(base) && !Double.isInfinite(exponent);
    if (finite && Double.isInfinite(value)) {
      throw overflow();
    }
    if (finite && value == 0 && base != 0) {
      throw underflow();
    }
    return value;
  }

  private static void rounding(FunctionLibrary library) {
    function(library, "ceil", Math::ceil);
    function(library, "ceiling", Math::ceil);
    function(library, "floor", Math::floor);
    for (String name : new String[] {"round", "dround"}) {
      function(library, name, Math::rint);
    }
    for (String name : new String[] {"trunc", "dtrunc"}) {
      function(library, name, x -> x < 0 ? Math.ceil(x) : Math.floor(x));
    }
    function(library, "sign", x -> x > 0 ? 1 : x < 0 ? -1 : 0);
    library.one("float4abs(float4)", (a, _) -> Math.abs((Float) a));
    library.one("float8abs(float8)", (a, _) -> Math.abs((Double) a));
  }

  private static void trigonometry(FunctionLibrary library) {
    function(library, "sin", x -> Math.sin(finite(x)));
    function(library, "cos", x -> Math.cos(finite(x)));
    function(library, "tan", x -> Math.tan(finite(x)));
    library.one(
        "cot(float8)",
        (a, _) -> {
          double x = finite((Double) a);
          return 1 / Math.tan(x);
        });
    function(library, "asin", x -> LibraryMath.asin(unit(x)));
    function(library, "acos", x -> LibraryMath.acos(unit(x)));
    function(library, "atan", LibraryMath::atan);
    library.two("atan2(float8,float8)", (a, b, _) -> LibraryMath.atan2((Double) a, (Double) b));
    function(library, "sinh", StrictMath::sinh);
    function(library, "cosh", LibraryMath::cosh);
    function(library, "tanh", StrictMath::tanh);
    function(library, "asinh", LibraryMath::asinh);
    function(
        library,
        "acosh",
        x -> {
          if (x < 1) {
            throw outOfRange();
          }
          return LibraryMath.acosh(x);
        });
    library.one(
        "atanh(float8)",
        (a, _) -> {
          double x = (Double) a;
          if (x < -1 || x > 1) {
            throw outOfRange();
          }
          if (Math.abs(x) == 1) {
            return x * Double.POSITIVE_INFINITY;
          }
          return LibraryMath.atanh(x);
        });
  }

  static double finite(double x) {
    if (Double.isInfinite(x)) {
      throw outOfRange();
    }
    return x;
  }

  static double unit(double x) {
    if (x < -1 || x > 1) {
      throw outOfRange();
    }
    return x;
  }

  private static SqlException outOfRange() {
    return SqlException.of(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "input is out of range");
  }

  private static void degrees(FunctionLibrary library) {
    DegreeBodies.register(library);
    function(library, "degrees", x -> checkUnderflow(x / (Math.PI / 180), x));
    function(library, "radians", x -> checkUnderflow(x * (Math.PI / 180), x));
  }

  private static void integers(FunctionLibrary library) {
    for (int width = 2; width <= 8; width *= 2) {
      int bytes = width;
      library.one("int" + width + "abs(int" + width + ")", (a, _) -> absolute((Number) a, bytes));
    }
    library.two(
        "gcd(int4,int4)",
        (a, b, _) -> ArithmeticBodies.integer(gcd((Integer) a, (Integer) b, "integer"), 4));
    library.two("gcd(int8,int8)", (a, b, _) -> gcd((Long) a, (Long) b, "bigint"));
    library.two("lcm(int4,int4)", (a, b, _) -> lcm((Integer) a, (Integer) b, 4));
    library.two("lcm(int8,int8)", (a, b, _) -> lcm((Long) a, (Long) b, 8));
    library.one("to_hex(int4)", (a, _) -> Integer.toHexString((Integer) a));
    library.one("to_hex(int8)", (a, _) -> Long.toHexString((Long) a));
  }

  private static Object absolute(Number value, int width) {
    if (value.longValue() == Long.MIN_VALUE) {
      throw ArithmeticBodies.outOfRange("bigint");
    }
    return ArithmeticBodies.integer(Math.abs(value.longValue()), width);
  }

  private static long gcd(long a, long b, String type) {
    long x = a;
    long y = b;
    while (y != 0) {
      long rest = x == Long.MIN_VALUE && y == -1 ? 0 : x % y;
      x = y;
      y = rest;
    }
    if (x == Long.MIN_VALUE) {
      throw ArithmeticBodies.outOfRange(type);
    }
    return Math.abs(x);
  }

  private static Object lcm(long a, long b, int width) {
    if (a == 0 || b == 0) {
      return ArithmeticBodies.integer(0, width);
    }
    String type = width == 4 ? "integer" : "bigint";
    try {
      long multiple = Math.multiplyExact(a / gcd(a, b, type), b);
      return ArithmeticBodies.integer(Math.absExact(multiple), width);
    } catch (ArithmeticException _) {
      throw ArithmeticBodies.outOfRange(type);
    }
  }

  static SqlException bucket(String message) {
    return SqlException.of(SqlState.INVALID_ARGUMENT_FOR_WIDTH_BUCKET_FUNCTION, message);
  }

  private static int widthBucket(double operand, double low, double high, int count) {
    if (count <= 0) {
      throw bucket("count must be greater than zero");
    }
    if (Double.isNaN(operand) || Double.isNaN(low) || Double.isNaN(high)) {
      throw bucket("operand, lower bound, and upper bound cannot be NaN");
    }
    if (Double.isInfinite(low) || Double.isInfinite(high)) {
      throw bucket("lower and upper bounds must be finite");
    }
    if (low == high) {
      throw bucket("lower bound cannot equal upper bound");
    }
    boolean ascending = low < high;
    if (ascending ? operand < low : operand > low) {
      return 0;
    }
    if (ascending ? operand >= high : operand <= high) {
      return (Integer) ArithmeticBodies.integer(count + 1L, 4);
    }
    return (int) (count * ((operand - low) / (high - low))) + 1;
  }
}
