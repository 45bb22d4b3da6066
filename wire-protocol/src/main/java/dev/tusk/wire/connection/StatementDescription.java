package dev.tusk.wire.connection;

import dev.tusk.wire.message.ParameterDescription;
import dev.tusk.wire.message.RowDescription;
import org.jspecify.annotations.Nullable;

/**
 * What a prepared statement takes and gives.
 *
 * @param row its columns, all in text format since none is bound yet; null if it returns no rows
 */
public record StatementDescription(ParameterDescription parameters, @Nullable RowDescription row) {}
