package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;

/** Roles that can log in. */
final class PgUser {
  private PgUser() {}

  static final SystemTable<RoleObject> TABLE =
      SystemTable.<RoleObject>named("pg_catalog", "pg_user", 12014, RoleSource::login)
          .column("usename", "name", (r, _) -> r.name())
          .column("usesysid", "oid", (r, _) -> r.oid())
          .column("usecreatedb", "bool", (r, _) -> r.attributes().createDatabase())
          .column("usesuper", "bool", (r, _) -> r.attributes().superuser())
          .column("userepl", "bool", (r, _) -> r.attributes().replication())
          .column("usebypassrls", "bool", (r, _) -> r.attributes().bypassRowSecurity())
          .column("passwd", "text", (_, _) -> "********")
          .column("valuntil", "timestamptz", (r, _) -> r.validUntil())
          .column("useconfig", "_text", RoleSource::settings)
          .build();
}
