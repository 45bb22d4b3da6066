package dev.tusk.executor.function;

import dev.tusk.executor.expression.Accumulator;
import dev.tusk.executor.expression.FunctionBody;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.CollatedType;
import dev.tusk.sql.type.Interval;
import dev.tusk.sql.type.Numeric;
import dev.tusk.sql.type.NumericTotal;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** count, sum, avg, min, max and the aggregates that collect (nodeAgg.c and the types' files). */
final class AggregateBodies {
  private AggregateBodies() {}

  static void register(FunctionLibrary library) {
    library.aggregate("count()", _ -> new Count());
    library.aggregate("count(any)", _ -> new Count());
    sums(library);
    averages(library);
    extremes(library);
    booleans(library);
    bits(library);
    collecting(library);
  }

  private static final class Count implements Accumulator {
    private long count;

    @Override
    public void add(@Nullable Object[] arguments) {
      count++;
    }

    @Override
    public Object result() {
      return count;
    }
  }

  /** A state that the next value is folded into; NULL while there was none. */
  static final class Fold implements Accumulator {
    private final BinaryOperator<Object> fold;
    private @Nullable Object state;

    Fold(BinaryOperator<Object> fold) {
      this.fold = fold;
    }

    @Override
    public void add(@Nullable Object[] arguments) {
      Object value = arguments[0];
      if (value != null) {
        state = state == null ? value : fold.apply(state, value);
      }
    }

    @Override
    public @Nullable Object result() {
      return state;
    }
  }

  private static void fold(FunctionLibrary library, String key, BinaryOperator<Object> fold) {
    library.aggregate(key, _ -> new Fold(fold));
  }

  private static void sums(FunctionLibrary library) {
    library.aggregate("sum(int2)", _ -> new IntegerSum());
    library.aggregate("sum(int4)", _ -> new IntegerSum());
    library.aggregate("sum(int8)", _ -> new BigSum(false));
    library.aggregate("sum(numeric)", _ -> new NumericSum(false));
    fold(library, "sum(float4)", (a, b) -> finite((Float) a + (Float) b, a, b));
    fold(library, "sum(float8)", (a, b) -> finite((Double) a + (Double) b, a, b));
    fold(library, "sum(money)", (a, b) -> MoneyBodies.sum((Long) a, (Long) b));
    fold(library, "sum(interval)", (a, b) -> ((Interval) a).add((Interval) b));
  }

  private static Object finite(double sum, Object a, Object b) {
    if (Double.isInfinite(sum)
        && !Double.isInfinite(((Number) a).doubleValue())
        && !Double.isInfinite(((Number) b).doubleValue())) {
      throw SqlException.of(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: overflow");
    }
    return sum;
  }

  private static Object finite(float sum, Object a, Object b) {
    finite((double) sum, a, b);
    return sum;
  }

  /** sum(int2), sum(int4): a bigint. */
  private static final class IntegerSum implements Accumulator {
    private long sum;
    private boolean any;

    @Override
    public void add(@Nullable Object[] arguments) {
      Object value = arguments[0];
      if (value != null) {
        any = true;
        try {
          sum = Math.addExact(sum, ((Number) value).longValue());
        } catch (ArithmeticException _) {
          throw ArithmeticBodies.outOfRange("bigint");
        }
      }
    }

    @Override
    public @Nullable Object result() {
      return any ? (Long) sum : null;
    }
  }

  /** sum(int8) and avg of integers: exact, a numeric. */
  private static final class BigSum implements Accumulator {
    private final boolean average;
    private long low;
    private BigInteger high = BigInteger.ZERO;
    private long count;

    BigSum(boolean average) {
      this.average = average;
    }

    @Override
    public void add(@Nullable Object[] arguments) {
      Object value = arguments[0];
      if (value == null) {
        return;
      }
      count++;
      long add = ((Number) value).longValue();
      long sum = low + add;
      if (((low ^ sum) & (add ^ sum)) < 0) {
        high = high.add(BigInteger.valueOf(low)).add(BigInteger.valueOf(add));
        sum = 0;
      }
      low = sum;
    }

    @Override
    public @Nullable Object result() {
      if (count == 0) {
        return null;
      }
      Numeric sum = Numeric.of(high.add(BigInteger.valueOf(low)));
      return average ? sum.divide(Numeric.of(count)) : sum;
    }
  }

  private static void averages(FunctionLibrary library) {
    library.aggregate("avg(int2)", _ -> new BigSum(true));
    library.aggregate("avg(int4)", _ -> new BigSum(true));
    library.aggregate("avg(int8)", _ -> new BigSum(true));
    library.aggregate("avg(numeric)", _ -> new NumericSum(true));
    library.aggregate("avg(float4)", _ -> new FloatAverage());
    library.aggregate("avg(float8)", _ -> new FloatAverage());
    library.aggregate("avg(interval)", _ -> new IntervalAverage());
  }

  /** sum and avg of numeric; a sum between may be larger than a numeric (NumericAggState). */
  private static final class NumericSum implements Accumulator {
    private final boolean average;
    private final NumericTotal sum = new NumericTotal();
    private @Nullable Numeric special;
    private long count;

    NumericSum(boolean average) {
      this.average = average;
    }

    @Override
    public void add(@Nullable Object[] arguments) {
      if (arguments[0] instanceof Numeric value) {
        count++;
        if (value.isFinite()) {
          sum.add(value);
        } else {
          special = special == null ? value : special.add(value);
        }
      }
    }

    @Override
    public @Nullable Object result() {
      if (count == 0 || special != null) {
        return special;
      }
      return average ? sum.average(count) : sum.value();
    }
  }

  private static final class FloatAverage implements Accumulator {
    private double sum;
    private long count;

    @Override
    public void add(@Nullable Object[] arguments) {
      if (arguments[0] instanceof Number value) {
        double before = sum;
        sum += value.doubleValue();
        finite(sum, before, value);
        count++;
      }
    }

    @Override
    public @Nullable Object result() {
      return count == 0 ? null : (Double) (sum / count);
    }
  }

  private static final class IntervalAverage implements Accumulator {
    private @Nullable Interval sum;
    private long count;

    @Override
    public void add(@Nullable Object[] arguments) {
      if (arguments[0] instanceof Interval value) {
        sum = sum == null ? value : sum.add(value);
        count++;
      }
    }

    @Override
    public @Nullable Object result() {
      return sum == null ? null : sum.divide(count);
    }
  }

  /**
   * The smaller (sign -1) or the larger (1) of two values. Of equal ones that can be told apart,
   * 1.0 and 1.00, it is the second, as by numeric_smaller and its like; but not by bpchar_smaller.
   */
  static BinaryOperator<Object> better(Type type, int sign) {
    return CollatedType.plain(type) == Types.BPCHAR
        ? (a, b) -> sign * type.compare(b, a) > 0 ? b : a
        : (a, b) -> sign * type.compare(a, b) > 0 ? a : b;
  }

  private static void extremes(FunctionLibrary library) {
    List<Type> types =
        List.of(
            Types.INT2,
            Types.INT4,
            Types.INT8,
            Types.FLOAT4,
            Types.FLOAT8,
            Types.NUMERIC,
            Types.TEXT,
            Types.BPCHAR,
            Types.DATE,
            Types.TIME,
            Types.TIMETZ,
            Types.TIMESTAMP,
            Types.TIMESTAMPTZ,
            Types.INTERVAL,
            Types.OID,
            Types.TID,
            Types.PG_LSN,
            Types.INET,
            Types.XID8,
            Types.MONEY,
            Types.CITEXT);
    for (Type type : types) {
      fold(library, "min(" + type.name() + ")", better(type, -1));
      fold(library, "max(" + type.name() + ")", better(type, 1));
    }
    for (String any : List.of("anyarray", "anyenum")) {
      library.typed(
          "min(" + any + ")",
          (arguments, _) -> {
            Type type = arguments.getFirst();
            return (FunctionBody.Aggregate) _ -> new Fold(better(type, -1));
          });
      library.typed(
          "max(" + any + ")",
          (arguments, _) -> {
            Type type = arguments.getFirst();
            return (FunctionBody.Aggregate) _ -> new Fold(better(type, 1));
          });
    }
  }

  private static void booleans(FunctionLibrary library) {
    for (String name : List.of("bool_and", "every")) {
      fold(library, name + "(bool)", (a, b) -> (Boolean) a && (Boolean) b);
    }
    fold(library, "bool_or(bool)", (a, b) -> (Boolean) a || (Boolean) b);
  }

  private static void bits(FunctionLibrary library) {
    for (int width : new int[] {2, 4, 8}) {
      String argument = "(int" + width + ")";
      fold(
          library,
          "bit_and" + argument,
          (a, b) ->
              ArithmeticBodies.integer(((Number) a).longValue() & ((Number) b).longValue(), width));
      fold(
          library,
          "bit_or" + argument,
          (a, b) ->
              ArithmeticBodies.integer(((Number) a).longValue() | ((Number) b).longValue(), width));
      fold(
          library,
          "bit_xor" + argument,
          (a, b) ->
              ArithmeticBodies.integer(((Number) a).longValue() ^ ((Number) b).longValue(), width));
    }
  }

  private static void collecting(FunctionLibrary library) {
    library.aggregate("string_agg(text,text)", _ -> new Joined());
    library.typed(
        "array_agg(anynonarray)",
        (arguments, _) -> {
          Type element = arguments.getFirst();
          return (FunctionBody.Aggregate) _ -> new Collected(element);
        });
    library.typed(
        "array_agg(anyarray)",
        (arguments, _) -> {
          Type element = arguments.getFirst().elementType();
          if (element == null) {
            throw new IllegalStateException("array_agg(anyarray) of no array");
          }
          return (FunctionBody.Aggregate) _ -> new Stacked(element);
        });
  }

  /** string_agg: NULL values are left out; the first value's delimiter is not used. */
  private static final class Joined implements Accumulator {
    private @Nullable StringBuilder text;

    @Override
    public void add(@Nullable Object[] arguments) {
      if (arguments[0] == null) {
        return;
      }
      StringBuilder joined = text;
      if (joined == null) {
        joined = new StringBuilder();
        text = joined;
      } else if (arguments[1] != null) {
        joined.append(arguments[1]);
      }
      joined.append(arguments[0]);
    }

    @Override
    public @Nullable Object result() {
      return text == null ? null : text.toString();
    }
  }

  private static final class Collected implements Accumulator {
    private final Type element;
    private final List<@Nullable Object> values = new ArrayList<>();

    Collected(Type element) {
      this.element = element;
    }

    @Override
    public void add(@Nullable Object[] arguments) {
      values.add(arguments[0]);
    }

    @Override
    public @Nullable Object result() {
      return values.isEmpty() ? null : ArrayValue.of(element, values);
    }
  }

  /** array_agg of arrays: one dimension more. */
  private static final class Stacked implements Accumulator {
    private final Type element;
    private final List<ArrayValue> arrays = new ArrayList<>();

    Stacked(Type element) {
      this.element = element;
    }

    @Override
    public void add(@Nullable Object[] arguments) {
      arrays.add(ArrayValue.gathered(arrays, arguments[0]));
    }

    @Override
    public @Nullable Object result() {
      return arrays.isEmpty() ? null : ArrayValue.stacked(element, arrays);
    }
  }
}
