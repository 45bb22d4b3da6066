package dev.tusk.sql.statement;

import java.util.List;

/** ALTER OPERATOR SET (…). */
public record AlterOperator(OperatorName operator, List<Definition> definitions)
    implements RoutineCommand {}
