package dev.tusk.executor.informationschema;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.SchemaRow;
import dev.tusk.executor.pgcatalog.SystemTable;
import dev.tusk.sql.catalog.ObjectAddress;

/** Schemas. */
public final class Schemata {
  private Schemata() {}

  public static final SystemTable<SchemaRow> TABLE =
      SystemTable.<SchemaRow>named("information_schema", "schemata", 13382, CatalogView::schemas)
          .column("catalog_name", "name", (_, v) -> v.databaseName())
          .column("schema_name", "name", (r, _) -> r.name())
          .column(
              "schema_owner",
              "name",
              (r, v) -> v.roles().name(v.owner(ObjectAddress.PG_NAMESPACE, r.oid())))
          .column("default_character_set_catalog", "name", (_, _) -> null)
          .column("default_character_set_schema", "name", (_, _) -> null)
          .column("default_character_set_name", "name", (_, _) -> null)
          .column("sql_path", "varchar", (_, _) -> null)
          .build();
}
