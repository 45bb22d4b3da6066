package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.Numeric;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/** {@code + - * / %} and the bit operators of numbers (int.c, int8.c, float.c, numeric.c). */
final class ArithmeticBodies {
  private ArithmeticBodies() {}

  static void register(FunctionLibrary library) {
    int[] widths = {2, 4, 8};
    for (int left : widths) {
      for (int right : widths) {
        integers(library, left, right);
      }
      integerSigns(library, left);
    }
    floats(library, "float4", "float4", "float4");
    floats(library, "float8", "float8", "float8");
    floats(library, "float48", "float4", "float8");
    floats(library, "float84", "float8", "float4");
    floatSigns(library);
    numerics(library);
  }

  static SqlException outOfRange(String type) {
    return SqlException.of(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, type + " out of range");
  }

  static SqlException divisionByZero() {
    return SqlException.of(SqlState.DIVISION_BY_ZERO, "division by zero");
  }

  /** The Java object of an integer of that many bytes. */
  static Object integer(long value, int width) {
    switch (width) {
      case 2 -> {
        if (value == (short) value) {
          return (short) value;
        }
        throw outOfRange("smallint");
      }
      case 4 -> {
        if (value == (int) value) {
          return (int) value;
        }
        throw outOfRange("integer");
      }
      default -> {
        return value;
      }
    }
  }

  private static void integers(FunctionLibrary library, int left, int right) {
    int width = Math.max(left, right);
    String prefix = left == right ? "int" + left : "int" + left + right;
    String types = "(int" + left + ",int" + right + ")";
    integer(library, prefix + "pl" + types, width, Math::addExact);
    integer(library, prefix + "mi" + types, width, Math::subtractExact);
    integer(library, prefix + "mul" + types, width, Math::multiplyExact);
    integer(library, prefix + "div" + types, width, ArithmeticBodies::divide);
    if (left == right) {
      integer(library, prefix + "mod" + types, width, (a, b) -> b == -1 ? 0 : a % nonZero(b));
      integer(library, prefix + "and" + types, width, (a, b) -> a & b);
      integer(library, prefix + "or" + types, width, (a, b) -> a | b);
      integer(library, prefix + "xor" + types, width, (a, b) -> a ^ b);
      shifts(library, left);
    }
  }

  private static void shifts(FunctionLibrary library, int width) {
    int mask = width == 8 ? 63 : 31;
    library.two(
        String.format(Locale.ROOT, "int%dshl(int%d,int4)", width, width),
        (a, b, _) -> narrow(((Number) a).longValue() << ((Integer) b & mask), width));
    library.two(
        String.format(Locale.ROOT, "int%dshr(int%d,int4)", width, width),
        (a, b, _) -> narrow(((Number) a).longValue() >> ((Integer) b & mask), width));
    library.one(
        String.format(Locale.ROOT, "int%dnot(int%d)", width, width),
        (a, _) -> narrow(~((Number) a).longValue(), width));
  }

  private static Object narrow(long value, int width) {
    return width == 2 ? (Object) (short) value : width == 4 ? (Object) (int) value : (Object) value;
  }

  private static long nonZero(long divisor) {
    if (divisor == 0) {
      throw divisionByZero();
    }
    return divisor;
  }

  private static long divide(long dividend, long divisor) {
    return Math.divideExact(dividend, nonZero(divisor));
  }

  private static String name(int width) {
    return width == 2 ? "smallint" : width == 4 ? "integer" : "bigint";
  }

  private static void integer(
      FunctionLibrary library, String key, int width, LongBinaryOperator operator) {
    library.two(
        key,
        (a, b, _) -> {
          try {
            return integer(
                operator.applyAsLong(((Number) a).longValue(), ((Number) b).longValue()), width);
          } catch (ArithmeticException _) {
            throw outOfRange(name(width));
          }
        });
  }

