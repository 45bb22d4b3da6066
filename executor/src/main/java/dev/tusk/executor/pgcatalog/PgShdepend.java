package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.rights.SharedDependency;
import dev.tusk.sql.catalog.ObjectAddress;

/** Which objects need which roles. */
final class PgShdepend {
  private PgShdepend() {}

  static final SystemTable<SharedDependency> TABLE =
      SystemTable.<SharedDependency>named(
              "pg_catalog",
              "pg_shdepend",
              1214,
              view -> SharedDependency.all(view.state(), view.largeObjects()))
          .column("dbid", "oid", (r, _) -> r.database())
          .column("classid", "oid", (r, _) -> r.object().classOid())
          .column("objid", "oid", (r, _) -> r.object().objectOid())
          .column("objsubid", "int4", (r, _) -> r.object().sub())
          .column("refclassid", "oid", (_, _) -> ObjectAddress.PG_AUTHID)
          .column("refobjid", "oid", (r, _) -> r.role())
          .column("deptype", "char", (r, _) -> String.valueOf(r.kind().code()))
          .build();
}
