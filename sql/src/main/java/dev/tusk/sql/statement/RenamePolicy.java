package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;

/** ALTER POLICY … RENAME TO. */
public record RenamePolicy(String name, QualifiedName table, boolean ifExists, String newName)
    implements PolicyCommand {}
