package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function named for DROP, ALTER or COMMENT.
 *
 * @param parameters null where none are written, so that the name must be the only one
 * @param direct of an ordered-set aggregate the number of parameters before ORDER BY; -1 for none
 * @param star {@code (*)}: an aggregate without arguments
 */
public record RoutineName(
    QualifiedName name,
    @Nullable List<RoutineParameter> parameters,
    int direct,
    boolean star,
    int position) {}
