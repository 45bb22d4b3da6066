package dev.tusk.sql.statement;

import org.jspecify.annotations.Nullable;

/** CLOSE; {@code name} null for ALL. */
public record CloseCursor(@Nullable String name) implements Statement {}
