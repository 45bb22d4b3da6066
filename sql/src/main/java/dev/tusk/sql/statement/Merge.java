package dev.tusk.sql.statement;

/** MERGE, perhaps behind WITH. */
public record Merge(QueryTree tree) implements Statement {}
