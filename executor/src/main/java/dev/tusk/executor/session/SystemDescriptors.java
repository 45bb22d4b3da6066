package dev.tusk.executor.session;

import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.executor.informationschema.SystemTables;
import dev.tusk.sql.catalog.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The relations of pg_catalog and information_schema by name and by OID. */
final class SystemDescriptors implements SessionCatalog.SystemRelations {
  static final SystemDescriptors ALL = new SystemDescriptors();

  private final Map<Long, Table> byOid = new HashMap<>();
  private final Map<String, Table> byName = new HashMap<>();

  private SystemDescriptors() {
    for (Table table : SystemTables.descriptors()) {
      byOid.put(table.oid(), table);
      byName.put(table.schema() + "." + table.name(), table);
    }
  }

  @Override
  public Optional<Table> table(String schema, String name) {
    return Optional.ofNullable(byName.get(schema + "." + name));
  }

  @Override
  public Optional<Table> table(long oid) {
    return Optional.ofNullable(byOid.get(oid));
  }
}
