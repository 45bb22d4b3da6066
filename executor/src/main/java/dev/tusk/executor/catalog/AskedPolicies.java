package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Policy;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which policies bind whom ({@code check_enable_rls} of misc/rls.c).
 *
 * @param current the current role
 * @param rowSecurity the setting: where it is off, a statement that policies would bind fails
 */
public record AskedPolicies(CatalogState state, long database, long current, boolean rowSecurity) {
  /**
   * Those of a table for a role.
   *
   * @param role 0 for the current one
   * @return null where none is asked
   */
  @Nullable List<Policy> of(TableObject table, long role) {
    long reader = role == 0 ? current : role;
    if (!bind(table, reader)) {
      return null;
    }
    if (!rowSecurity) {
      throw off(table, reader);
    }
    RoleGraph roles = roles();
    return state.policiesOn(table.oid()).stream()
        .filter(policy ->
            policy.roles().stream()
                .anyMatch(r -> r == PolicyObject.EVERYONE || roles.hasPrivilegesOf(reader, r)))
        .map(PolicyObject::policy)
        .toList();
  }

  /**
   * What decides which policies are asked: the same for all where there are none to ask.
   *
   * @param role the current one; 0 where it is bound by none
   */
  public record Scope(long role, boolean rowSecurity) {
    private static final Scope ANYBODY = new Scope(0, true);
  }

  public Scope scope() {
    return !state.hasRowSecurity() || bypasses(current)
        ? Scope.ANYBODY
        : new Scope(current, rowSecurity);
  }

  /** Whether a role meets only those rows of a table that policies let it. */
  public boolean bind(TableObject table, long role) {
    RowSecurityObject security = state.rowSecurity(table.oid());
    return security != null
        && security.enabled()
        && !bypasses(role)
        && (security.forced() || !owns(table, role));
  }

  /** Whether the current role meets only those rows of a table that policies let it. */
  public boolean bind(long table) {
    TableObject object = state.table(table);
    return object != null && bind(object, current);
  }

  private boolean bypasses(long role) {
    RoleObject found = roles().find(role);
    return found != null
        && (found.attributes().superuser() || found.attributes().bypassRowSecurity());
  }

  private boolean owns(TableObject table, long role) {
    return roles()
        .hasPrivilegesOf(role, Owners.of(state, database, ObjectAddress.relation(table.oid())));
  }

  private RoleGraph roles() {
    return state.roles(database);
  }

  private SqlException off(TableObject table, long role) {
    SqlException error =
        SqlException.of(
            SqlState.INSUFFICIENT_PRIVILEGE,
            "query would be affected by row-level security policy for table \""
                + table.name()
                + "\"");
    return owns(table, role)
        ? error.withHint(
            "To disable the policy for the table's owner, use ALTER TABLE NO FORCE ROW LEVEL"
                + " SECURITY.")
        : error;
  }
}
