package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;

/** ALTER SEQUENCE with sequence options. */
public record AlterSequence(QualifiedName name, boolean ifExists, SequenceOptions options)
    implements Command {}
