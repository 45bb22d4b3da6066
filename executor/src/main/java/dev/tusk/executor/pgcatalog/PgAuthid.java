package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;

/** Roles, with what is kept of their passwords. */
final class PgAuthid {
  private PgAuthid() {}

  static final SystemTable<RoleObject> TABLE =
      SystemTable.<RoleObject>named("pg_catalog", "pg_authid", 1260, RoleSource::all)
          .column("oid", "oid", (r, _) -> r.oid())
          .column("rolname", "name", (r, _) -> r.name())
          .column("rolsuper", "bool", (r, _) -> r.attributes().superuser())
          .column("rolinherit", "bool", (r, _) -> r.attributes().inherit())
          .column("rolcreaterole", "bool", (r, _) -> r.attributes().createRole())
          .column("rolcreatedb", "bool", (r, _) -> r.attributes().createDatabase())
          .column("rolcanlogin", "bool", (r, _) -> r.attributes().login())
          .column("rolreplication", "bool", (r, _) -> r.attributes().replication())
          .column("rolbypassrls", "bool", (r, _) -> r.attributes().bypassRowSecurity())
          .column("rolconnlimit", "int4", (r, _) -> r.attributes().connectionLimit())
          .column("rolpassword", "text", (r, _) -> r.verifier())
          .column("rolvaliduntil", "timestamptz", (r, _) -> r.validUntil())
          .build();
}
