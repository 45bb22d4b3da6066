package dev.tusk.sql.statement;

/**
 * LOAD of a library.
 *
 * @param file its name, as written
 */
public record Load(String file) implements Statement {}
