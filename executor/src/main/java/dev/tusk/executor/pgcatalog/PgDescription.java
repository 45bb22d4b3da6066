package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.CommentRow;

/** Comments. */
final class PgDescription {
  private PgDescription() {}

  static final SystemTable<CommentRow> TABLE =
      SystemTable.<CommentRow>named("pg_catalog", "pg_description", 2609, CatalogView::comments)
          .column("objoid", "oid", (r, _) -> r.objectOid())
          .column("classoid", "oid", (r, _) -> r.classOid())
          .column("objsubid", "int4", (r, _) -> r.column())
          .column("description", "text", (r, _) -> r.text())
          .build();
}
