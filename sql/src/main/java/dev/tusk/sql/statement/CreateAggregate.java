package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CREATE AGGREGATE.
 *
 * @param parameters null in the old form, where {@code basetype} tells the one there is
 * @param direct how many stand before ORDER BY; -1 without
 */
public record CreateAggregate(
    boolean replace,
    QualifiedName name,
    @Nullable List<RoutineParameter> parameters,
    int direct,
    List<Definition> definitions)
    implements RoutineCommand {}
