package dev.tusk.executor.pgcatalog;

/** Tablespaces: the two that PostgreSQL always has. */
final class PgTablespace {
  private PgTablespace() {}

  static final SystemTable<TablespaceRow> TABLE =
      SystemTable.<TablespaceRow>named("pg_catalog", "pg_tablespace", 1213, TablespaceRow::all)
          .column("oid", "oid", (r, _) -> r.oid())
          .column("spcname", "name", (r, _) -> r.name())
          .column("spcowner", "oid", (_, _) -> SystemTable.OWNER)
          .column("spcacl", "_aclitem", (_, _) -> null)
          .column("spcoptions", "_text", (_, _) -> null)
          .build();
}
