package dev.tusk.sql.statement;

import java.util.List;

/** DROP FUNCTION, PROCEDURE, ROUTINE or AGGREGATE. */
public record DropRoutines(
    RoutineKind kind, List<RoutineName> routines, boolean ifExists, boolean cascade)
    implements RoutineCommand {}
