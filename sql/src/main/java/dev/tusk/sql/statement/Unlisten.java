package dev.tusk.sql.statement;

import org.jspecify.annotations.Nullable;

/** UNLISTEN; {@code channel} null for all. */
public record Unlisten(@Nullable String channel) implements Statement {}
