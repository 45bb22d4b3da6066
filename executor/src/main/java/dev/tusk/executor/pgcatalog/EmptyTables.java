package dev.tusk.executor.pgcatalog;

import java.util.List;

/**
 * Relations that tools read and that have no rows here: what they would list (subscriptions, …)
 * does not exist in Tusk.
 */
final class EmptyTables {
  private EmptyTables() {}

  static final List<SystemTable<?>> ALL =
      List.of(
          empty(
              "pg_catalog",
              "pg_subscription",
              6100,
              "oid oid, subdbid oid, subskiplsn text, subname name, subowner oid, subenabled "
                  + "bool, subbinary bool, substream bool, subtwophasestate char, subdisableonerr "
                  + "bool, subconninfo text, subslotname name, subsynccommit text, subpublications "
                  + "_text"),
          empty(
              "pg_catalog", "pg_foreign_table", 3118, "ftrelid oid, ftserver oid, ftoptions _text"),
          empty(
              "pg_catalog",
              "pg_shmem_allocations",
              12138,
              "name text, off int8, size int8, allocated_size int8"),
          empty(
              "pg_catalog",
              "pg_seclabel",
              3596,
              "objoid oid, classoid oid, objsubid int4, provider text, label text"),
          empty(
              "pg_catalog",
              "pg_seclabels",
              12099,
              "objoid oid, classoid oid, objsubid int4, objtype text, objnamespace oid, "
                  + "objname text, provider text, label text"),
          empty(
              "pg_catalog",
              "pg_stat_replication",
              12227,
              "pid int4, usesysid oid, usename name, application_name text, client_addr inet, "
                  + "client_hostname text, client_port int4, backend_start timestamptz, backend_xmin "
                  + "xid, state text, sent_lsn text, write_lsn text, flush_lsn text, replay_lsn "
                  + "text, write_lag interval, flush_lag interval, replay_lag interval, "
                  + "sync_priority int4, sync_state text, reply_time timestamptz"),
          empty(
              "pg_catalog",
              "pg_transform",
              3576,
              "oid oid, trftype oid, trflang oid, trffromsql regproc, trftosql regproc"),
          empty(
              "pg_catalog",
              "pg_conversion",
              2607,
              "oid oid, conname name, connamespace oid, conowner oid, conforencoding int4, "
                  + "contoencoding int4, conproc regproc, condefault bool"),
          empty(
              "pg_catalog",
              "pg_prepared_xacts",
              12090,
              "transaction xid, gid text, prepared timestamptz, owner name, database name"),
          empty(
              "information_schema",
              "element_types",
              13493,
              "object_catalog name, object_schema name, object_name name, object_type varchar, "
                  + "collection_type_identifier name, data_type varchar, character_maximum_length "
                  + "int4, character_octet_length int4, character_set_catalog name, "
                  + "character_set_schema name, character_set_name name, collation_catalog name, "
                  + "collation_schema name, collation_name name, numeric_precision int4, "
                  + "numeric_precision_radix int4, numeric_scale int4, datetime_precision int4, "
                  + "interval_type varchar, interval_precision int4, domain_default varchar, "
                  + "udt_catalog name, udt_schema name, udt_name name, scope_catalog name, "
                  + "scope_schema name, scope_name name, maximum_cardinality int4, dtd_identifier "
                  + "name"));

  /** Columns as {@code name type, …}. */
  private static SystemTable<?> empty(String schema, String name, long oid, String columns) {
    var table = SystemTable.named(schema, name, oid, _ -> List.of());
    for (String column : columns.split(", ")) {
      String[] parts = column.split(" ");
      table.column(parts[0], parts[1], (_, _) -> null);
    }
    return table.build();
  }
}
