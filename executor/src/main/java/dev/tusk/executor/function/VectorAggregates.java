package dev.tusk.executor.function;

import dev.tusk.executor.expression.Accumulator;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Types;
import dev.tusk.sql.type.VectorErrors;
import dev.tusk.sql.type.VectorType;
import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code avg} and {@code sum} of a dense vector type, and the functions that pgvector makes {@code
 * avg} of: sums in float64 in an array, the count before them.
 */
final class VectorAggregates {
  private final String type;
  private final Function<Object, float[]> elements;
  private final Function<double[], Object> made;

  private VectorAggregates(
      String type, Function<Object, float[]> elements, Function<double[], Object> made) {
    this.type = type;
    this.elements = elements;
    this.made = made;
  }

  /**
   * Adds them for a type.
   *
   * @param elements a value's elements
   * @param made a value of given elements, if they can be one
   * @param sum of two values
   */
  static void register(
      FunctionLibrary library,
      String type,
      Function<Object, float[]> elements,
      Function<double[], Object> made,
      BinaryOperator<Object> sum) {
    VectorAggregates of = new VectorAggregates(type, elements, made);
    library.aggregate("avg(" + type + ")", _ -> of.new Average());
    library.aggregate("sum(" + type + ")", _ -> new Sum(sum));
    library.two(
        type + "_accum(_float8," + type + ")",
        (state, vector, _) -> of.accumulate((ArrayValue) state, elements.apply(vector)));
    library.two(
        type + "_combine(_float8,_float8)",
        (a, b, _) -> of.combine((ArrayValue) a, (ArrayValue) b));
    library.one(type + "_avg(_float8)", (a, _) -> of.average((ArrayValue) a));
  }

  /** 22003: {@code value out of range: overflow} or underflow. */
  static SqlException outOfRange(String what) {
    return SqlException.of(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: " + what);
  }

  /** The transition state as pgvector keeps it: the count, then the sums. */
  private double[] state(ArrayValue array, String caller) {
    if (array.dimensions() != 1 || array.size() < 1 || array.hasNulls()) {
      // halfvec_combine is vector_combine under another name, and calls itself so.
      String owner = caller.equals("combine") ? "vector" : type;
      throw SqlException.of(
          SqlState.INTERNAL_ERROR, owner + "_" + caller + ": expected state array");
    }
    double[] state = new double[array.size()];
    for (int i = 0; i < state.length; i++) {
      state[i] = array.get(i) instanceof Double number ? number : 0;
    }
    return state;
  }

  private static ArrayValue array(double[] state) {
    Object[] values = new Object[state.length];
    for (int i = 0; i < state.length; i++) {
      values[i] = state[i];
    }
    return ArrayValue.of(Types.FLOAT8, values);
  }

  private ArrayValue accumulate(ArrayValue before, float[] vector) {
    double[] state = state(before, "accum");
    boolean first = state.length == 1;
    double[] sums = first ? new double[vector.length + 1] : state;
    VectorErrors.checkExpected(sums.length - 1, vector.length);
    sums[0] = state[0] + 1;
    for (int i = 0; i < vector.length; i++) {
      sums[i + 1] = first ? vector[i] : checkSum(sums[i + 1] + vector[i]);
    }
    return array(sums);
  }

  private ArrayValue combine(ArrayValue a, ArrayValue b) {
    double[] left = state(a, "combine");
    double[] right = state(b, "combine");
    boolean onlyRight = left[0] == 0;
    VectorErrors.checkDimensions(
        type, (onlyRight ? right : left).length - 1, VectorType.MAX_DIMENSIONS);
    if (onlyRight) {
      return b;
    }
    if (right[0] == 0) {
      return a;
    }
    VectorErrors.checkExpected(left.length - 1, right.length - 1);
    for (int i = 0; i < left.length; i++) {
      left[i] = checkSum(left[i] + right[i]);
    }
    return array(left);
  }

  private @Nullable Object average(ArrayValue array) {
    double[] state = state(array, "avg");
    return state[0] == 0 ? null : divided(Arrays.copyOfRange(state, 1, state.length), state[0]);
  }

  private Object divided(double[] sums, double count) {
    VectorErrors.checkDimensions(type, sums.length, VectorType.MAX_DIMENSIONS);
    double[] averages = new double[sums.length];
    for (int i = 0; i < sums.length; i++) {
      averages[i] = sums[i] / count;
    }
    return made.apply(averages);
  }

  private static double checkSum(double sum) {
    if (Double.isInfinite(sum)) {
      throw outOfRange("overflow");
    }
    return sum;
  }

  private final class Average implements Accumulator {
    private double @Nullable [] sums;
    private long count;

    @Override
    public void add(@Nullable Object[] arguments) {
      Object value = arguments[0];
      if (value == null) {
        return;
      }
      float[] vector = elements.apply(value);
      double[] known = sums;
      if (known == null) {
        // The first vector is taken as it is: 0 + -0 would lose the sign.
        known = new double[vector.length];
        Arrays.setAll(known, i -> vector[i]);
        sums = known;
        count = 1;
        return;
      }
      VectorErrors.checkExpected(known.length, vector.length);
      for (int i = 0; i < vector.length; i++) {
        known[i] = checkSum(known[i] + vector[i]);
      }
      count++;
    }

    @Override
    public @Nullable Object result() {
      double[] known = sums;
      return known == null ? null : divided(known, count);
    }
  }

  private static final class Sum implements Accumulator {
    private final BinaryOperator<Object> plus;
    private @Nullable Object sum;

    Sum(BinaryOperator<Object> plus) {
      this.plus = plus;
    }

    @Override
    public void add(@Nullable Object[] arguments) {
      Object value = arguments[0];
      if (value != null) {
        Object before = sum;
        sum = before == null ? value : plus.apply(before, value);
      }
    }

    @Override
    public @Nullable Object result() {
      return sum;
    }
  }
}
