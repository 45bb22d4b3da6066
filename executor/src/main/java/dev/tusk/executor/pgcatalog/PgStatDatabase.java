package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.DatabaseRow;
import dev.tusk.executor.catalogview.DatabaseUse;
import java.util.List;

/** What databases were used for since the server started; NULL is what is not counted. */
final class PgStatDatabase {
  private PgStatDatabase() {}

  /** A database, its use, and how many sessions it has now. */
  private record Row(DatabaseRow database, DatabaseUse use, int sessions) {
    static List<Row> all(CatalogView view) {
      return view.databases().stream()
          .map(d ->
              new Row(
                  d,
                  view.databaseUse(d.oid()),
                  (int) view.sessions().stream().filter(s -> s.databaseOid() == d.oid()).count()))
          .toList();
    }
  }

  static final SystemTable<Row> TABLE =
      SystemTable.<Row>named("pg_catalog", "pg_stat_database", 12266, Row::all)
          .column("datid", "oid", (r, _) -> r.database.oid())
          .column("datname", "name", (r, _) -> r.database.name())
          .column("numbackends", "int4", (r, _) -> r.sessions)
          .column("xact_commit", "int8", (r, _) -> r.use.commits())
          .column("xact_rollback", "int8", (r, _) -> r.use.rollbacks())
          .column("blks_read", "int8", (_, _) -> null)
          .column("blks_hit", "int8", (_, _) -> null)
          .column("tup_returned", "int8", (r, _) -> r.use.scanned() + r.use.fetched())
          .column("tup_fetched", "int8", (r, _) -> r.use.fetched())
          .column("tup_inserted", "int8", (r, _) -> r.use.inserted())
          .column("tup_updated", "int8", (r, _) -> r.use.updated())
          .column("tup_deleted", "int8", (r, _) -> r.use.deleted())
          .column("conflicts", "int8", (_, _) -> 0L)
          .column("temp_files", "int8", (_, _) -> 0L)
          .column("temp_bytes", "int8", (_, _) -> 0L)
          .column("deadlocks", "int8", (r, _) -> r.use.deadlocks())
          .column("checksum_failures", "int8", (_, _) -> null)
          .column("checksum_last_failure", "timestamptz", (_, _) -> null)
          .column("blk_read_time", "float8", (_, _) -> null)
          .column("blk_write_time", "float8", (_, _) -> null)
          .column("session_time", "float8", (_, _) -> null)
          .column("active_time", "float8", (_, _) -> null)
          .column("idle_in_transaction_time", "float8", (_, _) -> null)
          .column("sessions", "int8", (r, _) -> r.use.sessions())
          .column("sessions_abandoned", "int8", (_, _) -> null)
          .column("sessions_fatal", "int8", (_, _) -> null)
          .column("sessions_killed", "int8", (_, _) -> null)
          .column("stats_reset", "timestamptz", (_, _) -> null)
          .build();
}
