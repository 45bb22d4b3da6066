package dev.tusk.sql.statement;

import org.jspecify.annotations.Nullable;

/**
 * An operator named by its operands.
 *
 * @param left null for NONE
 * @param right null for NONE, which no operator has
 */
public record OperatorName(
    @Nullable String schema,
    String symbol,
    @Nullable TypeName left,
    @Nullable TypeName right,
    int position) {}
