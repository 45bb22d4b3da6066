package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.DatabaseObject;
import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.Owners;
import dev.tusk.executor.catalog.RightsEntry.RoleSettings;
import dev.tusk.executor.catalog.RoleGraph;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.AlterRoleSetting;
import dev.tusk.sql.statement.Reset;
import dev.tusk.sql.statement.RoleSpec;
import dev.tusk.sql.statement.SetVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** ALTER ROLE … SET and ALTER DATABASE … SET: what sessions begin with. */
final class RoleSettingCommand {
  private final CommandHost host;
  private final AlterRoleSetting statement;

  RoleSettingCommand(CommandHost host, AlterRoleSetting statement) {
    this.host = host;
    this.statement = statement;
  }

  String run() {
    RoleSpec spec = statement.role();
    long role = spec == null ? 0 : role(spec);
    String name = statement.database();
    long database = name == null ? 0 : database(name, spec == null);
    long current = host.roles().current();
    if (role == 0 && database == 0 && !host.changes().state().roles(0).superuser(current)) {
      throw SqlException.of(
          SqlState.INSUFFICIENT_PRIVILEGE, "must be superuser to alter settings globally");
    }
    host.changes().lockObject(host.transaction(), role == 0 ? database : role);
    change(role, database);
    return statement.ofDatabase() ? "ALTER DATABASE" : "ALTER ROLE";
  }

  private long role(RoleSpec spec) {
    RoleCommands.checkAlterable(spec);
    RoleObject role = host.role(spec);
    long current = host.roles().current();
    RoleGraph roles = host.changes().state().roles(0);
    if (role.attributes().superuser() && !roles.superuser(current)) {
      throw SqlException.of(
          SqlState.INSUFFICIENT_PRIVILEGE, "must be superuser to alter superusers");
    }
    if (!new RoleCommands(host).createsRoles() && role.oid() != current) {
      throw SqlException.of(SqlState.INSUFFICIENT_PRIVILEGE, "permission denied");
    }
    return role.oid();
  }

  private long database(String name, boolean byOwner) {
    CatalogState state = host.changes().state();
    DatabaseObject database = state.database(name);
    if (database == null) {
      throw SqlException.of(
          SqlState.INVALID_CATALOG_NAME, "database \"" + name + "\" does not exist");
    }
    long owner = Owners.of(state, database.oid(), database.address());
    if (byOwner && !state.roles(0).hasPrivilegesOf(host.roles().current(), owner)) {
      throw SqlException.of(SqlState.INSUFFICIENT_PRIVILEGE, "must be owner of database " + name);
    }
    return database.oid();
  }

  private void change(long role, long database) {
    List<String> entries = new ArrayList<>(host.changes().state().settings(role, database));
    switch (statement.change()) {
      case SetVariable set -> {
        String entry =
            set.values().isEmpty() ? null : host.settingEntry(set.name(), set.values(), false);
        String name = entry == null ? set.name() : entry.substring(0, entry.indexOf('='));
        int at = place(entries, name);
        if (entry == null) {
          remove(entries, at);
        } else if (at < 0) {
          entries.add(entry);
        } else {
          entries.set(at, entry);
        }
      }
      case Reset reset -> {
        if (reset.name().equals("all")) {
          entries.clear();
        } else {
          remove(entries, place(entries, reset.name()));
        }
      }
      default -> throw SqlException.notSupported("SET TRANSACTION of a role");
    }
    put(role, database, entries);
  }

  private static void remove(List<String> entries, int at) {
    if (at >= 0) {
      entries.remove(at);
    }
  }

  private static int place(List<String> entries, String name) {
    for (int i = 0; i < entries.size(); i++) {
      String known = entries.get(i).substring(0, entries.get(i).indexOf('='));
      if (known.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
        return i;
      }
    }
    return -1;
  }

  private void put(long role, long database, List<String> entries) {
    long oid = 0;
    for (RoleSettings known : host.changes().state().of(RoleSettings.class, 0)) {
      if (known.role() == role && known.inDatabase() == database) {
        oid = known.oid();
      }
    }
    if (!entries.isEmpty()) {
      long number = oid == 0 ? host.changes().newOid() : oid;
      host.changes().put(new RoleSettings(number, role, database, List.copyOf(entries)));
    } else if (oid != 0) {
      host.changes().remove(oid);
    }
  }
}
