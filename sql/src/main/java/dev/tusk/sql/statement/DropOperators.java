package dev.tusk.sql.statement;

import java.util.List;

/** DROP OPERATOR. */
public record DropOperators(List<OperatorName> operators, boolean ifExists, boolean cascade)
    implements RoutineCommand {}
