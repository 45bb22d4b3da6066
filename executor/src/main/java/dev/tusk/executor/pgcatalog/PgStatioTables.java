package dev.tusk.executor.pgcatalog;

import java.util.List;

/** Reads of tables' blocks, which are not counted: Sequelize looks OIDs of tables up here. */
final class PgStatioTables {
  private PgStatioTables() {}

  static final List<SystemTable<?>> TABLES =
      List.of(table("pg_statio_all_tables", 12170), table("pg_statio_user_tables", 12179));

  private static SystemTable<Relation> table(String name, long oid) {
    return SystemTable.<Relation>named("pg_catalog", name, oid, Relation::userTables)
        .column("relid", "oid", (r, _) -> r.oid())
        .column("schemaname", "name", (r, _) -> r.schema())
        .column("relname", "name", (r, _) -> r.name())
        .column("heap_blks_read", "int8", (_, _) -> 0L)
        .column("heap_blks_hit", "int8", (_, _) -> 0L)
        .column("idx_blks_read", "int8", (_, _) -> 0L)
        .column("idx_blks_hit", "int8", (_, _) -> 0L)
        .column("toast_blks_read", "int8", (_, _) -> null)
        .column("toast_blks_hit", "int8", (_, _) -> null)
        .column("tidx_blks_read", "int8", (_, _) -> null)
        .column("tidx_blks_hit", "int8", (_, _) -> null)
        .build();
  }
}
