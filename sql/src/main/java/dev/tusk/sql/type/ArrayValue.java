package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A value of an array type: elements in row-major order, and for each dimension its length and the
 * subscript of its first element.
 *
 * <p>The empty array has no dimensions. Nothing is copied: neither caller nor holder may change the
 * arrays. No {@code equals}: {@link ArrayType} compares by the element type.
 */
public final class ArrayValue {
  /** MAXDIM. */
  public static final int MAX_DIMENSIONS = 6;

  private static final int[] NONE = {};

  private final Type elementType;
  private final int[] lengths;
  private final int[] lowerBounds;
  private final @Nullable Object[] elements;

  public ArrayValue(
      Type elementType, int[] lengths, int[] lowerBounds, @Nullable Object[] elements) {
    assert lengths.length == lowerBounds.length;
    this.elementType = elementType;
    this.lengths = lengths;
    this.lowerBounds = lowerBounds;
    this.elements = elements;
  }

  /** One dimension from subscript 1; without elements, the empty array. */
  public static ArrayValue of(Type elementType, @Nullable Object... elements) {
    return elements.length == 0
        ? empty(elementType)
        : new ArrayValue(elementType, new int[] {elements.length}, new int[] {1}, elements);
  }

  public static ArrayValue of(Type elementType, List<? extends @Nullable Object> elements) {
    return of(elementType, elements.toArray());
  }

  public static ArrayValue empty(Type elementType) {
    return new ArrayValue(elementType, NONE, NONE, new Object[0]);
  }

  public Type elementType() {
    return elementType;
  }

  public int dimensions() {
    return lengths.length;
  }

  /** Elements along dimension {@code d}, from 0. */
  public int length(int d) {
    return lengths[d];
  }

  public int lowerBound(int d) {
    return lowerBounds[d];
  }

  public int upperBound(int d) {
    return lowerBounds[d] + lengths[d] - 1;
  }

  /** All elements. */
  public int size() {
    return elements.length;
  }

  public @Nullable Object get(int index) {
    return elements[index];
  }

  public List<@Nullable Object> elements() {
    return Arrays.asList(elements);
  }

  int[] lengths() {
    return lengths;
  }

  int[] lowerBounds() {
    return lowerBounds;
  }

  /** The same shape over other elements. */
  public ArrayValue withElements(Type type, @Nullable Object[] replaced) {
    return new ArrayValue(type, lengths, lowerBounds, replaced);
  }

  /**
   * Arrays gathered as one of a further dimension, by array_agg or ARRAY(SELECT …).
   *
   * @param before those gathered so far; all of one shape
   * @throws SqlException for NULL, an empty array, or another shape
   */
  public static ArrayValue gathered(List<ArrayValue> before, @Nullable Object value) {
    if (!(value instanceof ArrayValue array)) {
      throw SqlException.of(SqlState.NULL_VALUE_NOT_ALLOWED, "cannot accumulate null arrays");
    }
    if (array.size() == 0 && before.isEmpty()) {
      throw SqlException.of(SqlState.ARRAY_SUBSCRIPT_ERROR, "cannot accumulate empty arrays");
    }
    if (!before.isEmpty() && !array.hasShapeOf(before.getFirst())) {
      throw SqlException.of(
          SqlState.ARRAY_SUBSCRIPT_ERROR, "cannot accumulate arrays of different dimensionality");
    }
    return array;
  }

  /** Gathered arrays, all of one shape, as one value. */
  public static ArrayValue stacked(Type elementType, List<ArrayValue> arrays) {
    if (arrays.isEmpty()) {
      return empty(elementType);
    }
    List<@Nullable Object> all = new ArrayList<>();
    arrays.forEach(array -> all.addAll(array.elements()));
    return arrays.getFirst().stacked(elementType, arrays.size(), all.toArray());
  }

  /** Whether lengths and lower bounds are the same. */
  public boolean hasShapeOf(ArrayValue other) {
    return Arrays.equals(lengths, other.lengths) && Arrays.equals(lowerBounds, other.lowerBounds);
  }

  /** {@code count} arrays of this shape as one of a further dimension, which begins at 1. */
  public ArrayValue stacked(Type type, int count, @Nullable Object[] all) {
    if (lengths.length == MAX_DIMENSIONS) {
      throw SqlException.of(
          SqlState.PROGRAM_LIMIT_EXCEEDED,
          String.format(
              Locale.ROOT,
              "number of array dimensions (%d) exceeds the maximum allowed (%d)",
              lengths.length + 1,
              MAX_DIMENSIONS));
    }
    int[] outerLengths = new int[lengths.length + 1];
    int[] outerBounds = new int[lengths.length + 1];
    outerLengths[0] = count;
    outerBounds[0] = 1;
    System.arraycopy(lengths, 0, outerLengths, 1, lengths.length);
    System.arraycopy(lowerBounds, 0, outerBounds, 1, lengths.length);
    return new ArrayValue(type, outerLengths, outerBounds, all);
  }

  public boolean hasNulls() {
    for (Object element : elements) {
      if (element == null) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return Arrays.toString(elements);
  }
}
