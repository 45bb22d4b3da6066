package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.RightsEntry.DefaultRights;
import dev.tusk.executor.rights.AclText;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Types;

/** What objects to come may be used for, by whom. */
final class PgDefaultAcl {
  private PgDefaultAcl() {}

  static final SystemTable<DefaultRights> TABLE =
      SystemTable.<DefaultRights>named(
              "pg_catalog",
              "pg_default_acl",
              826,
              view -> view.state().of(DefaultRights.class, view.databaseOid()))
          .column("oid", "oid", (r, _) -> r.oid())
          .column("defaclrole", "oid", (r, _) -> r.role())
          .column("defaclnamespace", "oid", (r, _) -> r.schemaOid())
          .column("defaclobjtype", "char", (r, _) -> String.valueOf(r.kind()))
          .column(
              "defaclacl",
              "_aclitem",
              (r, v) -> ArrayValue.of(Types.ACLITEM, AclText.of(r.acl(), v.roles())))
          .build();
}
