package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;

/** Roles that cannot log in, with their members. */
final class PgGroup {
  private PgGroup() {}

  static final SystemTable<RoleObject> TABLE =
      SystemTable.<RoleObject>named("pg_catalog", "pg_group", 12010, RoleSource::groups)
          .column("groname", "name", (r, _) -> r.name())
          .column("grosysid", "oid", (r, _) -> r.oid())
          .column("grolist", "_oid", RoleSource::members)
          .build();
}
