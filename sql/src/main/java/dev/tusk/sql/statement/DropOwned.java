package dev.tusk.sql.statement;

import java.util.List;

/** DROP OWNED BY. */
public record DropOwned(List<RoleSpec> roles, boolean cascade) implements RightsCommand {}
