package dev.tusk.executor.pgcatalog;

import dev.tusk.sql.catalog.ObjectAddress;

/** Tablespaces: the two that PostgreSQL always has, and those that were made. */
final class PgTablespace {
  private PgTablespace() {}

  static final SystemTable<TablespaceRow> TABLE =
      SystemTable.<TablespaceRow>named("pg_catalog", "pg_tablespace", 1213, TablespaceRow::all)
          .column("oid", "oid", (r, _) -> r.space().oid())
          .column("spcname", "name", (r, _) -> r.space().name())
          .column(
              "spcowner", "oid", (r, v) -> v.owner(ObjectAddress.PG_TABLESPACE, r.space().oid()))
          .column(
              "spcacl",
              "_aclitem",
              (r, v) -> v.acl(ObjectAddress.PG_TABLESPACE, r.space().oid(), 0))
          .column("spcoptions", "_text", (r, _) -> r.options())
          .build();
}
