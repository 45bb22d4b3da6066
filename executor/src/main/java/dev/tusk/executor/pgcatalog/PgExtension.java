package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.ExtensionRow;
import dev.tusk.sql.catalog.ObjectAddress;

/** Extensions created in this database. */
final class PgExtension {
  private PgExtension() {}

  static final SystemTable<ExtensionRow> TABLE =
      SystemTable.<ExtensionRow>named("pg_catalog", "pg_extension", 3079, CatalogView::extensions)
          .column("oid", "oid", (r, _) -> r.oid())
          .column("extname", "name", (r, _) -> r.name())
          .column("extowner", "oid", (r, v) -> v.owner(ObjectAddress.PG_EXTENSION, r.oid()))
          .column("extnamespace", "oid", (r, _) -> r.schemaOid())
          .column("extrelocatable", "bool", (_, _) -> true)
          .column("extversion", "text", (r, _) -> r.version())
          .column("extconfig", "_oid", (_, _) -> null)
          .column("extcondition", "_text", (_, _) -> null)
          .build();
}
