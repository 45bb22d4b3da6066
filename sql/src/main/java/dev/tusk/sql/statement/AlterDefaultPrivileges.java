package dev.tusk.sql.statement;

import java.util.List;

/**
 * ALTER DEFAULT PRIVILEGES.
 *
 * @param roles whose future objects; none for the current user's
 * @param schemas none for all
 * @param grants what is granted or revoked; its target names no objects
 */
public record AlterDefaultPrivileges(List<RoleSpec> roles, List<String> schemas, Grant grants)
    implements RightsCommand {}
