package dev.tusk.executor.catalog;

import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.EnumType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.UserRangeType;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;

/**
 * The types of users that an engine has seen, one for each definition: what is the same type in two
 * states of the catalog is the same object, as types are compared by identity everywhere.
 */
final class TypePool {
  /** A type holds its definition, so that an entry goes when nobody holds the type. */
  private final Map<Object, WeakReference<Type>> types = new WeakHashMap<>();

  Type composite(CompositeType.Definition definition) {
    return type(definition, () -> new CompositeType(definition));
  }

  Type enumeration(EnumType.Definition definition) {
    return type(definition, () -> new EnumType(definition));
  }

  Type range(UserRangeType.Definition definition) {
    return type(definition, () -> new UserRangeType(definition));
  }

  Type domain(DomainType.Definition definition) {
    return type(definition, () -> new DomainType(definition));
  }

  private synchronized Type type(Object definition, Supplier<Type> made) {
    WeakReference<Type> kept = types.get(definition);
    Type type = kept == null ? null : kept.get();
    if (type == null) {
      type = made.get();
      types.put(definition, new WeakReference<>(type));
    }
    return type;
  }
}
