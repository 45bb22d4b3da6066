package dev.tusk.sql.statement;

import org.jspecify.annotations.Nullable;

/**
 * COMMENT ON FUNCTION, PROCEDURE, ROUTINE or AGGREGATE.
 *
 * @param text null removes the comment
 */
public record CommentOnRoutine(RoutineKind kind, RoutineName routine, @Nullable String text)
    implements RoutineCommand {}
