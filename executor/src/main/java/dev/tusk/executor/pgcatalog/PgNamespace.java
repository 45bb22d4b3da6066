package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.SchemaRow;
import dev.tusk.sql.catalog.ObjectAddress;

/** Schemas. */
final class PgNamespace {
  private PgNamespace() {}

  static final SystemTable<SchemaRow> TABLE =
      SystemTable.<SchemaRow>named("pg_catalog", "pg_namespace", 2615, CatalogView::schemas)
          .column("oid", "oid", (r, _) -> r.oid())
          .column("nspname", "name", (r, _) -> r.name())
          .column("nspowner", "oid", (r, v) -> v.owner(ObjectAddress.PG_NAMESPACE, r.oid()))
          .column("nspacl", "_aclitem", (r, v) -> v.acl(ObjectAddress.PG_NAMESPACE, r.oid(), 0))
          .build();
}
