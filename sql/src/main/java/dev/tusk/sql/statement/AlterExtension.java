package dev.tusk.sql.statement;

import org.jspecify.annotations.Nullable;

/** ALTER EXTENSION UPDATE; {@code version} null for the newest. */
public record AlterExtension(String name, @Nullable String version) implements Command {}
