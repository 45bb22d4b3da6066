package dev.tusk.sql.statement;

/** RESET; {@code name} in lower case, {@code all} for RESET ALL. */
public record Reset(String name) implements Statement {}
