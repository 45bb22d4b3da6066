package dev.tusk.sql.statement;

/** UPDATE, perhaps behind WITH. */
public record Update(QueryTree tree) implements Statement {}
