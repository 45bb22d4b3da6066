package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;

/** Roles. */
final class PgRoles {
  private PgRoles() {}

  static final SystemTable<RoleObject> TABLE =
      SystemTable.<RoleObject>named("pg_catalog", "pg_roles", 12000, RoleSource::all)
          .column("rolname", "name", (r, _) -> r.name())
          .column("rolsuper", "bool", (r, _) -> r.attributes().superuser())
          .column("rolinherit", "bool", (r, _) -> r.attributes().inherit())
          .column("rolcreaterole", "bool", (r, _) -> r.attributes().createRole())
          .column("rolcreatedb", "bool", (r, _) -> r.attributes().createDatabase())
          .column("rolcanlogin", "bool", (r, _) -> r.attributes().login())
          .column("rolreplication", "bool", (r, _) -> r.attributes().replication())
          .column("rolconnlimit", "int4", (r, _) -> r.attributes().connectionLimit())
          .column("rolpassword", "text", (_, _) -> "********")
          .column("rolvaliduntil", "timestamptz", (r, _) -> r.validUntil())
          .column("rolbypassrls", "bool", (r, _) -> r.attributes().bypassRowSecurity())
          .column("rolconfig", "_text", RoleSource::settings)
          .column("oid", "oid", (r, _) -> r.oid())
          .build();
}
