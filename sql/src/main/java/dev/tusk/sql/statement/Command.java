package dev.tusk.sql.statement;

/**
 * A statement about objects or about whole tables, which needs nothing of the session but a port.
 */
public sealed interface Command extends Statement
    permits AlterExtension,
        AlterSchema,
        AlterSequence,
        AlterTable,
        Analyze,
        Call,
        Checkpoint,
        Cluster,
        Comment,
        CopyFrom,
        CopyTo,
        CreateDatabase,
        CreateDomain,
        CreateExtension,
        CreateIndex,
        CreateSchema,
        CreateSequence,
        CreateTable,
        CreateTrigger,
        CreateType,
        CreateView,
        Do,
        DropObjects,
        DropTrigger,
        LockTable,
        PolicyCommand,
        Reindex,
        RenameTrigger,
        RightsCommand,
        RoutineCommand,
        RuleCommand,
        Truncate,
        Vacuum {}
