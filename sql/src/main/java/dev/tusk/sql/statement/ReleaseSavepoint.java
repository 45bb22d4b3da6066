package dev.tusk.sql.statement;

/** RELEASE SAVEPOINT. */
public record ReleaseSavepoint(String name) implements Statement {}
