package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionBody;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** array_position, array_positions, array_remove, array_replace; width_bucket by thresholds. */
final class ArraySearchBodies {
  private ArraySearchBodies() {}

  static void register(FunctionLibrary library) {
    for (String key :
        List.of(
            "array_position(anycompatiblearray,anycompatible)",
            "array_position(anycompatiblearray,anycompatible,int4)")) {
      library.typed(
          key,
          (types, result) -> {
            Type element = ArrayBodies.elementOf(types, result);
            return (FunctionBody.AnyArguments) (a, _) -> position(element, a);
          });
    }
    library.typed(
        "array_positions(anycompatiblearray,anycompatible)",
        (types, _) -> {
          Type element = ArrayBodies.elementOf(types, Types.INT4);
          return (FunctionBody.AnyArguments) (a, _) -> positions(element, a);
        });
    library.typed(
        "array_remove(anycompatiblearray,anycompatible)",
        (types, result) -> {
          Type element = ArrayBodies.elementOf(types, result);
          return (FunctionBody.AnyArguments)
              (a, _) -> a[0] == null ? null : remove(element, (ArrayValue) a[0], a[1]);
        });
    library.typed(
        "array_replace(anycompatiblearray,anycompatible,anycompatible)",
        (types, result) -> {
          Type element = ArrayBodies.elementOf(types, result);
          return (FunctionBody.AnyArguments)
              (a, _) -> a[0] == null ? null : replace(element, (ArrayValue) a[0], a[1], a[2]);
        });
    library.two(
        "width_bucket(anycompatible,anycompatiblearray)", (a, b, _) -> bucket(a, (ArrayValue) b));
  }

  /** NULL is found where NULL is: IS NOT DISTINCT FROM. */
  private static boolean same(Type type, @Nullable Object a, @Nullable Object b) {
    return a == null || b == null ? a == b : type.equal(a, b);
  }

  private static void checkOneDimension(ArrayValue array) {
    if (array.dimensions() > 1) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "searching for elements in multidimensional arrays is not supported");
    }
  }

  private static @Nullable Integer position(Type element, @Nullable Object[] a) {
    if (a[0] == null) {
      return null;
    }
    ArrayValue array = (ArrayValue) a[0];
    checkOneDimension(array);
    if (array.dimensions() == 0) {
      return null;
    }
    int start = array.lowerBound(0);
    if (a.length > 2) {
      if (!(a[2] instanceof Integer given)) {
        throw SqlException.of(SqlState.NULL_VALUE_NOT_ALLOWED, "initial position must not be null");
      }
      start = given;
    }
    for (int i = Math.max(0, start - array.lowerBound(0)); i < array.size(); i++) {
      if (same(element, array.get(i), a[1])) {
        return array.lowerBound(0) + i;
      }
    }
    return null;
  }

  private static @Nullable ArrayValue positions(Type element, @Nullable Object[] a) {
    if (a[0] == null) {
      return null;
    }
    ArrayValue array = (ArrayValue) a[0];
    checkOneDimension(array);
    List<@Nullable Object> found = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      if (same(element, array.get(i), a[1])) {
        found.add(array.lowerBound(0) + i);
      }
    }
    return ArrayValue.of(Types.INT4, found);
  }

  private static ArrayValue remove(Type element, ArrayValue array, @Nullable Object value) {
    if (array.dimensions() > 1) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "removing elements from multidimensional arrays is not supported");
    }
    List<@Nullable Object> kept = new ArrayList<>(array.size());
    for (Object item : array.elements()) {
      if (!same(element, item, value)) {
        kept.add(item);
      }
    }
    if (kept.size() == array.size()) {
      return array;
    }
    if (kept.isEmpty()) {
      return ArrayValue.empty(element);
    }
    return new ArrayValue(
        element, new int[] {kept.size()}, new int[] {array.lowerBound(0)}, kept.toArray());
  }

  private static ArrayValue replace(
      Type element, ArrayValue array, @Nullable Object from, @Nullable Object to) {
    @Nullable Object[] values = array.elements().toArray();
    for (int i = 0; i < values.length; i++) {
      if (same(element, values[i], from)) {
        values[i] = to;
      }
    }
    return array.withElements(element, values);
  }

  private static Integer bucket(Object value, ArrayValue thresholds) {
    if (thresholds.dimensions() > 1) {
      throw SqlException.of(
          SqlState.ARRAY_SUBSCRIPT_ERROR, "thresholds must be one-dimensional array");
    }
    if (thresholds.hasNulls()) {
      throw SqlException.of(
          SqlState.NULL_VALUE_NOT_ALLOWED, "thresholds array must not contain NULLs");
    }
    Type type = thresholds.elementType();
    int low = 0;
    int high = thresholds.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (type.compare(value, java.util.Objects.requireNonNull(thresholds.get(middle))) < 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
