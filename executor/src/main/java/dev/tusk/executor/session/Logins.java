package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogObject.DatabaseObject;
import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.Owners;
import dev.tusk.executor.catalog.RightsEntry.ObjectRights;
import dev.tusk.executor.catalog.RoleGraph;
import dev.tusk.executor.rights.Acl;
import dev.tusk.executor.rights.Privileges;
import dev.tusk.executor.rights.RightsKind;
import dev.tusk.executor.setting.ClientIdentity;
import dev.tusk.executor.setting.Settings;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.AclItem;
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

  /**
   * Lets a role in, or says why not: in the order in which PostgreSQL looks at it.
   *
   * @throws SqlException FATAL
   */
  public static LoginCounts.Place enter(
      EngineCore core, String user, String database, ClientIdentity client) {
    CatalogState state = core.catalog().state();
    RoleObject role = role(core, user);
    if (!role.attributes().login()) {
      throw refusal("role \"" + role.name() + "\" is not permitted to log in");
    }
    core.logins().check(role);
    if (!role.attributes().superuser()
        && client.freeSessions() < core.defaults().integer(Settings.SUPERUSER_RESERVED)) {
      throw SqlException.of(
          SqlState.TOO_MANY_CONNECTIONS,
          "remaining connection slots are reserved for non-replication superuser connections");
    }
    DatabaseObject found = state.database(database);
    if (found == null) {
      throw SqlException.of(
          SqlState.INVALID_CATALOG_NAME, "database \"" + database + "\" does not exist");
    }
    if (!found.attributes().connectable()) {
      throw SqlException.of(
          SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
          "database \"" + database + "\" is not currently accepting connections");
    }
    if (!mayConnect(state, role, found)) {
      throw SqlException.of(
              SqlState.INSUFFICIENT_PRIVILEGE,
              "permission denied for database \"" + database + "\"")
          .withDetail("User does not have CONNECT privilege.");
    }
    return core.logins().enter(role, found);
  }

  private static boolean mayConnect(CatalogState state, RoleObject role, DatabaseObject database) {
    RoleGraph roles = state.roles(database.oid());
    if (roles.superuser(role.oid())) {
      return true;
    }
    ObjectRights said = state.rights(database.oid(), database.address());
    long owner = Owners.of(state, database.oid(), database.address());
    List<AclItem> acl = said == null ? null : said.acl();
    return Acl.mask(
            acl != null ? acl : RightsKind.DATABASE.initial(owner),
            roles,
            role.oid(),
            owner,
            Privileges.CONNECT)
        != 0;
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
