package dev.tusk.executor.catalog;

import dev.tusk.sql.statement.DefinedKind;
import org.jspecify.annotations.Nullable;

/** A part of a defined object, or what is said of a table: no statement names it by itself. */
sealed interface DefinedPart extends DefinedObject
    permits ForeignObject.MappingObject,
        Publication.PublishedTable,
        Publication.PublishedSchema,
        ReplicaIdentity,
        StorageChoice,
        ColumnStorage {
  @Override
  default @Nullable DefinedKind kind() {
    return null;
  }

  @Override
  default String name() {
    return "";
  }

  @Override
  default CatalogObject named(@Nullable String schema, String name) {
    return this;
  }
}
