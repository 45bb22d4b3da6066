package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.ViewRow;

/** Views, with their queries. */
final class PgViews {
  private PgViews() {}

  static final SystemTable<ViewRow> TABLE =
      SystemTable.<ViewRow>named("pg_catalog", "pg_views", 12028, CatalogView::views)
          .column("schemaname", "name", (r, _) -> r.table().schema())
          .column("viewname", "name", (r, _) -> r.table().name())
          .column("viewowner", "name", (r, v) -> v.relationOwner(r.table().oid()))
          .column("definition", "text", (r, _) -> r.definition())
          .build();
}
