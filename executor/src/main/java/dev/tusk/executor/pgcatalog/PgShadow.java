package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;

/** Roles that can log in, with what is kept of their passwords. */
final class PgShadow {
  private PgShadow() {}

  static final SystemTable<RoleObject> TABLE =
      SystemTable.<RoleObject>named("pg_catalog", "pg_shadow", 12005, RoleSource::login)
          .column("usename", "name", (r, _) -> r.name())
          .column("usesysid", "oid", (r, _) -> r.oid())
          .column("usecreatedb", "bool", (r, _) -> r.attributes().createDatabase())
          .column("usesuper", "bool", (r, _) -> r.attributes().superuser())
          .column("userepl", "bool", (r, _) -> r.attributes().replication())
          .column("usebypassrls", "bool", (r, _) -> r.attributes().bypassRowSecurity())
          .column("passwd", "text", (r, _) -> r.verifier())
          .column("valuntil", "timestamptz", (r, _) -> r.validUntil())
          .column("useconfig", "_text", RoleSource::settings)
          .build();
}
