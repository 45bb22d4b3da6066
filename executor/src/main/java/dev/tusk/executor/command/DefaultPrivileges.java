package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.SchemaObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.RightsEntry.DefaultRights;
import dev.tusk.executor.catalog.RoleGraph;
import dev.tusk.executor.rights.Acl;
import dev.tusk.executor.rights.Denied;
import dev.tusk.executor.rights.RightsKind;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.AlterDefaultPrivileges;
import dev.tusk.sql.statement.Grant;
import dev.tusk.sql.statement.RoleSpec;
import dev.tusk.sql.type.AclItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** ALTER DEFAULT PRIVILEGES (ExecAlterDefaultPrivilegesStmt of catalog/aclchk.c). */
final class DefaultPrivileges {
  private final CommandHost host;
  private final AlterDefaultPrivileges statement;

  DefaultPrivileges(CommandHost host, AlterDefaultPrivileges statement) {
    this.host = host;
    this.statement = statement;
  }

  private CatalogState state() {
    return host.changes().state();
  }

  String run() {
    Grant grant = statement.grants();
    if (grant.privileges().stream().anyMatch(p -> !p.columns().isEmpty())) {
      throw SqlException.of(
          SqlState.INVALID_GRANT_OPERATION, "default privileges cannot be set for columns");
    }
    GrantedPrivileges wanted = GrantedPrivileges.of(grant);
    RightsKind kind = kind(grant.target().kind());
    List<Long> grantees = new ArrayList<>();
    for (RoleSpec grantee : grant.grantees()) {
      boolean everyone = grantee.kind() == RoleSpec.Kind.PUBLIC;
      grantees.add(everyone ? AclItem.PUBLIC : host.role(grantee).oid());
    }
    if (kind == RightsKind.TABLE && (wanted.privileges() & ~kind.all()) != 0) {
      throw SqlException.of(
          SqlState.INVALID_GRANT_OPERATION, "invalid privilege type USAGE for relation");
    }
    long privileges = wanted.all() ? kind.all() : wanted.privileges();
    for (long role : roles()) {
      if (statement.schemas().isEmpty()) {
        change(role, 0, kind, grantees, privileges);
      }
      for (String name : statement.schemas()) {
        change(role, schema(name, kind), kind, grantees, privileges);
      }
    }
    return "ALTER DEFAULT PRIVILEGES";
  }

  private List<Long> roles() {
    RoleGraph roles = state().roles(host.catalog().databaseOid());
    long user = host.roles().current();
    if (statement.roles().isEmpty()) {
      return List.of(user);
    }
    List<Long> found = new ArrayList<>();
    for (RoleSpec spec : statement.roles()) {
      var role = host.role(spec);
      if (!roles.isMember(user, role.oid())) {
        throw Denied.because("must be member of role \"" + role.name() + "\"");
      }
      found.add(role.oid());
    }
    return found;
  }

  private long schema(String name, RightsKind kind) {
    SchemaObject schema = state().schema(host.catalog().databaseOid(), name);
    if (schema == null) {
      throw Names.noSchema(name);
    }
    if (kind == RightsKind.SCHEMA) {
      throw SqlException.of(
          SqlState.INVALID_GRANT_OPERATION,
          "cannot use IN SCHEMA clause when using GRANT/REVOKE ON SCHEMAS");
    }
    return schema.oid();
  }

  private static RightsKind kind(Grant.Kind kind) {
    return switch (kind) {
      case TABLE -> RightsKind.TABLE;
      case SEQUENCE -> RightsKind.SEQUENCE;
      case FUNCTION, PROCEDURE, ROUTINE -> RightsKind.FUNCTION;
      case TYPE, DOMAIN -> RightsKind.TYPE;
      case SCHEMA -> RightsKind.SCHEMA;
      case DATABASE, FOREIGN_DATA_WRAPPER, FOREIGN_SERVER, LANGUAGE, LARGE_OBJECT, TABLESPACE ->
          throw new IllegalStateException("no default privileges");
    };
  }

  private void change(
      long role, long schema, RightsKind kind, List<Long> grantees, long privileges) {
    long database = host.catalog().databaseOid();
    List<AclItem> initial = schema == 0 ? kind.initial(role) : List.of();
    DefaultRights known = state().defaultRights(database, role, schema, kind.defaultKind());
    List<AclItem> after =
        GrantCommand.merged(
            statement.grants(),
            grantees,
            known == null ? initial : known.acl(),
            state().roles(database),
            role,
            role,
            privileges);
    boolean same = new HashSet<>(after).equals(new HashSet<>(initial));
    if (!same) {
      long oid = known == null ? host.changes().newOid() : known.oid();
      host.changes()
          .put(
              new DefaultRights(
                  oid, database, role, schema, kind.defaultKind(), Acl.sorted(after)));
    } else if (known != null) {
      host.changes().remove(known.oid());
    }
  }
}
