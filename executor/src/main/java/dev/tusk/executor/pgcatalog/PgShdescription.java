package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.CommentRow;

/** Comments on what all databases share. */
final class PgShdescription {
  private PgShdescription() {}

  static final SystemTable<CommentRow> TABLE =
      SystemTable.<CommentRow>named(
              "pg_catalog", "pg_shdescription", 2396, CatalogView::sharedComments)
          .column("objoid", "oid", (r, _) -> r.objectOid())
          .column("classoid", "oid", (r, _) -> r.classOid())
          .column("description", "text", (r, _) -> r.text())
          .build();
}
