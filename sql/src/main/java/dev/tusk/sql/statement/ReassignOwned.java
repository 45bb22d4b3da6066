package dev.tusk.sql.statement;

import java.util.List;

/** REASSIGN OWNED BY … TO. */
public record ReassignOwned(List<RoleSpec> roles, RoleSpec newOwner) implements RightsCommand {}
