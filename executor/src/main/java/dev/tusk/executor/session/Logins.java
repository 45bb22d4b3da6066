package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.ArrayList;
import java.util.List;

/** Whether a role may begin a session (InitializeSessionUserId of utils/init/miscinit.c). */
public final class Logins {
  private Logins() {}

  /** The role that a client names. */
  public static RoleObject role(EngineCore core, String name) {
    RoleObject role = core.catalog().state().role(name);
    if (role == null) {
      throw refusal("role \"" + name + "\" does not exist");
    }
    return role;
  }

  /** Refuses who may not log in, or not once more. */
  public static void check(EngineCore core, RoleObject role) {
    if (!role.attributes().login()) {
      throw refusal("role \"" + role.name() + "\" is not permitted to log in");
    }
    int most = role.attributes().connectionLimit();
    if (most >= 0 && !role.attributes().superuser()) {
      long open = core.sessions().stream().filter(s -> s.roles().login() == role.oid()).count();
      if (open >= most) {
        throw SqlException.of(
            SqlState.TOO_MANY_CONNECTIONS, "too many connections for role \"" + role.name() + "\"");
      }
    }
  }

  /** What the role's sessions begin with, the more general before the more special. */
  static List<String> settings(EngineCore core, long database, RoleObject role) {
    CatalogState state = core.catalog().state();
    List<String> entries = new ArrayList<>(state.settings(0, 0));
    entries.addAll(state.settings(0, database));
    entries.addAll(state.settings(role.oid(), 0));
    entries.addAll(state.settings(role.oid(), database));
    return entries;
  }

  private static SqlException refusal(String message) {
    return SqlException.of(SqlState.INVALID_AUTHORIZATION_SPECIFICATION, message);
  }
}
