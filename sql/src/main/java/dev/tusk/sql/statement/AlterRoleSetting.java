package dev.tusk.sql.statement;

import org.jspecify.annotations.Nullable;

/**
 * ALTER ROLE or ALTER DATABASE … SET or RESET: what sessions begin with.
 *
 * @param role null for ALL, and for those of a database
 * @param database null for all of them
 * @param change a {@link SetVariable} or {@link Reset}
 * @param ofDatabase ALTER DATABASE
 */
public record AlterRoleSetting(
    @Nullable RoleSpec role, @Nullable String database, Statement change, boolean ofDatabase)
    implements RightsCommand {}
