package dev.tusk.sql.statement;

import org.jspecify.annotations.Nullable;

/**
 * DECLARE CURSOR.
 *
 * @param scroll null when neither SCROLL nor NO SCROLL was written
 * @param text the query's own text
 */
public record DeclareCursor(
    String name,
    boolean binary,
    @Nullable Boolean scroll,
    boolean hold,
    Statement query,
    String text)
    implements Statement {}
