package dev.tusk.sql.statement;

/**
 * A statement that PostgreSQL has and Tusk does not: to run it is 0A000.
 *
 * @param feature as PostgreSQL's manual heads it, {@code CREATE VIEW}
 */
public record Unsupported(String feature) implements Statement {}
