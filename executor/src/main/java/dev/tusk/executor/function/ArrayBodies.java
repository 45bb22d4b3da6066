package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionBody;
import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.executor.expression.RowKey;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Shapes of arrays, arrays made of arrays, and arrays as sets (utils/adt/arrayfuncs.c). */
final class ArrayBodies {
  /** Comparisons beyond which a hash table is made instead. */
  private static final int FEW_COMPARISONS = 1024;

  private ArrayBodies() {}

  static void register(FunctionLibrary library) {
    shapes(library);
    rows(library);
    joins(library);
    fills(library);
    comparisons(library);
    ArraySearchBodies.register(library);
    ArrayTextBodies.register(library);
  }

  private static void shapes(FunctionLibrary library) {
    library.one(
        "array_ndims(anyarray)",
        (a, _) -> ((ArrayValue) a).dimensions() == 0 ? null : ((ArrayValue) a).dimensions());
    library.one("array_dims(anyarray)", (a, _) -> dims((ArrayValue) a));
    library.one("cardinality(anyarray)", (a, _) -> ((ArrayValue) a).size());
    library.two(
        "array_length(anyarray,int4)",
        (a, b, _) -> has(a, b) ? ((ArrayValue) a).length((Integer) b - 1) : null);
    library.two(
        "array_lower(anyarray,int4)",
        (a, b, _) -> has(a, b) ? ((ArrayValue) a).lowerBound((Integer) b - 1) : null);
    library.two(
        "array_upper(anyarray,int4)",
        (a, b, _) -> has(a, b) ? ((ArrayValue) a).upperBound((Integer) b - 1) : null);
  }

  private static boolean has(Object array, Object dimension) {
    int d = (Integer) dimension;
    return d > 0 && d <= ((ArrayValue) array).dimensions();
  }

