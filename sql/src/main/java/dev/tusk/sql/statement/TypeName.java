package dev.tusk.sql.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type as written. Types spelled by key words have PostgreSQL's internal name: {@code double
 * precision} is {@code pg_catalog.float8}.
 *
 * @param schema null when not written
 * @param modifiers what stands in parentheses: numbers, mostly one dimension or length
 * @param arrayDimensions pairs of brackets; 0 for no array
 * @param intervalFields {@code day to second} and the like; null when not written
 * @param position where it begins in the text, from 1; 0 when unknown
 */
public record TypeName(
    @Nullable String schema,
    String name,
    List<String> modifiers,
    int arrayDimensions,
    @Nullable String intervalFields,
    int position) {}
