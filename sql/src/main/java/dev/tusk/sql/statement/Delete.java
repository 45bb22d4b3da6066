package dev.tusk.sql.statement;

/** DELETE, perhaps behind WITH. */
public record Delete(QueryTree tree) implements Statement {}
