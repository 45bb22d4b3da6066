package dev.tusk.sql.statement;

/** ROLLBACK TO SAVEPOINT. */
public record RollbackTo(String name) implements Statement {}
