package dev.tusk.sql.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CREATE SCHEMA.
 *
 * @param name null when only AUTHORIZATION names it
 * @param elements statements that make its first objects
 */
public record CreateSchema(
    @Nullable String name,
    @Nullable RoleSpec authorization,
    boolean ifNotExists,
    List<Statement> elements)
    implements Command {}
