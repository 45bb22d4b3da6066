package dev.tusk.executor.pgcatalog;

/** Access methods. */
final class PgAm {
  private PgAm() {}

  static final SystemTable<AccessMethodRow> TABLE =
      SystemTable.<AccessMethodRow>named("pg_catalog", "pg_am", 2601, AccessMethodRow::all)
          .column("oid", "oid", (r, _) -> r.oid())
          .column("amname", "name", (r, _) -> r.name())
          .column("amhandler", "regproc", (r, _) -> r.handler())
          .column("amtype", "char", (r, _) -> r.kind())
          .build();
}
