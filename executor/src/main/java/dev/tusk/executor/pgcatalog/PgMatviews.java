package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.ViewRow;

/** Materialized views, with their queries. */
final class PgMatviews {
  private PgMatviews() {}

  static final SystemTable<ViewRow> TABLE =
      SystemTable.<ViewRow>named("pg_catalog", "pg_matviews", 12038, CatalogView::materializedViews)
          .column("schemaname", "name", (r, _) -> r.table().schema())
          .column("matviewname", "name", (r, _) -> r.table().name())
          .column("matviewowner", "name", (r, v) -> v.relationOwner(r.table().oid()))
          .column("tablespace", "name", (r, v) -> new Relation(r.table(), null, v).tablespaceName())
          .column("hasindexes", "bool", (r, _) -> !r.table().indexes().isEmpty())
          .column("ispopulated", "bool", (r, v) -> v.populated(r.table().oid()))
          .column("definition", "text", (r, _) -> r.definition())
          .build();
}
