package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;

/** DROP POLICY. */
public record DropPolicy(String name, QualifiedName table, boolean ifExists, boolean cascade)
    implements PolicyCommand {}
