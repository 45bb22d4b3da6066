package dev.tusk.executor.command;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.statement.Query;
import dev.tusk.sql.statement.RuleCommand;

/** CREATE RULE ON SELECT, which makes a view of a table; nobody writes it any more. */
final class RuleViews {
  private final CommandHost host;

  RuleViews(CommandHost host) {
    this.host = host;
  }

  String create(RuleCommand.Create statement, TriggerRelation relation) {
    CatalogExpressions.KeptRule kept = host.expressions().rule(relation.table(), statement);
    if (kept.reads("old")) {
      throw RuleCommands.invalid("ON SELECT rule cannot use OLD");
    }
    if (kept.reads("new")) {
      throw RuleCommands.invalid("ON SELECT rule cannot use NEW");
    }
    if (statement.actions().size() > 1) {
      throw RuleCommands.unsupported("multiple actions for rules on SELECT are not implemented");
    }
    if (!statement.instead()
        || statement.actions().isEmpty()
        || !(statement.actions().getFirst() instanceof Query)) {
      throw RuleCommands.unsupported("rules on SELECT must have action INSTEAD SELECT");
    }
    if (statement.condition() != null) {
      throw RuleCommands.unsupported(
          "event qualifications are not implemented for rules on SELECT");
    }
    throw SqlException.notSupported("CREATE RULE ON SELECT").withHint("Use CREATE VIEW.");
  }
}
