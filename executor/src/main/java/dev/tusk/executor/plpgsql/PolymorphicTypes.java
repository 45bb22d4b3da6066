package dev.tusk.executor.plpgsql;

import dev.tusk.sql.type.PolymorphicType;
import dev.tusk.sql.type.RangeType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Objects;

/** What polymorphic types stand for in one call. */
final class PolymorphicTypes {
  private PolymorphicTypes() {}

  static boolean is(Type type) {
    return type == Types.ANY || PolymorphicType.of(type) != null;
  }

  /** A type that a polymorphic one may stand for, for reading a body that nobody calls yet. */
  static Type sample(Type type) {
    PolymorphicType polymorphic = PolymorphicType.of(type);
    if (polymorphic == null) {
      return is(type) ? Types.INT4 : type;
    }
    RangeType range = RangeType.of(Types.byName("int4range").orElseThrow());
    return Objects.requireNonNull(polymorphic.stand(Types.INT4, range, Types::array));
  }

  /** A type of the declaration as it is in a call. */
  static Type resolve(Type type, List<Type> declared, List<Type> actual) {
    return Objects.requireNonNullElseGet(
        PolymorphicType.resolve(type, declared, actual), () -> sample(type));
  }
}
