package dev.tusk.sql.plan;

import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.type.Type;
import java.util.List;

/**
 * CALL of a procedure, ready to run.
 *
 * @param arguments for the parameters that take values; they read no row
 * @param output the procedure's outputs; empty when it has none
 * @param outputArguments what is written for the outputs: where a body's variables are, they get
 *     the values
 * @param parameterTypes of {@code $1}, {@code $2}, …
 * @param touches what must be allowed before it is run
 */
public record PlannedCall(
    FunctionSignature procedure,
    List<Expression> arguments,
    Type result,
    List<OutputColumn> output,
    List<Expression> outputArguments,
    List<Type> parameterTypes,
    Touches touches) {}
