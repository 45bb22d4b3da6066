package dev.tusk.executor.pgcatalog;

/** Casts. */
final class PgCast {
  private PgCast() {}

  static final SystemTable<CastRow> TABLE =
      SystemTable.<CastRow>named("pg_catalog", "pg_cast", 2605, CastRow::all)
          .column("oid", "oid", (r, _) -> r.oid())
          .column("castsource", "oid", (r, _) -> (long) r.cast().source().oid())
          .column("casttarget", "oid", (r, _) -> (long) r.cast().target().oid())
          .column("castfunc", "oid", (r, _) -> r.functionOid())
          .column("castcontext", "char", (r, _) -> r.context())
          .column("castmethod", "char", (r, _) -> r.method())
          .build();
}
