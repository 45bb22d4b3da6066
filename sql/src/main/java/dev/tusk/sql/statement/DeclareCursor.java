package dev.tusk.sql.statement;

import org.jspecify.annotations.Nullable;

/**
 * DECLARE CURSOR.
 *
 * @param scroll null when neither SCROLL nor NO SCROLL was written
 */
public record DeclareCursor(
    String name,
    boolean binary,
    @Nullable Boolean scroll,
    boolean insensitive,
    boolean hold,
    Statement query)
    implements Statement {}
