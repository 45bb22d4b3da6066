package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.ObjectAddress;
import org.jspecify.annotations.Nullable;

/**
 * Whether policies of a table are asked: kept only for tables where that was ever said. It is a
 * word about the table, not a thing beside it, so that the table's address is its own and it goes
 * with the table.
 *
 * @param forced whether they bind the table's owner too
 */
public record RowSecurityObject(
    long oid, long databaseOid, long tableOid, boolean enabled, boolean forced)
    implements CatalogObject {
  @Override
  public ObjectAddress address() {
    return ObjectAddress.relation(tableOid);
  }

  @Override
  public @Nullable String schema() {
    return null;
  }

  @Override
  public String name() {
    return "";
  }

  @Override
  public NameSpace nameSpace() {
    return NameSpace.NONE;
  }

  @Override
  public RowSecurityObject named(@Nullable String schema, String newName) {
    return this;
  }
}
