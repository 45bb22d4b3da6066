package dev.tusk.sql.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * GRANT and REVOKE of roles; ALTER GROUP … ADD or DROP USER.
 *
 * @param option with, or for a REVOKE only, ADMIN OPTION
 * @param grantedBy null where it is not written
 * @param group written as ALTER GROUP
 */
public record GrantRole(
    boolean revoke,
    List<GrantedRole> roles,
    List<RoleSpec> members,
    boolean option,
    @Nullable RoleSpec grantedBy,
    boolean group)
    implements RightsCommand {

  /** A role that is granted; with columns it is an error. */
  public record GrantedRole(RoleSpec role, boolean columns) {}
}
