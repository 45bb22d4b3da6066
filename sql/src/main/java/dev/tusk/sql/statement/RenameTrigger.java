package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;

/** ALTER TRIGGER … ON … RENAME TO. */
public record RenameTrigger(String name, QualifiedName table, String newName) implements Command {}
