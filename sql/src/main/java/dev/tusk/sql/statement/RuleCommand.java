package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.RuleEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement about a rule of a relation. */
public sealed interface RuleCommand extends Command {
  /** The relation. */
  QualifiedName table();

  /**
   * CREATE RULE.
   *
   * @param actions queries, modifications and NOTIFY; empty for NOTHING
   */
  record Create(
      boolean replace,
      String name,
      RuleEvent event,
      QualifiedName table,
      @Nullable ParsedExpression condition,
      boolean instead,
      List<Statement> actions)
      implements RuleCommand {}

  /** ALTER RULE … RENAME TO. */
  record Rename(String name, QualifiedName table, String newName) implements RuleCommand {}

  /** DROP RULE. */
  record Drop(String name, QualifiedName table, boolean ifExists, boolean cascade)
      implements RuleCommand {}
}
