package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ALTER POLICY.
 *
 * @param roles whom it is to bind; null for those it binds
 * @param using null for what it has
 * @param check null for what it has
 */
public record AlterPolicy(
    String name,
    QualifiedName table,
    @Nullable List<RoleSpec> roles,
    @Nullable ParsedExpression using,
    @Nullable ParsedExpression check)
    implements PolicyCommand {}
