package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.PolymorphicType;
import dev.tusk.sql.type.RangeType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code anyelement}, {@code anyarray}, {@code anycompatible} and their kin: what they stand for in
 * one call (PostgreSQL's {@code enforce_generic_type_consistency}).
 */
final class Polymorphism {
  /** Some range, where it is only asked whether there may be one. */
  private static final RangeType TRIED =
      Objects.requireNonNull(RangeType.of(Types.byName("int4range").orElseThrow()));

  private final Coercion coercion;

  Polymorphism(Coercion coercion) {
    this.coercion = coercion;
  }

  static boolean polymorphic(Type type) {
    return type == Types.ANY || PolymorphicType.of(type) != null;
  }

  /** Whether the actual types can stand for the declared ones together; unknown ones always can. */
  boolean consistent(List<Type> declared, List<Type> actual) {
    return resolve(declared, actual, List.of(Types.TEXT), Types.TEXT) != null;
  }

  /**
   * The declared types with the polymorphic ones replaced, then the result's.
   *
   * <p>Where all arguments of a family are unknown, {@code anycompatible} is text and {@code
   * anyelement} nothing at all.
   *
   * @return null when they do not fit; the last entry is the result type
   */
  @Nullable List<Type> resolve(List<Type> declared, List<Type> actual, Type resultType) {
    return resolve(declared, actual, List.of(resultType), null);
  }

  /** The same with the types of several results behind those of the arguments. */
  @Nullable List<Type> resolve(List<Type> declared, List<Type> actual, List<Type> results) {
    return resolve(declared, actual, results, null);
  }

  private @Nullable List<Type> resolve(
      List<Type> declared, List<Type> actual, List<Type> results, @Nullable Type unknownElement) {
    Family exact = new Family();
    Family common = new Family();
    for (int i = 0; i < actual.size(); i++) {
      PolymorphicType wanted = PolymorphicType.of(declared.get(i));
      if (wanted != null && !(wanted.compatible() ? common : exact).add(wanted, actual.get(i))) {
        return null;
      }
    }
    exact.settle(exact.exactElement(unknownElement), unknownElement != null);
    common.settle(common.commonElement(), unknownElement != null);
    if (exact.failed || common.failed) {
      return null;
    }
    List<Type> result = new ArrayList<>();
    for (int i = 0; i < actual.size(); i++) {
      Type type = stand(declared.get(i), actual.get(i), exact, common);
      if (type == null) {
        return null;
      }
      result.add(type);
    }
    for (Type resultType : results) {
      Type type = stand(resultType, resultType, exact, common);
      if (type == null) {
        return null;
      }
      result.add(type);
    }
    return result;
  }

  private @Nullable Type stand(Type declared, Type actual, Family exact, Family common) {
    PolymorphicType wanted = PolymorphicType.of(declared);
    if (wanted == null) {
      return declared;
    }
    Family family = wanted.compatible() ? common : exact;
    Type element = family.element;
    if (element == null) {
      return actual == Types.UNKNOWN ? null : actual;
    }
    return wanted.stand(element, family.range, coercion::arrayOf);
  }

  /** The actual types met for one family. */
  private final class Family {
    private final List<Type> elements = new ArrayList<>();
    private @Nullable RangeType range;
    private @Nullable Type element;
    private boolean unknown;
    private boolean failed;

    boolean add(PolymorphicType declared, Type actual) {
      if (actual == Types.UNKNOWN) {
        unknown = true;
        return true;
      }
      Type part = declared.element(actual);
      if (part == null) {
        return false;
      }
      elements.add(part);
      RangeType named = declared.range(actual);
      if (named != null) {
        failed |= range != null && range != named;
        range = named;
      }
      return true;
    }

    /**
     * The element that all have agreed on, which must be that of the ranges.
     *
     * @param trial whether unknown arguments are taken for ranges that fit
     */
    void settle(@Nullable Type agreed, boolean trial) {
      element = agreed;
      if (range == null && trial) {
        range = TRIED;
      } else {
        failed |= range != null && agreed != null && range.subtype() != agreed;
      }
    }

    @Nullable Type exactElement(@Nullable Type otherwise) {
      for (Type one : elements) {
        failed |= one != elements.getFirst();
      }
      return elements.isEmpty() ? (unknown ? otherwise : null) : elements.getFirst();
    }

    @Nullable Type commonElement() {
      if (elements.isEmpty()) {
        return unknown ? Types.TEXT : null;
      }
      Type common = coercion.commonTypeOrNull(elements);
      failed |= common == null;
      return common;
    }
  }

  /** The error of a call whose polymorphic types cannot be found. */
  static SqlException undetermined(List<Type> declared) {
    String named = "";
    for (Type range : List.of(Types.ANYCOMPATIBLEMULTIRANGE, Types.ANYCOMPATIBLERANGE)) {
      if (named.isEmpty() && declared.contains(range)) {
        named = range.name() + " ";
      }
    }
    return SqlException.of(
        SqlState.DATATYPE_MISMATCH,
        "could not determine polymorphic type " + named + "because input has type unknown");
  }
}
