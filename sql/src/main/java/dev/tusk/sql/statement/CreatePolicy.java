package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.Policy;
import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CREATE POLICY.
 *
 * @param roles whom it binds: {@code PUBLIC} alone for all
 */
public record CreatePolicy(
    String name,
    QualifiedName table,
    boolean permissive,
    Policy.Command command,
    List<RoleSpec> roles,
    @Nullable ParsedExpression using,
    @Nullable ParsedExpression check)
    implements PolicyCommand {}
