package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;

/** CREATE SEQUENCE. */
public record CreateSequence(
    QualifiedName name, Persistence persistence, boolean ifNotExists, SequenceOptions options)
    implements Command {}
