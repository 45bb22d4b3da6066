package dev.tusk.sql.statement;

import org.jspecify.annotations.Nullable;

/**
 * What CREATE DATABASE and ALTER DATABASE say of a database.
 *
 * @param name as it was written, but for CONNECTION LIMIT, which is {@code connection_limit}
 * @param value null for DEFAULT
 * @param position where it stands in the text
 */
public record DatabaseOption(String name, @Nullable String value, int position) {}
