package dev.tusk.sql.function;

import dev.tusk.sql.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * An operator of {@code pg_operator}: a spelling, operand types, and the function behind it.
 *
 * @param left null for a prefix operator
 * @param commutator the operator with operands swapped, null if there is none
 * @param negator the operator with the opposite answer, null if there is none
 */
public record OperatorSignature(
    int oid,
    String name,
    @Nullable Type left,
    Type right,
    Type result,
    FunctionSignature function,
    @Nullable String commutator,
    @Nullable String negator) {}
