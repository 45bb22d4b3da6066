package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.RoleGraph;
import dev.tusk.executor.catalog.RoleMember;
import dev.tusk.executor.rights.CurrentRoles;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.GrantRole;
import dev.tusk.sql.statement.RoleSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** GRANT and REVOKE of roles (AddRoleMems, DelRoleMems of commands/user.c). */
final class RoleMemberships {
  private final CommandHost host;

  RoleMemberships(CommandHost host) {
    this.host = host;
  }

  private RoleGraph roles() {
    return host.changes().state().roles(host.catalog().databaseOid());
  }

  static RoleObject with(RoleObject role, List<RoleMember> members) {
    return new RoleObject(
        role.oid(),
        role.name(),
        role.attributes(),
        role.verifier(),
        role.validUntil(),
        List.copyOf(members));
  }

  String run(GrantRole statement) {
    CurrentRoles now = host.roles();
    RoleSpec by = statement.grantedBy();
    long grantor = by == null ? now.current() : host.role(by).oid();
    statement.members().forEach(host::role);
    for (GrantRole.GrantedRole granted : statement.roles()) {
      if (granted.columns()) {
        throw SqlException.of(
            SqlState.INVALID_GRANT_OPERATION,
            "column names cannot be included in GRANT/REVOKE ROLE");
      }
      if (statement.group()) {
        RoleCommands.checkAlterable(granted.role());
      }
      RoleObject role = host.role(granted.role());
      if (statement.revoke()) {
        remove(role, statement.members(), statement.option());
      } else {
        add(role, statement.members(), grantor, statement.option());
      }
    }
    return statement.group() ? "ALTER ROLE" : statement.revoke() ? "REVOKE ROLE" : "GRANT ROLE";
  }

  private void check(RoleObject role, long grantor) {
    long current = host.roles().current();
    if (role.attributes().superuser()) {
      if (!roles().superuser(current)) {
        throw SqlException.of(
            SqlState.INSUFFICIENT_PRIVILEGE, "must be superuser to alter superusers");
      }
      return;
    }
    if (!new RoleCommands(host).createsRoles() && !roles().isAdmin(grantor, role.oid())) {
      throw SqlException.of(
          SqlState.INSUFFICIENT_PRIVILEGE,
          "must have admin option on role \"" + role.name() + "\"");
    }
  }

  void add(RoleObject role, List<RoleSpec> members, long grantor, boolean admin) {
    if (members.isEmpty()) {
      return;
    }
    check(role, grantor);
    if (role.oid() == RoleGraph.DATABASE_OWNER) {
      throw SqlException.of(
          SqlState.INTERNAL_ERROR, "role \"" + role.name() + "\" cannot have explicit members");
    }
    if (grantor != host.roles().current() && !roles().superuser(host.roles().current())) {
      throw SqlException.of(SqlState.INSUFFICIENT_PRIVILEGE, "must be superuser to set grantor");
    }
    host.changes().lockObject(host.transaction(), role.oid());
    for (RoleSpec spec : members) {
      add(role.oid(), host.role(spec), grantor, admin);
    }
  }

  private void add(long roleOid, RoleObject member, long grantor, boolean admin) {
    RoleObject role = Objects.requireNonNull(roles().find(roleOid));
    if (member.oid() == RoleGraph.DATABASE_OWNER) {
      throw SqlException.of(
          SqlState.INTERNAL_ERROR, "role \"" + member.name() + "\" cannot be a member of any role");
    }
    if (roles().isMemberByGrant(roleOid, member.oid())) {
      throw SqlException.of(
          SqlState.INVALID_GRANT_OPERATION,
          "role \"" + role.name() + "\" is a member of role \"" + member.name() + "\"");
    }
    RoleMember before = find(role, member.oid());
    if (before != null && (!admin || before.admin())) {
      host.notice(
          "role \"" + member.name() + "\" is already a member of role \"" + role.name() + "\"");
      return;
    }
    List<RoleMember> changed = new ArrayList<>(role.granted());
    RoleMember made = new RoleMember(member.oid(), grantor, admin);
    if (before == null) {
      changed.add(made);
    } else {
      changed.replaceAll(m -> m.member() == member.oid() ? made : m);
    }
    host.changes().put(with(role, changed));
  }

  private static @Nullable RoleMember find(RoleObject role, long member) {
    return role.granted().stream().filter(m -> m.member() == member).findFirst().orElse(null);
  }

  private void remove(RoleObject granted, List<RoleSpec> members, boolean optionOnly) {
    check(granted, host.roles().current());
    host.changes().lockObject(host.transaction(), granted.oid());
    for (RoleSpec spec : members) {
      RoleObject member = host.role(spec);
      RoleObject role = Objects.requireNonNull(roles().find(granted.oid()));
      if (find(role, member.oid()) == null) {
        host.warning(
            SqlState.WARNING,
            "role \"" + member.name() + "\" is not a member of role \"" + role.name() + "\"");
        continue;
      }
      List<RoleMember> changed = new ArrayList<>(role.granted());
      if (optionOnly) {
        changed.replaceAll(
            m -> m.member() == member.oid() ? new RoleMember(m.member(), m.grantor(), false) : m);
      } else {
        changed.removeIf(m -> m.member() == member.oid());
      }
      host.changes().put(with(role, changed));
    }
  }
}
