package dev.tusk.executor.pgcatalog;

/** Roles, with what is kept of their passwords. */
final class PgAuthid {
  private PgAuthid() {}

  static final SystemTable<RoleRow> TABLE =
      SystemTable.<RoleRow>named("pg_catalog", "pg_authid", 1260, RoleRow::all)
          .column("oid", "oid", (r, _) -> r.oid())
          .column("rolname", "name", (r, _) -> r.name())
          .column("rolsuper", "bool", (r, _) -> r.superuser())
          .column("rolinherit", "bool", (_, _) -> true)
          .column("rolcreaterole", "bool", (r, _) -> r.superuser())
          .column("rolcreatedb", "bool", (r, _) -> r.superuser())
          .column("rolcanlogin", "bool", (r, _) -> r.superuser())
          .column("rolreplication", "bool", (r, _) -> r.superuser())
          .column("rolbypassrls", "bool", (r, _) -> r.superuser())
          .column("rolconnlimit", "int4", (_, _) -> -1)
          .column("rolpassword", "text", (r, _) -> r.verifier())
          .column("rolvaliduntil", "timestamptz", (r, _) -> r.validUntil())
          .build();
}
