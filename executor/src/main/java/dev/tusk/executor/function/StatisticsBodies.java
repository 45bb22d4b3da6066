package dev.tusk.executor.function;

import dev.tusk.executor.expression.Accumulator;
import dev.tusk.executor.expression.FunctionBody;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.Numeric;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Variances, standard deviations and linear regression: exact for integers and numeric
 * (numeric_stddev_internal in numeric.c), by Youngs and Cramer's updating formulas for floats
 * (float8_accum in float.c).
 */
final class StatisticsBodies {
  private StatisticsBodies() {}

  /** What is made of the sums. */
  private record Measure(boolean sample, boolean root) {}

  static void register(FunctionLibrary library) {
    spread(library, "variance", new Measure(true, false));
    spread(library, "var_samp", new Measure(true, false));
    spread(library, "var_pop", new Measure(false, false));
    spread(library, "stddev", new Measure(true, true));
    spread(library, "stddev_samp", new Measure(true, true));
    spread(library, "stddev_pop", new Measure(false, true));
    regressions(library);
    OrderedSetBodies.register(library);
  }

  private static void spread(FunctionLibrary library, String name, Measure measure) {
    for (String type : List.of("int2", "int4", "int8", "numeric")) {
      library.aggregate(name + "(" + type + ")", _ -> new ExactSpread(measure));
    }
    for (String type : List.of("float4", "float8")) {
      library.aggregate(name + "(" + type + ")", _ -> new FloatSpread(measure));
    }
  }

  private static final class ExactSpread implements Accumulator {
    private final Measure measure;
    private long count;
    private boolean special;
    private BigDecimal sum = BigDecimal.ZERO;
    private BigDecimal squares = BigDecimal.ZERO;

    ExactSpread(Measure measure) {
      this.measure = measure;
    }

    @Override
    public void add(@Nullable Object[] arguments) {
      Object value = arguments[0];
      if (value == null) {
        return;
      }
      count++;
      if (value instanceof Numeric numeric && !numeric.isFinite()) {
        special = true;
        return;
      }
      BigDecimal number =
          value instanceof Numeric numeric
              ? numeric.decimal()
              : BigDecimal.valueOf(((Number) value).longValue());
      sum = sum.add(number);
      squares = squares.add(number.multiply(number));
    }

    @Override
    public @Nullable Object result() {
      if (count == 0 || measure.sample && count == 1) {
        return null;
      }
      if (special) {
        return Numeric.NAN;
      }
      // Sums and squares may be larger than a numeric, and have more digits; the result has not.
      BigDecimal n = BigDecimal.valueOf(count);
      BigDecimal numerator = n.multiply(squares).subtract(sum.multiply(sum));
      if (numerator.signum() <= 0) {
        return Numeric.ZERO;
      }
      BigDecimal divisor = n.multiply(BigDecimal.valueOf(measure.sample ? count - 1 : count));
      BigDecimal variance = Numeric.quotient(numerator, divisor);
      return Numeric.of(measure.root ? NumericMath.sqrt(variance, variance.scale()) : variance);
    }
  }

  private static final class FloatSpread implements Accumulator {
    private final Measure measure;
    private double count;
    private double sum;
    private double squares;

    FloatSpread(Measure measure) {
      this.measure = measure;
    }

    @Override
    public void add(@Nullable Object[] arguments) {
      if (!(arguments[0] instanceof Number number)) {
        return;
      }
      double value = number.doubleValue();
      double before = count++;
      double sumBefore = sum;
      sum += value;
      if (before == 0) {
        squares = Double.isFinite(value) ? 0 : Double.NaN;
        return;
      }
      double deviation = value * count - sum;
      squares += deviation * deviation / (count * before);
      if (Double.isInfinite(sum) || Double.isInfinite(squares)) {
        if (!Double.isInfinite(sumBefore) && !Double.isInfinite(value)) {
          throw overflow();
        }
        squares = Double.NaN;
      }
    }

