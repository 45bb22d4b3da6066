package dev.tusk.sql.statement;

import java.util.List;

/** ALTER ROLE or USER, of what the role itself is. */
public record AlterRole(RoleSpec role, List<RoleOption> options) implements RightsCommand {}
