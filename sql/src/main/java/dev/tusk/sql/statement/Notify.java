package dev.tusk.sql.statement;

/** NOTIFY; the payload may be empty. */
public record Notify(String channel, String payload) implements Statement {}
