package dev.tusk.sql.type;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A pseudo-type that stands for another type in each call: which one follows from the arguments.
 * Those of a family stand for types made of one element.
 *
 * @param compatible of the family whose arguments are converted to a common type
 */
public record PolymorphicType(Shape shape, boolean compatible) {
  /** What is made of the element. */
  public enum Shape {
    ELEMENT,
    NONARRAY,
    ENUM,
    ARRAY,
    RANGE,
    MULTIRANGE
  }

  private static final Map<String, PolymorphicType> BY_NAME =
      Map.ofEntries(
          Map.entry("anyelement", new PolymorphicType(Shape.ELEMENT, false)),
          Map.entry("anynonarray", new PolymorphicType(Shape.NONARRAY, false)),
          Map.entry("anyenum", new PolymorphicType(Shape.ENUM, false)),
          Map.entry("anyarray", new PolymorphicType(Shape.ARRAY, false)),
          Map.entry("anyrange", new PolymorphicType(Shape.RANGE, false)),
          Map.entry("anymultirange", new PolymorphicType(Shape.MULTIRANGE, false)),
          Map.entry("anycompatible", new PolymorphicType(Shape.ELEMENT, true)),
          Map.entry("anycompatiblenonarray", new PolymorphicType(Shape.NONARRAY, true)),
          Map.entry("anycompatiblearray", new PolymorphicType(Shape.ARRAY, true)),
          Map.entry("anycompatiblerange", new PolymorphicType(Shape.RANGE, true)),
          Map.entry("anycompatiblemultirange", new PolymorphicType(Shape.MULTIRANGE, true)));

  /** Null for a type that stands for itself. */
  public static @Nullable PolymorphicType of(Type type) {
    return BY_NAME.get(type.name());
  }

  /** What a type of this shape is made of; null for a type of another shape. */
  public @Nullable Type element(Type actual) {
    return switch (shape) {
      case ELEMENT, NONARRAY -> actual;
      case ENUM -> DomainType.root(actual) instanceof EnumType ? actual : null;
      case ARRAY -> DomainType.root(actual).elementType();
      case RANGE, MULTIRANGE -> {
        RangeType range = range(actual);
        yield range == null ? null : range.subtype();
      }
    };
  }

  /** The range type that a type of this shape names; null for a type of another shape. */
  public @Nullable RangeType range(Type actual) {
    MultirangeType several = MultirangeType.of(actual);
    return switch (shape) {
      case RANGE -> RangeType.of(actual);
      case MULTIRANGE -> several == null ? null : several.range();
      case ELEMENT, NONARRAY, ENUM, ARRAY -> null;
    };
  }

  /**
   * What it stands for.
   *
   * @param range that of the call, null if there is none: an element does not tell its range
   * @return null when that cannot be told
   */
  public @Nullable Type stand(
      Type element, @Nullable RangeType range, Function<Type, @Nullable Type> arrayOf) {
    return switch (shape) {
      case ELEMENT, ENUM -> element;
      case NONARRAY -> element.isArray() ? null : element;
      case ARRAY -> arrayOf.apply(element);
      case RANGE -> range;
      case MULTIRANGE -> range == null ? null : range.multirange();
    };
  }

  /** What a type stands for in a call that was found right; null when its family is not in it. */
  public static @Nullable Type resolve(Type wanted, List<Type> declared, List<Type> actual) {
    PolymorphicType result = of(wanted);
    if (result == null) {
      return wanted;
    }
    Type element = null;
    RangeType range = null;
    for (int i = 0; i < Math.min(declared.size(), actual.size()); i++) {
      PolymorphicType argument = of(declared.get(i));
      if (argument != null
          && argument.compatible == result.compatible
          && of(actual.get(i)) == null) {
        element = element == null ? argument.element(actual.get(i)) : element;
        range = range == null ? argument.range(actual.get(i)) : range;
      }
    }
    return element == null ? null : result.stand(element, range, Types::array);
  }
}
