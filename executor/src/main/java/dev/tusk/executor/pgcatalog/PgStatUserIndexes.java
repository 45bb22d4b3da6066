package dev.tusk.executor.pgcatalog;

import java.util.List;

/** Indexes with their use since the server started; those of the system have none. */
final class PgStatUserIndexes {
  private PgStatUserIndexes() {}

  static final List<SystemTable<?>> TABLES =
      List.of(table("pg_stat_all_indexes", 12183), table("pg_stat_user_indexes", 12192));

  private static SystemTable<IndexRow> table(String name, long oid) {
    return SystemTable.<IndexRow>named("pg_catalog", name, oid, IndexRow::all)
        .column("relid", "oid", (r, _) -> r.table().oid())
        .column("indexrelid", "oid", (r, _) -> r.index().oid())
        .column("schemaname", "name", (r, _) -> r.index().schema())
        .column("relname", "name", (r, _) -> r.table().name())
        .column("indexrelname", "name", (r, _) -> r.index().name())
        .column("idx_scan", "int8", (r, _) -> r.use().scans())
        .column("idx_tup_read", "int8", (r, _) -> r.use().rows())
        .column("idx_tup_fetch", "int8", (r, _) -> r.use().rows())
        .build();
  }
}
