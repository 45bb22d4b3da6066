package dev.tusk.executor.expression;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code a[i] = x} and {@code a[l:u] = x}, as PostgreSQL's array_set_element and array_set_slice:
 * an array of one dimension grows to hold the new subscripts, the gap filled with NULLs.
 */
final class ArrayAssignment {
  /** MaxArraySize. */
  private static final int MOST_ELEMENTS = 134_217_727;

  private ArrayAssignment() {}

  static Evaluator compile(ExpressionCompiler compiler, Expression.ArrayAssign assign) {
    if (assign.type() == Types.JSONB) {
      return JsonbAssignment.compile(compiler, assign);
    }
    Evaluator array = compiler.compile(assign.array());
    Evaluator value = compiler.compile(assign.value());
    List<Expression.Bounds> bounds = assign.bounds();
    @Nullable Evaluator[] lower = new Evaluator[bounds.size()];
    @Nullable Evaluator[] upper = new Evaluator[bounds.size()];
    for (int i = 0; i < lower.length; i++) {
      lower[i] = compiler.compileOrNull(bounds.get(i).lower());
      upper[i] = compiler.compileOrNull(bounds.get(i).upper());
    }
    Type element = elementType(assign.type());
    boolean slice = assign.slice();
    return (row, execution) -> {
      ArrayValue before = (ArrayValue) array.evaluate(row, execution);
      Object assigned = value.evaluate(row, execution);
      @Nullable Integer[] from = subscripts(lower, row, execution);
      @Nullable Integer[] to = subscripts(upper, row, execution);
      if (!slice) {
        return element(element, before, to, assigned);
      }
      return assigned == null ? before : slice(element, before, from, to, (ArrayValue) assigned);
    };
  }

  private static Type elementType(Type array) {
    Type element = array.elementType();
    if (element == null) {
      throw new IllegalStateException(array + " is not an array");
    }
    return element;
  }

  private static @Nullable Integer[] subscripts(
      @Nullable Evaluator[] bounds, @Nullable Object[] row, Execution execution) {
    @Nullable Integer[] values = new Integer[bounds.length];
    for (int i = 0; i < values.length; i++) {
      Evaluator bound = bounds[i];
      if (bound == null) {
        continue;
      }
      Object value = bound.evaluate(row, execution);
      if (value == null) {
        throw SqlException.of(
            SqlState.NULL_VALUE_NOT_ALLOWED, "array subscript in assignment must not be null");
      }
      values[i] = ((Number) value).intValue();
    }
    return values;
  }

  private static ArrayValue element(
      Type type, @Nullable ArrayValue before, @Nullable Integer[] at, @Nullable Object value) {
    int[] index = new int[at.length];
    for (int i = 0; i < at.length; i++) {
      Integer subscript = at[i];
      index[i] = subscript == null ? 0 : subscript;
    }
    return put(type, before, index, index, new @Nullable Object[] {value});
  }

  private static ArrayValue slice(
      Type type,
      @Nullable ArrayValue before,
      @Nullable Integer[] lower,
      @Nullable Integer[] upper,
      ArrayValue value) {
    boolean empty = before == null || before.dimensions() == 0;
    int[] from = new int[lower.length];
    int[] to = new int[lower.length];
    for (int i = 0; i < from.length; i++) {
      Integer low = lower[i];
      Integer high = upper[i];
      if (empty && (low == null || high == null)) {
        throw wrong("array slice subscript must provide both boundaries")
            .withDetail(
                "When assigning to a slice of an empty array value, "
                    + "slice boundaries must be fully specified.");
      }
      ArrayValue bounds = before != null && i < before.dimensions() ? before : null;
      from[i] = low != null ? low : bounds != null ? bounds.lowerBound(i) : 1;
      to[i] = high != null ? high : bounds != null ? bounds.upperBound(i) : 0;
      if (from[i] > to[i]) {
        throw wrong("upper bound cannot be less than lower bound");
      }
    }
    return put(type, before, from, to, value.elements().toArray());
  }

  /** Writes the values, in row-major order, over the subscripts between the bounds. */
  private static ArrayValue put(
      Type type, @Nullable ArrayValue before, int[] from, int[] to, @Nullable Object[] values) {
    ArrayValue whole = room(type, before, from, to);
    int count = 1;
    for (int i = 0; i < from.length; i++) {
      count *= to[i] - from[i] + 1;
    }
    if (values.length < count) {
      throw wrong("source array too small");
    }
    @Nullable Object[] elements = whole.elements().toArray();
    int[] at = from.clone();
    for (int n = 0; n < count; n++) {
      int offset = 0;
      for (int i = 0; i < at.length; i++) {
        offset = offset * whole.length(i) + at[i] - whole.lowerBound(i);
      }
      elements[offset] = values[n];
      for (int i = at.length - 1; i >= 0 && ++at[i] > to[i]; i--) {
        at[i] = from[i];
      }
    }
    return whole.withElements(type, elements);
  }

  /** The array with a place for each subscript between the bounds. */
  private static ArrayValue room(Type type, @Nullable ArrayValue before, int[] from, int[] to) {
    if (before == null || before.dimensions() == 0) {
      int[] lengths = new int[from.length];
      long size = 1;
      for (int i = 0; i < lengths.length; i++) {
        size = checked(size * ((long) to[i] - from[i] + 1));
        lengths[i] = to[i] - from[i] + 1;
      }
      return new ArrayValue(type, lengths, from.clone(), new @Nullable Object[(int) size]);
    }
    if (before.dimensions() != from.length) {
      throw wrong("wrong number of array subscripts");
    }
    if (from.length > 1) {
      for (int i = 0; i < from.length; i++) {
        if (from[i] < before.lowerBound(i) || to[i] > before.upperBound(i)) {
          throw wrong("array subscript out of range");
        }
      }
      return before;
    }
    int first = Math.min(from[0], before.lowerBound(0));
    int last = Math.max(to[0], before.upperBound(0));
    int size = (int) checked((long) last - first + 1);
    @Nullable Object[] elements = new Object[size];
    System.arraycopy(
        before.elements().toArray(), 0, elements, before.lowerBound(0) - first, before.size());
    return new ArrayValue(type, new int[] {size}, new int[] {first}, elements);
  }

  private static long checked(long size) {
    if (size > MOST_ELEMENTS) {
      throw SqlException.of(
          SqlState.PROGRAM_LIMIT_EXCEEDED,
          "array size exceeds the maximum allowed (" + MOST_ELEMENTS + ")");
    }
    return size;
  }

  private static SqlException wrong(String message) {
    return SqlException.of(SqlState.ARRAY_SUBSCRIPT_ERROR, message);
  }
}
