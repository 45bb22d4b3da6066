package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.SequenceRow;
import java.util.List;

/**
 * Which objects depend on others: sequences on the columns that own them, which psql, pg_dump and
 * drivers ask for.
 */
final class PgDepend {
  private static final long PG_CLASS = 1259;

  private PgDepend() {}

  static final SystemTable<SequenceRow> TABLE =
      SystemTable.<SequenceRow>named("pg_catalog", "pg_depend", 2608, PgDepend::owned)
          .column("classid", "oid", (_, _) -> PG_CLASS)
          .column("objid", "oid", (r, _) -> r.oid())
          .column("objsubid", "int4", (_, _) -> 0)
          .column("refclassid", "oid", (_, _) -> PG_CLASS)
          .column("refobjid", "oid", (r, _) -> r.ownerTable())
          .column("refobjsubid", "int4", (r, _) -> r.ownerColumn())
          .column("deptype", "char", (r, _) -> r.identity() ? "i" : "a")
          .build();

  private static List<SequenceRow> owned(CatalogView view) {
    return view.sequences().stream().filter(s -> s.ownerTable() != 0).toList();
  }
}
