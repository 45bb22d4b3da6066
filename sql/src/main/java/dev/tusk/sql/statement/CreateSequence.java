package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;

/** CREATE SEQUENCE. */
public record CreateSequence(
    QualifiedName name, Persistence persistence, boolean ifNotExists, SequenceOptions options)
    implements Command {
  /** The same, under another name. */
  public CreateSequence named(QualifiedName newName) {
    return new CreateSequence(newName, persistence, ifNotExists, options);
  }
}
