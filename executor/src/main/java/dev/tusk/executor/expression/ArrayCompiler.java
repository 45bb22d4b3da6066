package dev.tusk.executor.expression;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.geometry.Parts;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.Jsonb;
import dev.tusk.sql.type.RecordValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays and rows: made, taken apart, compared element by element. */
final class ArrayCompiler {
  private ArrayCompiler() {}

  static Evaluator cast(ExpressionCompiler compiler, Expression.ArrayCast cast) {
    Evaluator operand = compiler.compile(cast.operand());
    Evaluator element = compiler.compile(cast.element());
    Type elementType = cast.element().type();
    return (row, execution) -> {
      ArrayValue array = (ArrayValue) operand.evaluate(row, execution);
      if (array == null) {
        return null;
      }
      @Nullable Object[] to = new Object[array.size()];
      for (int i = 0; i < to.length; i++) {
        to[i] = element.evaluate(new @Nullable Object[] {array.get(i)}, execution);
      }
      return array.withElements(elementType, to);
    };
  }

  static Evaluator arrayOf(ExpressionCompiler compiler, Expression.ArrayOf array) {
    Evaluator[] elements = compiler.compileAll(array.elements());
    boolean nested = array.nested();
    Type elementType = elementType(array.type());
    return (row, execution) ->
        stack(
            elementType, Arrays.asList(CallCompiler.evaluateAll(elements, row, execution)), nested);
  }

  /**
   * An array of the values; of arrays, one with a further dimension.
   *
   * @throws SqlException 2202E when nested arrays differ in shape
   */
  static ArrayValue stack(Type elementType, List<@Nullable Object> values, boolean nested) {
    if (!nested) {
      return ArrayValue.of(elementType, values);
    }
    List<@Nullable Object> elements = new ArrayList<>();
    ArrayValue first = null;
    boolean empty = false;
    for (Object value : values) {
      if (!(value instanceof ArrayValue array) || array.dimensions() == 0) {
        empty = true;
        continue;
      }
      if (first != null && !array.hasShapeOf(first)) {
        throw differentShapes();
      }
      first = array;
      elements.addAll(array.elements());
    }
    if (first == null) {
      return ArrayValue.empty(elementType);
    }
    if (empty) {
      throw differentShapes();
    }
    return first.stacked(elementType, values.size(), elements.toArray());
  }

  private static SqlException differentShapes() {
    return SqlException.of(
        SqlState.ARRAY_SUBSCRIPT_ERROR,
        "multidimensional arrays must have array expressions with matching dimensions");
  }

  static Type elementType(Type arrayType) {
    Type element = arrayType.elementType();
    if (element == null) {
      throw new IllegalStateException(arrayType + " is not an array");
    }
    return element;
  }

  static Evaluator rowOf(ExpressionCompiler compiler, Expression.RowOf rowOf) {
    Evaluator[] fields = compiler.compileAll(rowOf.fields());
    List<Type> types = ExpressionCompiler.types(rowOf.fields());
    List<String> names = rowOf.names();
    return (row, execution) ->
        new RecordValue(types, names, CallCompiler.evaluateAll(fields, row, execution));
  }

  static Evaluator field(ExpressionCompiler compiler, Expression.Field field) {
    Evaluator operand = compiler.compile(field.operand());
    int index = field.index();
    return (row, execution) -> {
      RecordValue record = (RecordValue) operand.evaluate(row, execution);
      return record == null ? null : record.get(index);
    };
  }

  static Evaluator fieldAssign(ExpressionCompiler compiler, Expression.FieldAssign assign) {
    Evaluator whole = compiler.compile(assign.row());
    Evaluator value = compiler.compile(assign.value());
    int index = assign.index();
    if (!(assign.type() instanceof CompositeType type)) {
      throw new IllegalStateException(assign.type() + " has no fields");
    }
    return (row, execution) -> {
      RecordValue before = (RecordValue) whole.evaluate(row, execution);
      @Nullable Object[] fields = new Object[type.fields().size()];
      for (int i = 0; before != null && i < fields.length; i++) {
        fields[i] = before.get(i);
      }
      fields[index] = value.evaluate(row, execution);
      return type.row(fields);
    };
  }

  static Evaluator subscript(ExpressionCompiler compiler, Expression.Subscript subscript) {
    Evaluator array = compiler.compile(subscript.array());
    Evaluator[] indexes = compiler.compileAll(subscript.indexes());
    if (subscript.array().type() == Types.JSONB) {
      return (row, execution) -> {
        Jsonb value = (Jsonb) array.evaluate(row, execution);
        return value == null
            ? null
            : JsonbAssignment.path(CallCompiler.evaluateAll(indexes, row, execution)).get(value);
      };
    }
    if (subscript.array().type().elementType() == null) {
      return (row, execution) ->
          part(
              (Parts) array.evaluate(row, execution),
              CallCompiler.evaluateAll(indexes, row, execution));
    }
    return (row, execution) -> {
      ArrayValue value = (ArrayValue) array.evaluate(row, execution);
      if (value == null) {
        return null;
      }
      @Nullable Object[] subscripts = CallCompiler.evaluateAll(indexes, row, execution);
      if (value.dimensions() != indexes.length) {
        return null;
      }
      int at = 0;
      for (int i = 0; i < indexes.length; i++) {
        Object index = subscripts[i];
        if (index == null) {
          return null;
        }
        int offset = ((Number) index).intValue() - value.lowerBound(i);
        if (offset < 0 || offset >= value.length(i)) {
          return null;
        }
        at = at * value.length(i) + offset;
      }
      return value.get(at);
    };
  }

