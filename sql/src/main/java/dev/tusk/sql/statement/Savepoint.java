package dev.tusk.sql.statement;

/** SAVEPOINT. */
public record Savepoint(String name) implements Statement {}
