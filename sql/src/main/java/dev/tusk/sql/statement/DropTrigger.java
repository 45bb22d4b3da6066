package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;

/** DROP TRIGGER … ON. */
public record DropTrigger(String name, QualifiedName table, boolean ifExists, boolean cascade)
    implements Command {}
