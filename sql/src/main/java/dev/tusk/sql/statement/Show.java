package dev.tusk.sql.statement;

/** SHOW; {@code name} in lower case, {@code all} for SHOW ALL. */
public record Show(String name) implements Statement {}
