package dev.tusk.sql.catalog;

import org.jspecify.annotations.Nullable;

/** A relation's name as written: with its schema, or to be looked up along the search path. */
public record QualifiedName(@Nullable String schema, String name) {
  @Override
  public String toString() {
    return schema == null ? name : schema + "." + name;
  }
}
