package dev.tusk.executor.copy;

import dev.tusk.sql.type.Type;

/** A column of a COPY: its name for errors and headers, and how its values are read. */
public record CopyColumn(String name, Type type, int typmod) {}
