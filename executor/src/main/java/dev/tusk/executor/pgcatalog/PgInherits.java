package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.InheritanceRow;

/** Which tables inherit from which. */
final class PgInherits {
  private PgInherits() {}

  static final SystemTable<InheritanceRow> TABLE =
      SystemTable.<InheritanceRow>named("pg_catalog", "pg_inherits", 2611, CatalogView::inheritance)
          .column("inhrelid", "oid", (r, _) -> r.child())
          .column("inhparent", "oid", (r, _) -> r.parent())
          .column("inhseqno", "int4", (r, _) -> r.number())
          .column("inhdetachpending", "bool", (_, _) -> false)
          .build();
}
