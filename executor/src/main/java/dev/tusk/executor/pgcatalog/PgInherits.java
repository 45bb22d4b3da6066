package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.InheritanceRow;
import java.util.ArrayList;
import java.util.List;

/** Which tables inherit from which, and which indexes are parts of which. */
final class PgInherits {
  private PgInherits() {}

  static final SystemTable<InheritanceRow> TABLE =
      SystemTable.<InheritanceRow>named("pg_catalog", "pg_inherits", 2611, PgInherits::rows)
          .column("inhrelid", "oid", (r, _) -> r.child())
          .column("inhparent", "oid", (r, _) -> r.parent())
          .column("inhseqno", "int4", (r, _) -> r.number())
          .column("inhdetachpending", "bool", (r, v) -> v.partitions().of(r.child()).detaching())
          .build();

  private static List<InheritanceRow> rows(CatalogView view) {
    List<InheritanceRow> rows = new ArrayList<>(view.inheritance());
    rows.addAll(view.partitions().indexes());
    return rows;
  }
}
