package dev.tusk.sql.statement;

import java.util.List;

/**
 * A type as CREATE FUNCTION takes it.
 *
 * @param column for {@code table.column%TYPE} the names, and then {@code type} says nothing
 */
public record RoutineType(TypeName type, boolean setOf, List<String> column, int position) {}
