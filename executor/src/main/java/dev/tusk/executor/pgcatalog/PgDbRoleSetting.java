package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.RightsEntry.RoleSettings;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Types;

/** What sessions begin with: ALTER ROLE … SET. */
final class PgDbRoleSetting {
  private PgDbRoleSetting() {}

  static final SystemTable<RoleSettings> TABLE =
      SystemTable.<RoleSettings>named(
              "pg_catalog",
              "pg_db_role_setting",
              2964,
              view -> view.state().of(RoleSettings.class, 0))
          .column("setdatabase", "oid", (r, _) -> r.inDatabase())
          .column("setrole", "oid", (r, _) -> r.role())
          .column("setconfig", "_text", (r, _) -> ArrayValue.of(Types.TEXT, r.entries()))
          .build();
}