  /** A number or a point of a geometric value; NULL where there is none. */
  private static @Nullable Object part(@Nullable Parts value, @Nullable Object[] subscripts) {
    if (value == null || subscripts.length != 1 || !(subscripts[0] instanceof Number number)) {
      return null;
    }
    int index = number.intValue();
    return index < 0 || index >= value.parts().size() ? null : value.parts().get(index);
  }

  static Evaluator slice(ExpressionCompiler compiler, Expression.Slice slice) {
    Evaluator array = compiler.compile(slice.array());
    int count = slice.bounds().size();
    @Nullable Evaluator[] lower = new Evaluator[count];
    @Nullable Evaluator[] upper = new Evaluator[count];
    for (int i = 0; i < count; i++) {
      lower[i] = compiler.compileOrNull(slice.bounds().get(i).lower());
      upper[i] = compiler.compileOrNull(slice.bounds().get(i).upper());
    }
    return (row, execution) -> {
      ArrayValue value = (ArrayValue) array.evaluate(row, execution);
      if (value == null) {
        return null;
      }
      for (int i = 0; i < count; i++) {
        if (bound(lower[i], 0, row, execution) == null
            || bound(upper[i], 0, row, execution) == null) {
          return null;
        }
      }
      int dimensions = value.dimensions();
      int[] from = new int[dimensions];
      int[] to = new int[dimensions];
      for (int i = 0; i < dimensions; i++) {
        int first = value.lowerBound(i);
        int last = value.upperBound(i);
        Integer low = bound(i < count ? lower[i] : null, first, row, execution);
        Integer high = bound(i < count ? upper[i] : null, last, row, execution);
        if (low == null || high == null) {
          return null;
        }
        from[i] = Math.max(low, first);
        to[i] = Math.min(high, last);
      }
      return count > dimensions ? ArrayValue.empty(value.elementType()) : copy(value, from, to);
    };
  }

  private static @Nullable Integer bound(
      @Nullable Evaluator bound, int absent, @Nullable Object[] row, Execution execution) {
    if (bound == null) {
      return absent;
    }
    Object value = bound.evaluate(row, execution);
    return value == null ? null : ((Number) value).intValue();
  }

  private static ArrayValue copy(ArrayValue array, int[] from, int[] to) {
    int[] dimensions = new int[from.length];
    for (int i = 0; i < from.length; i++) {
      dimensions[i] = to[i] - from[i] + 1;
      if (dimensions[i] <= 0) {
        return ArrayValue.empty(array.elementType());
      }
    }
    List<@Nullable Object> elements = new ArrayList<>();
    collect(array, from, to, 0, 0, elements);
    int[] lowerBounds = new int[from.length];
    Arrays.fill(lowerBounds, 1);
    return new ArrayValue(array.elementType(), dimensions, lowerBounds, elements.toArray());
  }

  private static void collect(
      ArrayValue array,
      int[] from,
      int[] to,
      int dimension,
      int at,
      List<@Nullable Object> elements) {
    if (dimension == from.length) {
      elements.add(array.get(at));
      return;
    }
    for (int i = from[dimension]; i <= to[dimension]; i++) {
      int next = at * array.length(dimension) + i - array.lowerBound(dimension);
      collect(array, from, to, dimension + 1, next, elements);
    }
  }

  static Evaluator quantified(ExpressionCompiler compiler, Expression.Quantified quantified) {
    Evaluator left = compiler.compile(quantified.left());
    Evaluator array = compiler.compile(quantified.array());
    Type element = elementType(quantified.array().type());
    TwoValues operator =
        compiler.function(
            quantified.operator(), quantified.left().type(), element, quantified.type());
    boolean all = quantified.all();
    if (quantified.hashed() && !InListCompiler.readsRow(quantified.array())) {
      return InListCompiler.amongElements(quantified, left, array);
    }
    return (row, execution) -> {
      Object value = left.evaluate(row, execution);
      ArrayValue values = (ArrayValue) array.evaluate(row, execution);
      if (values == null) {
        return null;
      }
      boolean unknown = false;
      for (Object other : values.elements()) {
        Object holds = operator.apply(value, other, execution);
        if (holds == null) {
          unknown = true;
        } else if ((Boolean) holds != all) {
          return !all;
        }
      }
      return unknown ? null : all;
    };
  }
}
