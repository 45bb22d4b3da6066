package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.RoleAttributes;
import dev.tusk.executor.catalog.RoleMember;
import dev.tusk.sql.statement.RoleOption.Attribute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A role while a statement changes it. */
final class RoleDraft {
  private boolean superuser;
  private boolean inherit;
  private boolean createRole;
  private boolean createDatabase;
  private boolean replication;
  private boolean bypassRowSecurity;
  boolean login;
  int connectionLimit;
  @Nullable String verifier;
  @Nullable Long validUntil;

  RoleDraft(RoleAttributes from) {
    superuser = from.superuser();
    inherit = from.inherit();
    createRole = from.createRole();
    createDatabase = from.createDatabase();
    login = from.login();
    replication = from.replication();
    bypassRowSecurity = from.bypassRowSecurity();
    connectionLimit = from.connectionLimit();
  }

  void set(Attribute.Name name, boolean on) {
    switch (name) {
      case SUPERUSER -> superuser = on;
      case INHERIT -> inherit = on;
      case CREATEROLE -> createRole = on;
      case CREATEDB -> createDatabase = on;
      case LOGIN -> login = on;
      case REPLICATION -> replication = on;
      case BYPASSRLS -> bypassRowSecurity = on;
    }
  }

  RoleAttributes attributes() {
    return new RoleAttributes(
        superuser,
        inherit,
        createRole,
        createDatabase,
        login,
        replication,
        bypassRowSecurity,
        connectionLimit);
  }

  RoleObject role(long oid, String name, List<RoleMember> members) {
    return new RoleObject(oid, name, attributes(), verifier, validUntil, members);
  }
}
