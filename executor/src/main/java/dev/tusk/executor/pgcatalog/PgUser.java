package dev.tusk.executor.pgcatalog;

/** Roles that can log in. */
final class PgUser {
  private PgUser() {}

  static final SystemTable<RoleRow> TABLE =
      SystemTable.<RoleRow>named("pg_catalog", "pg_user", 12014, RoleRow::login)
          .column("usename", "name", (r, _) -> r.name())
          .column("usesysid", "oid", (r, _) -> r.oid())
          .column("usecreatedb", "bool", (r, _) -> r.superuser())
          .column("usesuper", "bool", (r, _) -> r.superuser())
          .column("userepl", "bool", (r, _) -> r.superuser())
          .column("usebypassrls", "bool", (r, _) -> r.superuser())
          .column("passwd", "text", (_, _) -> "********")
          .column("valuntil", "timestamptz", (r, _) -> r.validUntil())
          .column("useconfig", "_text", (_, _) -> null)
          .build();
}
