package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.ExpressionCompiler;
import dev.tusk.executor.expression.TwoValues;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.OperatorSignature;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.type.DateTimes;
import dev.tusk.sql.type.Interval;
import dev.tusk.sql.type.Numeric;
import dev.tusk.sql.type.TimeTz;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import org.jspecify.annotations.Nullable;

/**
 * Which keys RANGE n PRECEDING and n FOLLOWING reach: PostgreSQL's in_range functions. A sum that
 * overflows is beyond every key, rather than an error.
 */
final class RangeOffsets {
  /** Compares a key with {@code base} moved by an offset. */
  @FunctionalInterface
  interface Reach {
    /**
     * Compares them.
     *
     * @param backward subtracts the offset
     * @return as a comparison of {@code key} with the moved base
     */
    int compare(Object key, Object base, Object offset, boolean backward, Execution execution);
  }

  private final FunctionCatalog catalog;
  private final ExpressionCompiler compiler;

  RangeOffsets(FunctionCatalog catalog, ExpressionCompiler compiler) {
    this.catalog = catalog;
    this.compiler = compiler;
  }

  /** How a bound of a RANGE frame reaches; null for a bound without an offset. */
  @Nullable Reach of(Expression.FrameBound bound, Type key) {
    Expression offset = bound.offset();
    if (offset == null) {
      return null;
    }
    return switch (key.name()) {
      case "int2", "int4", "int8" -> RangeOffsets::integers;
      case "float4", "float8" -> RangeOffsets::floats;
      case "numeric" -> RangeOffsets::numerics;
      case "time" -> RangeOffsets::times;
      case "timetz" -> RangeOffsets::timesWithZone;
      case "interval" -> RangeOffsets::intervals;
      case "date" -> dates(moments(Types.TIMESTAMP));
      case "timestamp", "timestamptz" -> moments(key);
      default -> throw SqlException.notSupported("RANGE with offset for this column type");
    };
  }

  private static void check(boolean valid) {
    if (!valid) {
      throw SqlException.of(
          SqlState.INVALID_PRECEDING_OR_FOLLOWING_SIZE,
          "invalid preceding or following size in window function");
    }
  }

  private static int integers(
      Object key, Object base, Object offset, boolean backward, Execution execution) {
    long distance = ((Number) offset).longValue();
    check(distance >= 0);
    return Long.compare(
        ((Number) key).longValue(), moved(((Number) base).longValue(), distance, backward));
  }

  private static long moved(long base, long distance, boolean backward) {
    long sum = backward ? base - distance : base + distance;
    boolean overflow = backward ? sum > base : sum < base;
    return overflow ? backward ? Long.MIN_VALUE : Long.MAX_VALUE : sum;
  }

  private static int floats(
      Object key, Object base, Object offset, boolean backward, Execution execution) {
    double distance = ((Number) offset).doubleValue();
    check(distance >= 0);
    double from = ((Number) base).doubleValue();
    double value = ((Number) key).doubleValue();
    if (Double.isNaN(from) || Double.isNaN(value)) {
      return Types.FLOAT8.compare(value, from);
    }
    double sum = backward ? from - distance : from + distance;
    // Infinity moved back by infinity reaches everything.
    return Double.isNaN(sum) ? 0 : Types.FLOAT8.compare(value, sum);
  }

  private static int numerics(
      Object key, Object base, Object offset, boolean backward, Execution execution) {
    Numeric distance = (Numeric) offset;
    check(!distance.isNaN() && distance.signum() >= 0);
    Numeric from = (Numeric) base;
    Numeric value = (Numeric) key;
    if (from.isNaN() || value.isNaN()) {
      return value.compareTo(from);
    }
    Numeric sum = backward ? from.subtract(distance) : from.add(distance);
    return sum.isNaN() ? 0 : value.compareTo(sum);
  }

  /** Months and days of the offset do not count, and midnight does not wrap. */
  private static int times(
      Object key, Object base, Object offset, boolean backward, Execution execution) {
    long distance = ((Interval) offset).micros();
    check(distance >= 0);
    return Long.compare((Long) key, moved((Long) base, distance, backward));
  }

  private static int timesWithZone(
      Object key, Object base, Object offset, boolean backward, Execution execution) {
    long distance = ((Interval) offset).micros();
    check(distance >= 0);
    TimeTz from = (TimeTz) base;
    // Far beyond a day all is out of reach, and near overflow the order would break.
    long micros = moved(from.micros(), Math.min(distance, 4 * DateTimes.DAY), backward);
    return ((TimeTz) key).compareTo(new TimeTz(micros, from.offset()));
  }

  private static int intervals(
      Object key, Object base, Object offset, boolean backward, Execution execution) {
    Interval distance = (Interval) offset;
    check(distance.compareTo(Interval.ZERO) >= 0);
    Interval from = (Interval) base;
    return ((Interval) key).compareTo(backward ? from.subtract(distance) : from.add(distance));
  }

  private Reach moments(Type type) {
    TwoValues minus = operator("-", type);
    TwoValues plus = operator("+", type);
    return (key, base, offset, backward, execution) -> {
      check(((Interval) offset).compareTo(Interval.ZERO) >= 0);
      Object sum = (backward ? minus : plus).apply(base, offset, execution);
      return type.compare(key, java.util.Objects.requireNonNull(sum));
    };
  }

  private static Reach dates(Reach timestamps) {
    return (key, base, offset, backward, execution) ->
        timestamps.compare(
            timestamp((Integer) key), timestamp((Integer) base), offset, backward, execution);
  }

  private static long timestamp(int date) {
    if (!DateTimes.isFinite(date)) {
      return date > 0 ? DateTimes.INFINITY : DateTimes.NEGATIVE_INFINITY;
    }
    return DateTimes.timestamp(Math.multiplyExact(date, DateTimes.DAY));
  }

  private TwoValues operator(String name, Type key) {
    for (OperatorSignature operator : catalog.operators(name, false)) {
      if (operator.left() == key && operator.right() == Types.INTERVAL) {
        return compiler.function(operator.function(), key, Types.INTERVAL, operator.result());
      }
    }
    throw new IllegalStateException("no operator " + name + " of " + key.name());
  }
}
