package dev.tusk.sql.statement;

import org.jspecify.annotations.Nullable;

/** ALTER FUNCTION (and its kin) … RENAME TO, SET SCHEMA or OWNER TO: one of the three. */
public record RenameRoutine(
    RoutineKind kind,
    RoutineName routine,
    @Nullable String newName,
    @Nullable String newSchema,
    @Nullable RoleSpec newOwner)
    implements RoutineCommand {}
