package dev.tusk.executor.plpgsql;

import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What polymorphic types stand for in one call. */
final class PolymorphicTypes {
  private static final List<Type> ELEMENTS =
      List.of(
          Types.ANYELEMENT, Types.ANYNONARRAY, Types.ANYCOMPATIBLE, Types.ANYCOMPATIBLENONARRAY);
  private static final List<Type> ARRAYS = List.of(Types.ANYARRAY, Types.ANYCOMPATIBLEARRAY);

  private PolymorphicTypes() {}

  static boolean is(Type type) {
    return ELEMENTS.contains(type)
        || ARRAYS.contains(type)
        || type.name().startsWith("any") && type.category() == 'P';
  }

  /** A type that a polymorphic one may stand for, for reading a body that nobody calls yet. */
  static Type sample(Type type) {
    return ARRAYS.contains(type) ? Types.array(Types.INT4) : is(type) ? Types.INT4 : type;
  }

  /** A type of the declaration as it is in a call. */
  static Type resolve(Type type, List<Type> declared, List<Type> actual) {
    if (!is(type)) {
      return type;
    }
    Type element = element(declared, actual, type.name().startsWith("anycompatible"));
    if (element == null) {
      return sample(type);
    }
    return ARRAYS.contains(type) ? Types.array(element) : element;
  }

  private static @Nullable Type element(
      List<Type> declared, List<Type> actual, boolean compatible) {
    for (int i = 0; i < Math.min(declared.size(), actual.size()); i++) {
      Type one = declared.get(i);
      if (is(one) && one.name().startsWith("anycompatible") == compatible) {
        Type given = actual.get(i);
        return ARRAYS.contains(one) ? given.elementType() : given;
      }
    }
    return null;
  }
}
