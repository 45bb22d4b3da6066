package dev.tusk.sql.statement;

/** SELECT, VALUES, TABLE, or WITH one of these. */
public record Query(QueryTree tree) implements Statement {}
