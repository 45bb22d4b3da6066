package dev.tusk.executor.command;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import org.jspecify.annotations.Nullable;

/** OWNER TO and AUTHORIZATION: there is one role, to which every object belongs. */
final class Ownership {
  private Ownership() {}

  /** Refuses a role that is not there; null names none. */
  static void check(CommandHost host, @Nullable String role) {
    if (role != null
        && !role.equals(host.currentUser())
        && !role.equals("current_user")
        && !role.equals("current_role")
        && !role.equals("session_user")) {
      throw SqlException.of(SqlState.UNDEFINED_OBJECT, "role \"" + role + "\" does not exist");
    }
  }
}
