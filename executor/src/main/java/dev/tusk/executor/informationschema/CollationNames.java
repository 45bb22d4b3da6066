package dev.tusk.executor.informationschema;

import dev.tusk.sql.type.Collation;
import org.jspecify.annotations.Nullable;

/** What the standard's views tell of a collation: nothing of the database's own. */
final class CollationNames {
  private CollationNames() {}

  static @Nullable String name(@Nullable Collation collation) {
    return collation == null || collation.equals(Collation.DEFAULT) ? null : collation.name();
  }

  static @Nullable String schema(@Nullable Collation collation) {
    return name(collation) == null ? null : "pg_catalog";
  }
}