    @Override
    public @Nullable Object result() {
      if (count == 0 || measure.sample && count <= 1) {
        return null;
      }
      double variance = squares / (measure.sample ? count - 1 : count);
      return measure.root ? Math.sqrt(variance) : variance;
    }
  }

  private static SqlException overflow() {
    return SqlException.of(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: overflow");
  }

  private static void regressions(FunctionLibrary library) {
    library.aggregate(
        "regr_count(float8,float8)",
        _ ->
            new Regression() {
              @Override
              public Object result() {
                return (long) count;
              }
            });
    regression(library, "regr_sxx", 1, s -> s.sxx);
    regression(library, "regr_syy", 1, s -> s.syy);
    regression(library, "regr_sxy", 1, s -> s.sxy);
    regression(library, "regr_avgx", 1, s -> s.sx / s.count);
    regression(library, "regr_avgy", 1, s -> s.sy / s.count);
    regression(library, "covar_pop", 1, s -> s.sxy / s.count);
    regression(library, "covar_samp", 2, s -> s.sxy / (s.count - 1));
    measured(
        library,
        "corr",
        s -> s.sxx == 0 || s.syy == 0 ? null : (Double) (s.sxy / Math.sqrt(s.sxx * s.syy)));
    measured(
        library,
        "regr_r2",
        s ->
            s.sxx == 0
                ? null
                : s.syy == 0 ? (Double) 1.0 : (Double) (s.sxy * s.sxy / (s.sxx * s.syy)));
    measured(library, "regr_slope", s -> s.sxx == 0 ? null : (Double) (s.sxy / s.sxx));
    measured(
        library,
        "regr_intercept",
        s -> s.sxx == 0 ? null : (Double) ((s.sy - s.sx * s.sxy / s.sxx) / s.count));
  }

  @FunctionalInterface
  private interface Finish {
    @Nullable Double of(Regression state);
  }

  private static void regression(
      FunctionLibrary library, String name, int rows, ToDoubleFunction<Regression> finish) {
    measured(library, name, s -> s.count < rows ? null : (Double) finish.applyAsDouble(s));
  }

  private static void measured(FunctionLibrary library, String name, Finish finish) {
    FunctionBody.Aggregate body =
        _ ->
            new Regression() {
              @Override
              public @Nullable Object result() {
                return count == 0 ? null : finish.of(this);
              }
            };
    library.aggregate(name + "(float8,float8)", body);
  }

  /** Sums over pairs (y, x), deviations from the mean squared. */
  private abstract static class Regression implements Accumulator {
    double count;
    double sx;
    double sy;
    double sxx;
    double syy;
    double sxy;

    @Override
    public void add(@Nullable Object[] arguments) {
      if (!(arguments[0] instanceof Double y) || !(arguments[1] instanceof Double x)) {
        return;
      }
      double before = count++;
      boolean finite =
          Double.isFinite(sx) && Double.isFinite(sy) && Double.isFinite(x) && Double.isFinite(y);
      sx += x;
      sy += y;
      if (before == 0) {
        sxx = Double.isFinite(x) ? 0 : Double.NaN;
        syy = Double.isFinite(y) ? 0 : Double.NaN;
        sxy = finite ? 0 : Double.NaN;
        return;
      }
      double dx = x * count - sx;
      double dy = y * count - sy;
      double scale = 1 / (count * before);
      sxx += dx * dx * scale;
      syy += dy * dy * scale;
      sxy += dx * dy * scale;
      if (Double.isInfinite(sx)
          || Double.isInfinite(sy)
          || Double.isInfinite(sxx)
          || Double.isInfinite(syy)
          || Double.isInfinite(sxy)) {
        if (finite) {
          throw overflow();
        }
        sxx = Double.isInfinite(sxx) ? Double.NaN : sxx;
        syy = Double.isInfinite(syy) ? Double.NaN : syy;
        sxy = Double.isInfinite(sxy) ? Double.NaN : sxy;
      }
    }
  }
}
