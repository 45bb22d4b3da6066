package dev.tusk.executor.catalog;

import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.Type;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The types of users that an engine has seen, one for each definition: what is the same type in two
 * states of the catalog is the same object, as types are compared by identity everywhere.
 */
final class TypePool {
  /** A type holds its definition, so that an entry goes when nobody holds the type. */
  private final Map<Object, WeakReference<Type>> types = new WeakHashMap<>();

  synchronized Type composite(CompositeType.Definition definition) {
    WeakReference<Type> kept = types.get(definition);
    Type type = kept == null ? null : kept.get();
    if (type == null) {
      type = new CompositeType(definition);
      types.put(definition, new WeakReference<>(type));
    }
    return type;
  }
}