  private static @Nullable String dims(ArrayValue array) {
    if (array.dimensions() == 0) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < array.dimensions(); i++) {
      text.append('[').append(array.lowerBound(i)).append(':').append(array.upperBound(i));
      text.append(']');
    }
    return text.toString();
  }

  private static void rows(FunctionLibrary library) {
    library.set("unnest(anyarray)", (a, _) -> array(a[0]).elements().iterator());
    library.set(
        "generate_subscripts(anyarray,int4)",
        (a, _) -> subscripts(array(a[0]), (Integer) a[1], false));
    library.set(
        "generate_subscripts(anyarray,int4,bool)",
        (a, _) -> subscripts(array(a[0]), (Integer) a[1], Boolean.TRUE.equals(a[2])));
  }

  static ArrayValue array(@Nullable Object value) {
    return (ArrayValue) java.util.Objects.requireNonNull(value);
  }

  private static Iterator<@Nullable Object> subscripts(
      ArrayValue array, Integer dimension, boolean reverse) {
    if (!has(array, dimension)) {
      return Collections.emptyIterator();
    }
    int low = array.lowerBound(dimension - 1);
    int high = array.upperBound(dimension - 1);
    return IntStream.rangeClosed(low, high)
        .<@Nullable Object>mapToObj(i -> reverse ? high - (i - low) : i)
        .iterator();
  }

  /** The element type of the array that a call takes or gives. */
  static Type elementOf(List<Type> arguments, Type result) {
    Type element = result.elementType();
    if (element != null) {
      return element;
    }
    for (Type argument : arguments) {
      if (argument.isArray() && argument.elementType() instanceof Type type) {
        return type;
      }
    }
    throw new IllegalStateException("no array type in the call");
  }

  private static void joins(FunctionLibrary library) {
    library.typed(
        "array_append(anycompatiblearray,anycompatible)",
        (types, result) -> {
          Type element = elementOf(types, result);
          return (FunctionBody.AnyArguments)
              (a, _) -> extend(element, (ArrayValue) a[0], a[1], true);
        });
    library.typed(
        "array_prepend(anycompatible,anycompatiblearray)",
        (types, result) -> {
          Type element = elementOf(types, result);
          return (FunctionBody.AnyArguments)
              (a, _) -> extend(element, (ArrayValue) a[1], a[0], false);
        });
    library.typed(
        "array_cat(anycompatiblearray,anycompatiblearray)",
        (types, result) -> {
          Type element = elementOf(types, result);
          return (FunctionBody.AnyArguments)
              (a, _) -> concatenate(element, (ArrayValue) a[0], (ArrayValue) a[1]);
        });
  }

  private static ArrayValue extend(
      Type element, @Nullable ArrayValue array, @Nullable Object value, boolean atEnd) {
    if (array == null || array.dimensions() == 0) {
      return ArrayValue.of(element, new @Nullable Object[] {value});
    }
    if (array.dimensions() > 1) {
      throw SqlException.of(
          SqlState.DATA_EXCEPTION, "argument must be empty or one-dimensional array");
    }
    int size = array.size();
    if (array.lowerBound(0) > Integer.MAX_VALUE - size) {
      throw ArithmeticBodies.outOfRange("integer");
    }
    @Nullable Object[] values = new Object[size + 1];
    copy(array, values, atEnd ? 0 : 1);
    values[atEnd ? size : 0] = value;
    // Both ends keep the array's first subscript (array_prepend since 9.5).
    return new ArrayValue(element, new int[] {size + 1}, new int[] {array.lowerBound(0)}, values);
  }

  private static void copy(ArrayValue from, @Nullable Object[] to, int at) {
    for (int i = 0; i < from.size(); i++) {
      to[at + i] = from.get(i);
    }
  }

  private static @Nullable ArrayValue concatenate(
      Type element, @Nullable ArrayValue left, @Nullable ArrayValue right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    if (left.dimensions() == 0 || right.dimensions() == 0) {
      return left.dimensions() == 0 ? right : left;
    }
    int difference = left.dimensions() - right.dimensions();
    ArrayValue larger = difference < 0 ? right : left;
    ArrayValue smaller = difference < 0 ? left : right;
    int skip = Math.abs(difference);
    if (skip > 1) {
      throw incompatible(
          String.format(
              Locale.ROOT,
              "Arrays of %d and %d dimensions are not compatible for concatenation.",
              left.dimensions(),
              right.dimensions()));
    }
    for (int i = skip == 0 ? 1 : 0; i < smaller.dimensions(); i++) {
      if (smaller.length(i) != larger.length(i + skip)
          || smaller.lowerBound(i) != larger.lowerBound(i + skip)) {
        throw incompatible(
            skip == 0
                ? "Arrays with differing element dimensions are not compatible for concatenation."
                : "Arrays with differing dimensions are not compatible for concatenation.");
      }
    }
    int[] lengths = new int[larger.dimensions()];
    int[] lowerBounds = new int[lengths.length];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = larger.length(i);
      lowerBounds[i] = larger.lowerBound(i);
    }
    lengths[0] += skip == 0 ? smaller.length(0) : 1;
    if (skip == 0) {
      lowerBounds[0] = left.lowerBound(0);
    }
    @Nullable Object[] values = new Object[left.size() + right.size()];
    copy(left, values, 0);
    copy(right, values, left.size());
    return new ArrayValue(element, lengths, lowerBounds, values);
  }

  private static SqlException incompatible(String detail) {
    return SqlException.of(SqlState.ARRAY_SUBSCRIPT_ERROR, "cannot concatenate incompatible arrays")
        .withDetail(detail);
  }

  private static void fills(FunctionLibrary library) {
    for (String key :
        List.of("array_fill(anyelement,_int4)", "array_fill(anyelement,_int4,_int4)")) {
      library.typed(
          key,
          (types, _) -> {
            Type element = types.getFirst();
            return (FunctionBody.AnyArguments)
                (a, _) -> fill(element, a[0], a[1], a.length > 2 ? a[2] : null, a.length > 2);
          });
    }
    library.two("trim_array(anyarray,int4)", (a, b, _) -> trim((ArrayValue) a, (Integer) b));
  }

  private static ArrayValue fill(
      Type element,
      @Nullable Object value,
      @Nullable Object dimensions,
      @Nullable Object bounds,
      boolean bounded) {
    if (dimensions == null || bounded && bounds == null) {
      throw SqlException.of(
          SqlState.NULL_VALUE_NOT_ALLOWED, "dimension array or low bound array cannot be null");
    }
    int[] lengths = integers((ArrayValue) dimensions);
    for (int length : lengths) {
      if (length < 0) {
        throw SqlException.of(
            SqlState.PROGRAM_LIMIT_EXCEEDED, "array size exceeds the maximum allowed (134217727)");
      }
    }
    int[] lower = new int[lengths.length];
    java.util.Arrays.fill(lower, 1);
    if (bounds != null) {
      lower = integers((ArrayValue) bounds);
      if (lower.length != lengths.length) {
        throw wrongSubscripts("Low bound array has different size than dimensions array.");
      }
    }
    if (lengths.length > ArrayValue.MAX_DIMENSIONS) {
      throw SqlException.of(
          SqlState.PROGRAM_LIMIT_EXCEEDED,
          String.format(
              Locale.ROOT,
              "number of array dimensions (%d) exceeds the maximum allowed (%d)",
              lengths.length,
              ArrayValue.MAX_DIMENSIONS));
    }
    long size = lengths.length == 0 ? 0 : 1;
    for (int length : lengths) {
      size *= Math.max(0, length);
      if (size > 134_217_727) {
        throw SqlException.of(
            SqlState.PROGRAM_LIMIT_EXCEEDED, "array size exceeds the maximum allowed (134217727)");
      }
    }
    if (size == 0) {
      return ArrayValue.empty(element);
    }
    @Nullable Object[] values = new Object[(int) size];
    java.util.Arrays.fill(values, value);
    return new ArrayValue(element, lengths, lower, values);
  }

  private static int[] integers(ArrayValue array) {
    if (array.dimensions() > 1) {
      throw wrongSubscripts("Dimension array must be one dimensional.");
    }
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      if (!(array.get(i) instanceof Integer value)) {
        throw SqlException.of(SqlState.NULL_VALUE_NOT_ALLOWED, "dimension values cannot be null");
      }
      values[i] = value;
    }
    return values;
  }

  private static SqlException wrongSubscripts(String detail) {
    return SqlException.of(SqlState.ARRAY_SUBSCRIPT_ERROR, "wrong number of array subscripts")
        .withDetail(detail);
  }

  private static ArrayValue trim(ArrayValue array, int count) {
    int length = array.dimensions() == 0 ? 0 : array.length(0);
    if (count < 0 || count > length) {
      throw SqlException.of(
          SqlState.ARRAY_SUBSCRIPT_ERROR,
          "number of elements to trim must be between 0 and " + length);
    }
    if (count == length) {
      return ArrayValue.empty(array.elementType());
    }
    int[] lengths = new int[array.dimensions()];
    int[] lower = new int[lengths.length];
    java.util.Arrays.fill(lower, 1);
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = array.length(i);
    }
    lengths[0] -= count;
    int kept = array.size() / length * lengths[0];
    return new ArrayValue(
        array.elementType(), lengths, lower, array.elements().subList(0, kept).toArray());
  }

  private static void comparisons(FunctionLibrary library) {
    library.two(
        "arraycontains(anyarray,anyarray)",
        (a, b, context) -> contains((ArrayValue) a, (ArrayValue) b, context));
    library.two(
        "arraycontained(anyarray,anyarray)",
        (a, b, context) -> contains((ArrayValue) b, (ArrayValue) a, context));
    library.two(
        "arrayoverlap(anyarray,anyarray)",
        (a, b, context) -> {
          Predicate<@Nullable Object> isMember = members((ArrayValue) a, (ArrayValue) b, context);
          return ((ArrayValue) b).elements().stream().anyMatch(isMember);
        });
  }

  private static boolean contains(ArrayValue whole, ArrayValue part, FunctionContext context) {
    return part.elements().stream().allMatch(members(whole, part, context));
  }

  /** Whether a value is in the array: found by comparing, or, for many, by hashing once. */
  private static Predicate<@Nullable Object> members(
      ArrayValue array, ArrayValue asked, FunctionContext context) {
    Type[] type = {array.elementType()};
    if ((long) array.size() * asked.size() <= FEW_COMPARISONS) {
      return value -> has(array, value, type[0]);
    }
    Set<RowKey> keys = new HashSet<>();
    for (Object element : array.elements()) {
      context.checkCancelled();
      if (element != null) {
        keys.add(new RowKey(new Object[] {element}, type));
      }
    }
    return value -> value != null && keys.contains(new RowKey(new Object[] {value}, type));
  }

  /** NULL equals nothing, itself included. */
  private static boolean has(ArrayValue array, @Nullable Object value, Type type) {
    if (value == null) {
      return false;
    }
    for (int i = 0; i < array.size(); i++) {
      Object element = array.get(i);
      if (element != null && type.equal(element, value)) {
        return true;
      }
    }
    return false;
  }

  /** The type of text arrays, for the other classes of this subject. */
  static ArrayValue texts(List<@Nullable Object> values) {
    return ArrayValue.of(Types.TEXT, values);
  }
}
