package dev.tusk.sql.statement;

import org.jspecify.annotations.Nullable;

/**
 * {@code name = value}, as in WITH (...), or a name alone.
 *
 * @param value a word, a number or a string's value; null when none was written
 */
public record Option(String name, @Nullable String value) {}
