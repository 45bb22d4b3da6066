package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CREATE FUNCTION or PROCEDURE; the columns of RETURNS TABLE are the last parameters.
 *
 * @param returns null where it is not written
 * @param body null where AS gives it
 */
public record CreateRoutine(
    boolean procedure,
    boolean replace,
    QualifiedName name,
    List<RoutineParameter> parameters,
    @Nullable RoutineType returns,
    List<RoutineOption> options,
    @Nullable RoutineBody body)
    implements RoutineCommand {}
