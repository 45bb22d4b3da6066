package dev.tusk.sql.statement;

import org.jspecify.annotations.Nullable;

/** DEALLOCATE; {@code name} null for ALL. */
public record Deallocate(@Nullable String name) implements Statement {}
