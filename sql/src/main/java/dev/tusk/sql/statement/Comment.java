package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * COMMENT ON.
 *
 * @param name for a column or constraint its table
 * @param part the column or constraint; null for others
 * @param text null removes the comment
 */
public record Comment(
    ObjectKind kind, QualifiedName name, @Nullable String part, @Nullable String text)
    implements Command {}
