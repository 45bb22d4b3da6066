package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.ObjectAddress;
import org.jspecify.annotations.Nullable;

/**
 * What ALTER TABLE … SET STORAGE said of a column; nothing where it is as its type is.
 *
 * @param storage {@code attstorage}: p, e, m or x
 */
public record ColumnStorage(long oid, long databaseOid, long tableOid, int column, char storage)
    implements DefinedPart {
  @Override
  public ObjectAddress address() {
    return ObjectAddress.column(tableOid, column);
  }

  @Override
  public @Nullable String schema() {
    return null;
  }
}
