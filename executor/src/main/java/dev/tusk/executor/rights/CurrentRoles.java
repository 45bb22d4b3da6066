package dev.tusk.executor.rights;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.RoleGraph;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.RoleSpec;

/**
 * As whom a statement runs.
 *
 * @param session who connected, or whom SET SESSION AUTHORIZATION named
 * @param outer the session's user, or whom SET ROLE named
 * @param current the same, or the owner of the function that runs
 */
public record CurrentRoles(long session, long outer, long current) {
  /** The role that a statement names; there is none for PUBLIC. */
  public RoleObject named(RoleSpec spec, CatalogState state) {
    RoleGraph roles = state.roles(0);
    RoleObject found =
        switch (spec.kind()) {
          case NAMED -> roles.find(spec.name());
          case CURRENT_ROLE, CURRENT_USER -> roles.find(current);
          case SESSION_USER -> roles.find(session);
          case PUBLIC -> null;
        };
    if (found == null) {
      throw missing(spec.name());
    }
    return found;
  }

  public static SqlException missing(String name) {
    return SqlException.of(SqlState.UNDEFINED_OBJECT, "role \"" + name + "\" does not exist");
  }
}
