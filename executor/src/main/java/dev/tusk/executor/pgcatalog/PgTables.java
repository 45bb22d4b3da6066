package dev.tusk.executor.pgcatalog;

/** Tables, with names in place of OIDs. */
final class PgTables {
  private PgTables() {}

  static final SystemTable<Relation> TABLE =
      SystemTable.<Relation>named("pg_catalog", "pg_tables", 12033, Relation::tables)
          .column("schemaname", "name", (r, _) -> r.schema())
          .column("tablename", "name", (r, _) -> r.name())
          .column("tableowner", "name", (r, v) -> v.relationOwner(r.oid()))
          .column("tablespace", "name", (r, _) -> r.tablespaceName())
          .column("hasindexes", "bool", (r, _) -> r.hasIndex())
          .column("hasrules", "bool", (r, v) -> PgClass.hasRules(r.table(), v))
          .column("hastriggers", "bool", (r, _) -> r.hasTriggers())
          .column("rowsecurity", "bool", (r, v) -> v.rowSecurity(r.oid()).enabled())
          .build();
}
