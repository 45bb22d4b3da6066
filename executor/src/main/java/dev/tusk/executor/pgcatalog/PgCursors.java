package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.CursorRow;

/** Cursors of this session. */
final class PgCursors {
  private PgCursors() {}

  static final SystemTable<CursorRow> TABLE =
      SystemTable.<CursorRow>named("pg_catalog", "pg_cursors", 12077, CatalogView::cursors)
          .column("name", "text", (r, _) -> r.name())
          .column("statement", "text", (r, _) -> r.statement())
          .column("is_holdable", "bool", (r, _) -> r.holdable())
          .column("is_binary", "bool", (r, _) -> r.binary())
          .column("is_scrollable", "bool", (r, _) -> r.scrollable())
          .column("creation_time", "timestamptz", (r, _) -> r.opened())
          .build();
}
