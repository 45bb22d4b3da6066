package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.TypeReference;
import dev.tusk.sql.type.Types;
import java.util.Optional;

/** Types as catalog rows and sessions name them. */
public final class CatalogTypes {
  private CatalogTypes() {}

  /** The type of a stored column; those of users are put in its place by {@link UserTypes}. */
  static Type stored(int oid) {
    return Types.byOid(oid).orElseGet(() -> new TypeReference(oid));
  }

  /** The extension a type belongs to; empty for built-in ones. */
  public static Optional<String> extension(Type type) {
    Type element = type.elementType();
    Type base = type.isArray() && element != null ? element : type;
    return Optional.ofNullable(base.extension());
  }

  static Optional<Type> byName(QualifiedName name) {
    return Types.byName(name.name());
  }
}
