package dev.tusk.sql.catalog;

import dev.tusk.sql.type.Collation;
import org.jspecify.annotations.Nullable;

/**
 * The collations of the expression of an index's key; null for that of its type.
 *
 * @param own of what stands under COLLATE
 * @param whole with COLLATE
 */
public record KeyCollations(@Nullable Collation own, @Nullable Collation whole) {}
