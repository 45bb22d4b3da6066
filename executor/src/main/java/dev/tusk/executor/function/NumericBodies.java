package dev.tusk.executor.function;

import static dev.tusk.executor.function.VectorBodies.arg;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.type.Numeric;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Functions of numeric (utils/adt/numeric.c). */
final class NumericBodies {
  private static final int DIVISIONS = 100;

  private NumericBodies() {}

  static void register(FunctionLibrary library) {
    rounding(library);
    for (String prefix : new String[] {"", "numeric_"}) {
      library.one(prefix + "sqrt(numeric)", (a, _) -> NumericMath.sqrt((Numeric) a));
      library.one(prefix + "exp(numeric)", (a, _) -> NumericMath.exp((Numeric) a));
      library.one(prefix + "ln(numeric)", (a, _) -> NumericMath.ln((Numeric) a));
      library.two(
          prefix + "log(numeric,numeric)", (a, b, _) -> NumericMath.log((Numeric) a, (Numeric) b));
    }
    library.one("numeric_inc(numeric)", (a, _) -> ((Numeric) a).add(Numeric.ONE));
    library.two(
        "numeric_div_trunc(numeric,numeric)",
        (a, b, _) -> ((Numeric) a).divideToInteger((Numeric) b));
    Numeric ten = Numeric.of(10);
    library.one("log(numeric)", (a, _) -> NumericMath.log(ten, (Numeric) a));
    library.one("log10(numeric)", (a, _) -> NumericMath.log(ten, (Numeric) a));
    for (String name : new String[] {"power", "pow", "numeric_power"}) {
      library.two(
          name + "(numeric,numeric)", (a, b, _) -> NumericMath.power((Numeric) a, (Numeric) b));
    }
    library.one("factorial(int8)", (a, _) -> NumericMath.factorial((Long) a));
    library.two("gcd(numeric,numeric)", (a, b, _) -> gcd((Numeric) a, (Numeric) b));
    library.two("lcm(numeric,numeric)", (a, b, _) -> lcm((Numeric) a, (Numeric) b));
    library.any(
        "width_bucket(numeric,numeric,numeric,int4)",
        (a, _) ->
            widthBucket(
                (Numeric) arg(a, 0),
                (Numeric) arg(a, 1),
                (Numeric) arg(a, 2),
                (Integer) arg(a, 3)));
  }

  private static void rounding(FunctionLibrary library) {
    library.one("round(numeric)", (a, _) -> ((Numeric) a).round(0));
    library.two("round(numeric,int4)", (a, b, _) -> ((Numeric) a).round((Integer) b));
    library.one("trunc(numeric)", (a, _) -> ((Numeric) a).truncate(0));
    library.two("trunc(numeric,int4)", (a, b, _) -> ((Numeric) a).truncate((Integer) b));
    for (String name : new String[] {"ceil", "ceiling"}) {
      library.one(name + "(numeric)", (a, _) -> ((Numeric) a).rescale(0, RoundingMode.CEILING));
    }
    library.one("floor(numeric)", (a, _) -> ((Numeric) a).rescale(0, RoundingMode.FLOOR));
    library.one("numeric_abs(numeric)", (a, _) -> ((Numeric) a).abs());
    library.one(
        "sign(numeric)",
        (a, _) -> {
          Numeric value = (Numeric) a;
          return value.isNaN() ? value : Numeric.of(value.signum());
        });
    library.one(
        "scale(numeric)",
        (a, _) -> {
          Numeric value = (Numeric) a;
          return value.isFinite() ? value.scale() : null;
        });
    library.one(
        "min_scale(numeric)",
        (a, _) -> {
          Numeric value = (Numeric) a;
          return value.isFinite() ? minScale(value) : null;
        });
    library.one(
        "trim_scale(numeric)",
        (a, _) -> {
          Numeric value = (Numeric) a;
          return value.isFinite() ? value.rescale(minScale(value), RoundingMode.DOWN) : value;
        });
  }

  private static int minScale(Numeric value) {
    BigDecimal decimal = value.decimal();
    return decimal.signum() == 0 ? 0 : Math.max(0, decimal.stripTrailingZeros().scale());
  }

  private static Numeric gcd(Numeric a, Numeric b) {
    if (!a.isFinite() || !b.isFinite()) {
      return Numeric.NAN;
    }
    int scale = Math.max(a.scale(), b.scale());
    BigInteger x = a.decimal().setScale(scale).unscaledValue();
    BigInteger y = b.decimal().setScale(scale).unscaledValue();
    return Numeric.of(new BigDecimal(gcd(x, y), scale));
  }

  /** Some steps by division first: each takes digits off that BigInteger would take bit by bit. */
  private static BigInteger gcd(BigInteger a, BigInteger b) {
    BigInteger x = a;
    BigInteger y = b;
    for (int step = 0; step < DIVISIONS && y.signum() != 0; step++) {
      BigInteger rest = x.remainder(y);
      x = y;
      y = rest;
    }
    return x.gcd(y);
  }

  private static Numeric lcm(Numeric a, Numeric b) {
    if (!a.isFinite() || !b.isFinite()) {
      return Numeric.NAN;
    }
    int scale = Math.max(a.scale(), b.scale());
    BigInteger x = a.decimal().setScale(scale).unscaledValue();
    BigInteger y = b.decimal().setScale(scale).unscaledValue();
    if (x.signum() == 0 || y.signum() == 0) {
      return Numeric.of(new BigDecimal(BigInteger.ZERO, scale));
    }
    return Numeric.of(new BigDecimal(x.divide(gcd(x, y)).multiply(y).abs(), scale));
  }

  private static int widthBucket(Numeric operand, Numeric low, Numeric high, int count) {
    if (count <= 0) {
      throw MathBodies.bucket("count must be greater than zero");
    }
    if (operand.isNaN() || low.isNaN() || high.isNaN()) {
      throw MathBodies.bucket("operand, lower bound, and upper bound cannot be NaN");
    }
    if (!low.isFinite() || !high.isFinite()) {
      throw MathBodies.bucket("lower and upper bounds must be finite");
    }
    int order = low.compareTo(high);
    if (order == 0) {
      throw MathBodies.bucket("lower bound cannot equal upper bound");
    }
    if (order < 0 ? operand.compareTo(low) < 0 : operand.compareTo(low) > 0) {
      return 0;
    }
    if (order < 0 ? operand.compareTo(high) >= 0 : operand.compareTo(high) <= 0) {
      return (Integer) ArithmeticBodies.integer(count + 1L, 4);
    }
    BigDecimal above = operand.decimal().subtract(low.decimal());
    BigDecimal width = high.decimal().subtract(low.decimal());
    // The quotient is rounded to its digits before it is cut, which may put it up by one.
    BigDecimal share = Numeric.quotient(above.multiply(BigDecimal.valueOf(count)), width);
    return share.setScale(0, RoundingMode.FLOOR).intValue() + 1;
  }
}
