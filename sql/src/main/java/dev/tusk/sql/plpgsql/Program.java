package dev.tusk.sql.plpgsql;

import dev.tusk.sql.catalog.Variables.Conflict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A body, read.
 *
 * @param variableCount values that a call holds
 * @param fragmentCount pieces of SQL
 * @param arguments the variables of the parameters, in order
 * @param found the variable FOUND
 * @param result what RETURN gives of a function with outputs: the output, or all of them; else null
 * @param trigger the variables of a trigger's function, empty for others
 */
public record Program(
    PlStatement.Block body,
    int variableCount,
    int fragmentCount,
    List<Variable> variables,
    List<Variable> arguments,
    Variable found,
    @Nullable Target result,
    List<Variable> trigger,
    Conflict conflict,
    boolean printStrictParameters) {}
