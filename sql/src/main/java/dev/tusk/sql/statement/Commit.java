package dev.tusk.sql.statement;

/** COMMIT or END; {@code chain} for AND CHAIN. */
public record Commit(boolean chain) implements Statement {}
