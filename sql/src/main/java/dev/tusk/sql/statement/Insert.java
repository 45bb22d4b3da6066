package dev.tusk.sql.statement;

/** INSERT, perhaps behind WITH. */
public record Insert(QueryTree tree) implements Statement {}
