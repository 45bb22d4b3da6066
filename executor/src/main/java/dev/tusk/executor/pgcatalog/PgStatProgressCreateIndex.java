package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.IndexBuildRow;

/** Index builds under way; PostgreSQL has no columns behind {@code partitions_done}. */
final class PgStatProgressCreateIndex {
  private PgStatProgressCreateIndex() {}

  static final SystemTable<IndexBuildRow> TABLE =
      SystemTable.<IndexBuildRow>named(
              "pg_catalog", "pg_stat_progress_create_index", 12312, CatalogView::indexBuilds)
          .column("pid", "int4", (r, _) -> r.processId())
          .column("datid", "oid", (r, _) -> r.databaseOid())
          .column("datname", "name", (r, _) -> r.database())
          .column("relid", "oid", (r, _) -> r.tableOid())
          .column("index_relid", "oid", (r, _) -> r.indexOid())
          .column("command", "text", (r, _) -> r.command())
          .column("phase", "text", (r, _) -> r.phase())
          .column("lockers_total", "int8", (_, _) -> 0L)
          .column("lockers_done", "int8", (_, _) -> 0L)
          .column("current_locker_pid", "int8", (_, _) -> 0L)
          .column("blocks_total", "int8", (r, _) -> r.rowsTotal())
          .column("blocks_done", "int8", (r, _) -> r.rowsDone())
          .column("tuples_total", "int8", (r, _) -> r.rowsTotal())
          .column("tuples_done", "int8", (r, _) -> r.rowsDone())
          .column("partitions_total", "int8", (_, _) -> 0L)
          .column("partitions_done", "int8", (_, _) -> 0L)
          .column("percent", "float8", (r, _) -> r.percent())
          .column("rows_per_second", "float8", (r, _) -> r.rowsPerSecond())
          .column("seconds_left", "float8", (r, _) -> r.secondsLeft())
          .build();
}
