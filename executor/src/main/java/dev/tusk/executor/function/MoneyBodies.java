package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.Numeric;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** Arithmetic of money, which is a number of cents (utils/adt/cash.c). */
final class MoneyBodies {
  private static final long CENTS = 100;
  private static final List<String> SMALL =
      List.of(
          "zero",
          "one",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eight",
          "nine",
          "ten",
          "eleven",
          "twelve",
          "thirteen",
          "fourteen",
          "fifteen",
          "sixteen",
          "seventeen",
          "eighteen",
          "nineteen");
  private static final List<String> TENS =
      List.of("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
  private static final List<String> THOUSANDS =
      List.of("quadrillion", "trillion", "billion", "million", "thousand", "");

  private MoneyBodies() {}

  /** Two amounts, or an amount and a number. */
  @FunctionalInterface
  private interface Exact {
    long of(long a, long b);
  }

  static void register(FunctionLibrary library) {
    library.two("cash_cmp(money,money)", (a, b, _) -> Long.compare((Long) a, (Long) b));
    library.two("cashlarger(money,money)", (a, b, _) -> Math.max((Long) a, (Long) b));
    library.two("cashsmaller(money,money)", (a, b, _) -> Math.min((Long) a, (Long) b));
    exact(library, "cash_pl(money,money)", Math::addExact);
    exact(library, "cash_mi(money,money)", Math::subtractExact);
    for (String width : List.of("2", "4", "8")) {
      String type = "int" + width;
      exact(library, "cash_mul_" + type + "(money," + type + ")", Math::multiplyExact);
      exact(library, type + "_mul_cash(" + type + ",money)", Math::multiplyExact);
      library.two(
          "cash_div_" + type + "(money," + type + ")",
          (a, b, _) -> {
            long divisor = nonzero(((Number) b).longValue());
            return divisor == -1 ? -(Long) a : (Long) a / divisor;
          });
      String float4Or8 = "float" + width;
      if (!width.equals("2")) {
        library.two(
            "cash_mul_flt" + width + "(money," + float4Or8 + ")",
            (a, b, _) -> rounded((double) (Long) a * ((Number) b).doubleValue()));
        library.two(
            "flt" + width + "_mul_cash(" + float4Or8 + ",money)",
            (a, b, _) -> rounded((double) (Long) b * ((Number) a).doubleValue()));
        library.two(
            "cash_div_flt" + width + "(money," + float4Or8 + ")",
            (a, b, _) -> rounded((double) (Long) a / nonzero(((Number) b).doubleValue())));
      }
    }
    library.two(
        "cash_div_cash(money,money)", (a, b, _) -> (double) (Long) a / (double) nonzero((Long) b));
    conversions(library);
  }

  private static void exact(FunctionLibrary library, String key, Exact operation) {
    library.two(
        key,
        (a, b, _) -> {
          try {
            return operation.of(((Number) a).longValue(), ((Number) b).longValue());
          } catch (ArithmeticException _) {
            throw outOfRange("money");
          }
        });
  }

  static long sum(long a, long b) {
    try {
      return Math.addExact(a, b);
    } catch (ArithmeticException _) {
      throw outOfRange("money");
    }
  }

  private static SqlException outOfRange(String type) {
    return SqlException.of(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, type + " out of range");
  }

  private static long nonzero(long divisor) {
    if (divisor == 0) {
      throw SqlException.of(SqlState.DIVISION_BY_ZERO, "division by zero");
    }
    return divisor;
  }

  private static double nonzero(double divisor) {
    if (divisor == 0) {
      throw SqlException.of(SqlState.DIVISION_BY_ZERO, "division by zero");
    }
    return divisor;
  }

  private static long rounded(double cents) {
    double whole = Math.rint(cents);
    if (Double.isNaN(whole) || whole < Long.MIN_VALUE || whole >= 0x1p63) {
      throw outOfRange("money");
    }
    return (long) whole;
  }

  private static void conversions(FunctionLibrary library) {
    for (String type : List.of("int4", "int8")) {
      library.one(
          "money(" + type + ")",
          (a, _) -> {
            try {
              return Math.multiplyExact(((Number) a).longValue(), CENTS);
            } catch (ArithmeticException _) {
              throw outOfRange("bigint");
            }
          });
    }
    library.one(
        "money(numeric)",
        (a, _) -> {
          Numeric cents = ((Numeric) a).multiply(Numeric.of(CENTS));
          if (!cents.isFinite()) {
            throw SqlException.of(
                SqlState.FEATURE_NOT_SUPPORTED,
                "cannot convert " + (cents.isNaN() ? "NaN" : "infinity") + " to bigint");
          }
          Long whole = cents.toLong(Long.MIN_VALUE, Long.MAX_VALUE);
          if (whole == null) {
            throw outOfRange("bigint");
          }
          return whole;
        });
    library.one("numeric(money)", (a, _) -> Numeric.of(BigDecimal.valueOf((Long) a, 2)));
    library.one("cash_words(money)", (a, _) -> words((Long) a));
  }

  private static String words(long amount) {
    long value = Math.abs(amount);
    StringBuilder text = new StringBuilder(amount < 0 ? "minus " : "");
    int start = text.length();
    long unit = 100_000_000_000_000_000L;
    for (String name : THOUSANDS) {
      int part = (int) (Long.divideUnsigned(value, unit) % 1000);
      if (part != 0) {
        text.append(words(part)).append(name.isEmpty() ? "" : " " + name + " ");
      }
      unit /= 1000;
    }
    long dollars = Long.divideUnsigned(value, CENTS);
    int cents = (int) Long.remainderUnsigned(value, CENTS);
    text.append(text.length() == start ? "zero" : "")
        .append(dollars == 1 ? " dollar and " : " dollars and ")
        .append(words(cents))
        .append(cents == 1 ? " cent" : " cents");
    String all = text.toString();
    return all.substring(0, 1).toUpperCase(Locale.ROOT) + all.substring(1);
  }

  private static String words(int number) {
    int rest = number % 100;
    String hundreds = number > 99 ? SMALL.get(number / 100) + " hundred" : "";
    if (number > 99 && rest == 0) {
      return hundreds;
    }
    String small;
    if (rest < 20) {
      small = (hundreds.isEmpty() ? "" : " and ") + SMALL.get(rest);
    } else {
      small =
          (hundreds.isEmpty() ? "" : " ")
              + TENS.get(rest / 10)
              + (rest % 10 == 0 ? "" : " " + SMALL.get(rest % 10));
    }
    return hundreds + small;
  }
}