  private static void integerSigns(FunctionLibrary library, int width) {
    String argument = "(int" + width + ")";
    library.one(
        "int" + width + "um" + argument,
        (a, _) -> {
          long value = ((Number) a).longValue();
          if (value == Long.MIN_VALUE) {
            throw outOfRange("bigint");
          }
          return integer(-value, width);
        });
    library.one("int" + width + "up" + argument, (a, _) -> a);
    library.one(
        "abs" + argument,
        (a, _) -> {
          long value = ((Number) a).longValue();
          if (value == Long.MIN_VALUE) {
            throw outOfRange("bigint");
          }
          return integer(Math.abs(value), width);
        });
    integer(
        library,
        String.format(Locale.ROOT, "mod(int%d,int%d)", width, width),
        width,
        (a, b) -> b == -1 ? 0 : a % nonZero(b));
  }

  private static void floats(FunctionLibrary library, String prefix, String left, String right) {
    boolean single = left.equals("float4") && right.equals("float4");
    String types = "(" + left + "," + right + ")";
    real(library, prefix + "pl" + types, single, Double::sum);
    real(library, prefix + "mi" + types, single, (a, b) -> a - b);
    real(library, prefix + "mul" + types, single, (a, b) -> a * b);
    real(
        library,
        prefix + "div" + types,
        single,
        (a, b) -> {
          if (b == 0 && !Double.isNaN(a)) {
            throw divisionByZero();
          }
          return a / b;
        });
  }

  private static void real(
      FunctionLibrary library, String key, boolean single, DoubleBinaryOperator operator) {
    boolean product = key.contains("mul(") || key.contains("div(");
    library.two(
        key,
        (a, b, _) -> {
          double left = ((Number) a).doubleValue();
          double right = ((Number) b).doubleValue();
          double exact = operator.applyAsDouble(left, right);
          double value = single ? (double) (float) exact : exact;
          if (Double.isInfinite(value) && !Double.isInfinite(left) && !Double.isInfinite(right)) {
            throw SqlException.of(
                SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: overflow");
          }
          if (product && value == 0 && left != 0 && right != 0 && !Double.isInfinite(right)) {
            throw SqlException.of(
                SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: underflow");
          }
          return single ? (Object) (float) value : (Object) value;
        });
  }

  private static void floatSigns(FunctionLibrary library) {
    library.one("float4um(float4)", (a, _) -> -(Float) a);
    library.one("float8um(float8)", (a, _) -> -(Double) a);
    library.one("float4up(float4)", (a, _) -> a);
    library.one("float8up(float8)", (a, _) -> a);
    library.one("abs(float4)", (a, _) -> Math.abs((Float) a));
    library.one("abs(float8)", (a, _) -> Math.abs((Double) a));
  }

  private static void numerics(FunctionLibrary library) {
    library.two("numeric_add(numeric,numeric)", (a, b, _) -> ((Numeric) a).add((Numeric) b));
    library.two("numeric_sub(numeric,numeric)", (a, b, _) -> ((Numeric) a).subtract((Numeric) b));
    library.two("numeric_mul(numeric,numeric)", (a, b, _) -> ((Numeric) a).multiply((Numeric) b));
    library.two("numeric_div(numeric,numeric)", (a, b, _) -> ((Numeric) a).divide((Numeric) b));
    library.two("numeric_mod(numeric,numeric)", (a, b, _) -> ((Numeric) a).remainder((Numeric) b));
    library.two("mod(numeric,numeric)", (a, b, _) -> ((Numeric) a).remainder((Numeric) b));
    library.two("div(numeric,numeric)", (a, b, _) -> ((Numeric) a).divideToInteger((Numeric) b));
    library.one("numeric_uminus(numeric)", (a, _) -> ((Numeric) a).negate());
    library.one("numeric_uplus(numeric)", (a, _) -> a);
    library.one("abs(numeric)", (a, _) -> ((Numeric) a).abs());
  }
}
