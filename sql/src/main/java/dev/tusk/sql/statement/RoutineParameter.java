package dev.tusk.sql.statement;

import dev.tusk.sql.function.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * A parameter in CREATE FUNCTION, or one of those by which a function is named.
 *
 * @param mode null where none is written
 */
public record RoutineParameter(
    @Nullable String name,
    Parameter.@Nullable Mode mode,
    RoutineType type,
    @Nullable ParsedExpression defaultValue,
    int position) {}
