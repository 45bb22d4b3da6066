package dev.tusk.sql.type;

import java.util.Arrays;
import java.util.List;
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
