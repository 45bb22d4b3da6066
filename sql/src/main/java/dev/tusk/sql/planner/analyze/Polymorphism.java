package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.EnumType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code anyelement}, {@code anyarray}, {@code anycompatible} and their kin: what they stand for in
 * one call (PostgreSQL's {@code enforce_generic_type_consistency}).
 */
final class Polymorphism {
  private final Coercion coercion;

  Polymorphism(Coercion coercion) {
    this.coercion = coercion;
  }

  static boolean polymorphic(Type type) {
    return switch (type.name()) {
      case "any",
          "anyelement",
          "anyarray",
          "anynonarray",
          "anyenum",
          "anyrange",
          "anycompatible",
          "anycompatiblearray",
          "anycompatiblenonarray" ->
          true;
      default -> false;
    };
  }

  private static boolean array(Type declared) {
    return declared.name().equals("anyarray") || declared.name().equals("anycompatiblearray");
  }

  private static boolean compatible(Type declared) {
    return declared.name().startsWith("anycompatible");
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
      Type wanted = declared.get(i);
      if (!polymorphic(wanted) || wanted.name().equals("any")) {
        continue;
      }
      Family family = compatible(wanted) ? common : exact;
      if (!family.add(wanted, actual.get(i))) {
        return null;
      }
    }
    Type element = exact.exactElement(unknownElement);
    Type commonElement = common.commonElement();
    if (exact.failed || common.failed) {
      return null;
    }
    List<Type> result = new ArrayList<>();
    for (int i = 0; i < actual.size(); i++) {
      Type type = stand(declared.get(i), actual.get(i), element, commonElement);
      if (type == null) {
        return null;
      }
      result.add(type);
    }
    for (Type resultType : results) {
      Type type = stand(resultType, resultType, element, commonElement);
      if (type == null) {
        return null;
      }
      result.add(type);
    }
    return result;
  }

  private @Nullable Type stand(
      Type declared, Type actual, @Nullable Type element, @Nullable Type commonElement) {
    if (!polymorphic(declared) || declared.name().equals("any")) {
      return declared;
    }
    Type chosen = compatible(declared) ? commonElement : element;
    if (chosen == null) {
      return actual == Types.UNKNOWN ? null : actual;
    }
    if (!array(declared)) {
      return declared.name().endsWith("nonarray") && chosen.isArray() ? null : chosen;
    }
    return coercion.arrayOf(chosen);
  }

  /** The actual types met for one family. */
  private final class Family {
    private final List<Type> elements = new ArrayList<>();
    private boolean unknown;
    private boolean failed;

    boolean add(Type declared, Type actual) {
      if (actual == Types.UNKNOWN) {
        unknown = true;
        return true;
      }
      if (declared == Types.ANYENUM && !(DomainType.root(actual) instanceof EnumType)) {
        return false;
      }
      if (!array(declared)) {
        elements.add(actual);
        return true;
      }
      Type element = DomainType.root(actual).elementType();
      if (element == null) {
        return false;
      }
      elements.add(element);
      return true;
    }

    @Nullable Type exactElement(@Nullable Type otherwise) {
      for (Type element : elements) {
        if (element != elements.getFirst()) {
          failed = true;
        }
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
  static SqlException undetermined() {
    return SqlException.of(
        SqlState.DATATYPE_MISMATCH,
        "could not determine polymorphic type because input has type unknown");
  }
}
