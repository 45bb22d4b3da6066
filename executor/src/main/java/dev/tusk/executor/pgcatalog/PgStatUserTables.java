package dev.tusk.executor.pgcatalog;

import java.util.List;

/** Tables with their row counts. */
final class PgStatUserTables {
  private PgStatUserTables() {}

  static final List<SystemTable<?>> TABLES =
      List.of(table("pg_stat_all_tables", 12142), table("pg_stat_user_tables", 12161));

  private static SystemTable<Relation> table(String name, long oid) {
    return SystemTable.<Relation>named("pg_catalog", name, oid, Relation::userTables)
        .column("relid", "oid", (r, _) -> r.oid())
        .column("schemaname", "name", (r, _) -> r.schema())
        .column("relname", "name", (r, _) -> r.name())
        .column("seq_scan", "int8", (_, _) -> 0L)
        .column("seq_tup_read", "int8", (_, _) -> 0L)
        .column("idx_scan", "int8", (_, _) -> 0L)
        .column("idx_tup_fetch", "int8", (_, _) -> 0L)
        .column("n_tup_ins", "int8", (_, _) -> 0L)
        .column("n_tup_upd", "int8", (_, _) -> 0L)
        .column("n_tup_del", "int8", (_, _) -> 0L)
        .column("n_tup_hot_upd", "int8", (_, _) -> 0L)
        .column("n_live_tup", "int8", (r, _) -> (long) Math.max(0, r.tuples()))
        .column("n_dead_tup", "int8", (_, _) -> 0L)
        .column("n_mod_since_analyze", "int8", (_, _) -> 0L)
        .column("n_ins_since_vacuum", "int8", (_, _) -> 0L)
        .column("last_vacuum", "timestamptz", (_, _) -> null)
        .column("last_autovacuum", "timestamptz", (_, _) -> null)
        .column("last_analyze", "timestamptz", (_, _) -> null)
        .column("last_autoanalyze", "timestamptz", (_, _) -> null)
        .column("vacuum_count", "int8", (_, _) -> 0L)
        .column("autovacuum_count", "int8", (_, _) -> 0L)
        .column("analyze_count", "int8", (_, _) -> 0L)
        .column("autoanalyze_count", "int8", (_, _) -> 0L)
        .build();
  }
}
