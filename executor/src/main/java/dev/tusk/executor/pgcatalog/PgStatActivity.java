package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.SessionRow;

/** Sessions. */
final class PgStatActivity {
  private PgStatActivity() {}

  static final SystemTable<SessionRow> TABLE =
      SystemTable.<SessionRow>named("pg_catalog", "pg_stat_activity", 12222, CatalogView::sessions)
          .column("datid", "oid", (r, _) -> r.databaseOid())
          .column("datname", "name", (r, _) -> r.database())
          .column("pid", "int4", (r, _) -> r.processId())
          .column("leader_pid", "int4", (_, _) -> null)
          .column("usesysid", "oid", (r, _) -> r.userOid())
          .column("usename", "name", (r, _) -> r.user())
          .column("application_name", "text", (r, _) -> r.applicationName())
          .column("client_addr", "inet", (r, _) -> r.clientNetworkAddress())
          .column("client_hostname", "text", (_, _) -> null)
          .column("client_port", "int4", (r, _) -> r.clientPort())
          .column("backend_start", "timestamptz", (r, _) -> r.started())
          .column("xact_start", "timestamptz", (r, _) -> r.transactionStarted())
          .column("query_start", "timestamptz", (r, _) -> r.queryStarted())
          .column("state_change", "timestamptz", (r, _) -> r.stateChanged())
          .column("wait_event_type", "text", (r, _) -> r.idle() ? "Client" : null)
          .column("wait_event", "text", (r, _) -> r.idle() ? "ClientRead" : null)
          .column("state", "text", (r, _) -> r.state())
          .column("backend_xid", "xid", (_, _) -> null)
          .column("backend_xmin", "xid", (_, _) -> null)
          .column("query_id", "int8", (_, _) -> null)
          .column("query", "text", (r, _) -> r.query())
          .column("backend_type", "text", (r, _) -> r.state() == null ? null : "client backend")
          .build();
}
