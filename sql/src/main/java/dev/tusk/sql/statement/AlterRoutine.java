package dev.tusk.sql.statement;

import java.util.List;

/** ALTER FUNCTION, PROCEDURE or ROUTINE that changes properties. */
public record AlterRoutine(RoutineKind kind, RoutineName routine, List<RoutineOption> options)
    implements RoutineCommand {}
