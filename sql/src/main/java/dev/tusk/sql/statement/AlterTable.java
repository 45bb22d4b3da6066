package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;

/**
 * ALTER TABLE, and ALTER INDEX, VIEW, SEQUENCE and TYPE as far as they say the same.
 *
 * @param only the tables below it are not meant
 * @param kind TABLE, INDEX, VIEW, MATERIALIZED_VIEW, SEQUENCE or TYPE
 */
public record AlterTable(
    ObjectKind kind, QualifiedName name, boolean ifExists, List<AlterAction> actions, boolean only)
    implements Command {
  /** One that means what is below its object too, where there is such a thing. */
  public AlterTable(
      ObjectKind kind, QualifiedName name, boolean ifExists, List<AlterAction> actions) {
    this(kind, name, ifExists, actions, false);
  }
}
