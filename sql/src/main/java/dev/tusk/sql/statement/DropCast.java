package dev.tusk.sql.statement;

/** DROP CAST. */
public record DropCast(TypeName source, TypeName target, boolean ifExists, boolean cascade)
    implements RoutineCommand {}
