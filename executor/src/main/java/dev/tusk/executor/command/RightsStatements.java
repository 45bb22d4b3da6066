package dev.tusk.executor.command;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.AlterDefaultPrivileges;
import dev.tusk.sql.statement.AlterOwner;
import dev.tusk.sql.statement.AlterRole;
import dev.tusk.sql.statement.AlterRoleSetting;
import dev.tusk.sql.statement.CreateRole;
import dev.tusk.sql.statement.DropOwned;
import dev.tusk.sql.statement.DropRoles;
import dev.tusk.sql.statement.Grant;
import dev.tusk.sql.statement.GrantRole;
import dev.tusk.sql.statement.ReassignOwned;
import dev.tusk.sql.statement.RenameRole;
import dev.tusk.sql.statement.RightsCommand;
import dev.tusk.sql.statement.SecurityLabel;

/** Statements about roles and rights: who runs each, and what it is called. */
final class RightsStatements {
  private RightsStatements() {}

  static String run(CommandHost host, RightsCommand statement) {
    return switch (statement) {
      case CreateRole s -> new RoleCommands(host).create(s);
      case AlterRole s -> new RoleCommands(host).alter(s);
      case RenameRole s -> new RoleCommands(host).rename(s);
      case DropRoles s -> new RoleCommands(host).drop(s);
      case GrantRole s -> new RoleMemberships(host).run(s);
      case AlterRoleSetting s -> new RoleSettingCommand(host, s).run();
      case AlterOwner s -> new Ownership(host).alter(s);
      case Grant s -> new GrantCommand(host, s).run();
      case AlterDefaultPrivileges s -> new DefaultPrivileges(host, s).run();
      case ReassignOwned s -> new OwnedObjects(host).reassign(s);
      case SecurityLabel s -> throw noProvider(s);
      case DropOwned s -> new OwnedObjects(host).drop(s);
    };
  }

  /** Labels are asked of libraries (seclabel.c): none is there. */
  private static SqlException noProvider(SecurityLabel statement) {
    return SqlException.of(
        SqlState.INVALID_PARAMETER_VALUE,
        statement.provider() == null
            ? "no security label providers have been loaded"
            : "security label provider \"" + statement.provider() + "\" is not loaded");
  }

  /** The command tag. */
  static String name(RightsCommand statement) {
    return switch (statement) {
      case CreateRole _ -> "CREATE ROLE";
      case AlterRole _, RenameRole _ -> "ALTER ROLE";
      case DropRoles _ -> "DROP ROLE";
      case GrantRole s -> s.group() ? "ALTER ROLE" : s.revoke() ? "REVOKE ROLE" : "GRANT ROLE";
      case AlterRoleSetting s -> s.ofDatabase() ? "ALTER DATABASE" : "ALTER ROLE";
      case AlterOwner s -> "ALTER " + ObjectTargets.word(s.kind());
      case Grant s -> s.revoke() ? "REVOKE" : "GRANT";
      case AlterDefaultPrivileges _ -> "ALTER DEFAULT PRIVILEGES";
      case ReassignOwned _ -> "REASSIGN OWNED";
      case SecurityLabel _ -> "SECURITY LABEL";
      case DropOwned _ -> "DROP OWNED";
    };
  }
}
