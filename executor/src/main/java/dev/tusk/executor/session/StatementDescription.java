package dev.tusk.executor.session;

import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement as Describe tells it.
 *
 * @param parameterTypes of {@code $1}, {@code $2}, …
 * @param columns of its rows; null when it gives none (NoData)
 */
public record StatementDescription(
    List<Type> parameterTypes, @Nullable List<OutputColumn> columns) {}
