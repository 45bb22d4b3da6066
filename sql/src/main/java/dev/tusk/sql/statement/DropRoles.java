package dev.tusk.sql.statement;

import java.util.List;

/** DROP ROLE, USER or GROUP. */
public record DropRoles(List<RoleSpec> roles, boolean ifExists) implements RightsCommand {}
