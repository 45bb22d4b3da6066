package dev.tusk.executor.pgcatalog;

/** Roles. */
final class PgRoles {
  private PgRoles() {}

  static final SystemTable<RoleRow> TABLE =
      SystemTable.<RoleRow>named("pg_catalog", "pg_roles", 12000, RoleRow::all)
          .column("rolname", "name", (r, _) -> r.name())
          .column("rolsuper", "bool", (r, _) -> r.superuser())
          .column("rolinherit", "bool", (_, _) -> true)
          .column("rolcreaterole", "bool", (r, _) -> r.superuser())
          .column("rolcreatedb", "bool", (r, _) -> r.superuser())
          .column("rolcanlogin", "bool", (r, _) -> r.superuser())
          .column("rolreplication", "bool", (r, _) -> r.superuser())
          .column("rolconnlimit", "int4", (_, _) -> -1)
          .column("rolpassword", "text", (_, _) -> "********")
          .column("rolvaliduntil", "timestamptz", (r, _) -> r.validUntil())
          .column("rolbypassrls", "bool", (r, _) -> r.superuser())
          .column("rolconfig", "_text", (_, _) -> null)
          .column("oid", "oid", (r, _) -> r.oid())
          .build();
}
