package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CREATE DOMAIN.
 *
 * @param collation null without COLLATE
 * @param defaultValue null without DEFAULT
 */
public record CreateDomain(
    QualifiedName name,
    TypeName type,
    @Nullable QualifiedName collation,
    @Nullable ParsedExpression defaultValue,
    boolean notNull,
    List<TableConstraint.Check> checks)
    implements Command {}
