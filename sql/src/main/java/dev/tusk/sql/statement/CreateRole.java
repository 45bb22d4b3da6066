package dev.tusk.sql.statement;

import java.util.List;

/**
 * CREATE ROLE, USER or GROUP.
 *
 * @param user which may log in unless it says otherwise
 */
public record CreateRole(String name, boolean user, List<RoleOption> options)
    implements RightsCommand {}
