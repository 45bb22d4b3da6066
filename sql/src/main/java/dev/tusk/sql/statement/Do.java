package dev.tusk.sql.statement;

import org.jspecify.annotations.Nullable;

/** DO; {@code language} null for plpgsql. */
public record Do(String code, @Nullable String language) implements Command {}
