package dev.tusk.sql.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** CREATE OPERATOR. */
public record CreateOperator(@Nullable String schema, String symbol, List<Definition> definitions)
    implements RoutineCommand {}
