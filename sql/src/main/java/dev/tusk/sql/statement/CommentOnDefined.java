package dev.tusk.sql.statement;

import org.jspecify.annotations.Nullable;

/**
 * COMMENT ON OPERATOR or CAST: one of the two.
 *
 * @param source with {@code target} for a cast
 * @param text null removes the comment
 */
public record CommentOnDefined(
    @Nullable OperatorName operator,
    @Nullable TypeName source,
    @Nullable TypeName target,
    @Nullable String text)
    implements RoutineCommand {}
