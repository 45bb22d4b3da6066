package dev.tusk.sql.statement;

/** LISTEN. */
public record Listen(String channel) implements Statement {}
