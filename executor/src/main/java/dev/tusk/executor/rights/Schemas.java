package dev.tusk.executor.rights;

import dev.tusk.executor.catalog.CatalogObject.SchemaObject;
import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.sql.catalog.ObjectAddress;
import java.util.Optional;

/** Schemas by their names, those of the system's too. */
public final class Schemas {
  private static final long PG_CATALOG = 11;
  private static final long INFORMATION_SCHEMA = 13_000;

  private Schemas() {}

  /** The schema of that name; empty where there is none. */
  public static Optional<ObjectAddress> address(SessionCatalog catalog, String name) {
    return switch (name) {
      case "pg_catalog" -> Optional.of(of(PG_CATALOG));
      case "information_schema" -> Optional.of(of(INFORMATION_SCHEMA));
      default -> {
        SchemaObject schema = catalog.state().schema(catalog.databaseOid(), name);
        yield schema == null ? Optional.empty() : Optional.of(schema.address());
      }
    };
  }

  private static ObjectAddress of(long oid) {
    return ObjectAddress.of(ObjectAddress.PG_NAMESPACE, oid);
  }
}
