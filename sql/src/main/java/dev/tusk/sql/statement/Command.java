package dev.tusk.sql.statement;

/**
 * A statement about objects or about whole tables, which needs nothing of the session but a port.
 */
public sealed interface Command extends Statement
    permits AlterExtension,
        AlterRole,
        AlterRoutine,
        AlterSchema,
        AlterSequence,
        AlterTable,
        Analyze,
        Call,
        Checkpoint,
        Cluster,
        Comment,
        CommentOnRoutine,
        CopyFrom,
        CopyTo,
        CreateDatabase,
        CreateExtension,
        CreateIndex,
        CreateRoutine,
        CreateSchema,
        CreateSequence,
        CreateTable,
        CreateType,
        Do,
        DropObjects,
        DropRoutines,
        Grant,
        LockTable,
        Reindex,
        RenameRoutine,
        Truncate,
        Vacuum {}
