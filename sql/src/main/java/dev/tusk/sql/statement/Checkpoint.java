package dev.tusk.sql.statement;

/** CHECKPOINT. */
public record Checkpoint() implements Command {}
