package dev.tusk.executor.pgcatalog;

/** Tables with their row counts. */
final class PgStatUserTables {
  private PgStatUserTables() {}

  static final SystemTable<Relation> TABLE =
      SystemTable.<Relation>named("pg_catalog", "pg_stat_user_tables", 12161, Relation::userTables)
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
