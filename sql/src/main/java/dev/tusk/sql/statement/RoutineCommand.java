package dev.tusk.sql.statement;

/**
 * A statement about functions, or about aggregates, operators and casts, which are made of them.
 */
public sealed interface RoutineCommand extends Command
    permits AlterOperator,
        AlterRoutine,
        CommentOnDefined,
        CommentOnRoutine,
        CreateAggregate,
        CreateCast,
        CreateOperator,
        CreateRoutine,
        DropCast,
        DropOperators,
        DropRoutines,
        RenameRoutine {}
