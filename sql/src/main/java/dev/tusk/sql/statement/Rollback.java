package dev.tusk.sql.statement;

/** ROLLBACK or ABORT; {@code chain} for AND CHAIN. */
public record Rollback(boolean chain) implements Statement {}
