package dev.tusk.sql.statement;

import org.jspecify.annotations.Nullable;

/** CREATE EXTENSION; {@code schema} and {@code version} null when not written. */
public record CreateExtension(
    String name,
    boolean ifNotExists,
    @Nullable String schema,
    @Nullable String version,
    boolean cascade)
    implements Command {}
