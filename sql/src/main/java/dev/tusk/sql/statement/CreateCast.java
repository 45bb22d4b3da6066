package dev.tusk.sql.statement;

import dev.tusk.sql.function.CastSignature;
import org.jspecify.annotations.Nullable;

/**
 * CREATE CAST.
 *
 * @param function for {@code WITH FUNCTION}
 * @param method how it is done; that of a function until it is known
 */
public record CreateCast(
    TypeName source,
    TypeName target,
    @Nullable RoutineName function,
    CastSignature.Method method,
    CastSignature.Context context)
    implements RoutineCommand {}
