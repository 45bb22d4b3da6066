package dev.tusk.executor.pgcatalog;

/** Indexes with their use. */
final class PgStatUserIndexes {
  private PgStatUserIndexes() {}

  static final SystemTable<IndexRow> TABLE =
      SystemTable.<IndexRow>named("pg_catalog", "pg_stat_user_indexes", 12192, IndexRow::all)
          .column("relid", "oid", (r, _) -> r.table().oid())
          .column("indexrelid", "oid", (r, _) -> r.index().oid())
          .column("schemaname", "name", (r, _) -> r.index().schema())
          .column("relname", "name", (r, _) -> r.table().name())
          .column("indexrelname", "name", (r, _) -> r.index().name())
          .column("idx_scan", "int8", (r, _) -> r.scans())
          .column("idx_tup_read", "int8", (_, _) -> 0L)
          .column("idx_tup_fetch", "int8", (_, _) -> 0L)
          .build();
}
