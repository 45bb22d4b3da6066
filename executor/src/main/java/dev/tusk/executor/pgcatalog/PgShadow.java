package dev.tusk.executor.pgcatalog;

/** Roles that can log in, with what is kept of their passwords. */
final class PgShadow {
  private PgShadow() {}

  static final SystemTable<RoleRow> TABLE =
      SystemTable.<RoleRow>named("pg_catalog", "pg_shadow", 12005, RoleRow::login)
          .column("usename", "name", (r, _) -> r.name())
          .column("usesysid", "oid", (r, _) -> r.oid())
          .column("usecreatedb", "bool", (r, _) -> r.superuser())
          .column("usesuper", "bool", (r, _) -> r.superuser())
          .column("userepl", "bool", (r, _) -> r.superuser())
          .column("usebypassrls", "bool", (r, _) -> r.superuser())
          .column("passwd", "text", (r, _) -> r.verifier())
          .column("valuntil", "timestamptz", (r, _) -> r.validUntil())
          .column("useconfig", "_text", (_, _) -> null)
          .build();
}
