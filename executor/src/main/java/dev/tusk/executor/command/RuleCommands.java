package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.RuleObject;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.RuleEvent;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.statement.AlterAction;
import dev.tusk.sql.statement.RuleCommand;
import dev.tusk.storage.LockMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CREATE, ALTER and DROP RULE (rewriteDefine.c). */
final class RuleCommands {
  private static final String VIEW_RULE = "_RETURN";

  private final CommandHost host;

  RuleCommands(CommandHost host) {
    this.host = host;
  }

  String run(RuleCommand statement) {
    return switch (statement) {
      case RuleCommand.Create s -> create(s);
      case RuleCommand.Rename s -> rename(s);
      case RuleCommand.Drop s -> drop(s);
    };
  }

  // CREATE.

  private String create(RuleCommand.Create statement) {
    TriggerRelation relation = relation(statement.table());
    if (statement.event() == RuleEvent.SELECT) {
      return new RuleViews(host).create(statement, relation);
    }
    CatalogExpressions.KeptRule kept = host.expressions().rule(relation.table(), statement);
    check(statement, relation.table(), kept);
    RuleObject before = find(relation, statement.name());
    if (before != null && !statement.replace()) {
      throw exists(relation, statement.name());
    }
    if (statement.actions().isEmpty() && !statement.instead()) {
      return "CREATE RULE"; // DO ALSO NOTHING is nothing.
    }
    List<Dependency> references = kept.references();
    host.changes()
        .put(
            new RuleObject(
                before == null ? host.changes().newOid() : before.oid(),
                relation.databaseOid(),
                relation.oid(),
                statement.name(),
                statement.event(),
                statement.instead(),
                kept.condition(),
                kept.actions(),
                kept.reads("old") || kept.reads("new"),
                AlterAction.Firing.ORIGIN,
                references));
    return "CREATE RULE";
  }

  private TriggerRelation relation(QualifiedName name) {
    CatalogObject object = host.catalog().relation(name);
    if (object instanceof TableObject table && table.materialized() != null) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED, "rules on materialized views are not supported");
    }
    if (object instanceof SequenceObject sequence) {
      throw SqlException.of(
              SqlState.WRONG_OBJECT_TYPE, "relation \"" + sequence.name() + "\" cannot have rules")
          .withDetail("This operation is not supported for sequences.");
    }
    return TriggerCommands.lock(host, name, LockMode.EXCLUSIVE);
  }

  private static void check(
      RuleCommand.Create statement, Table table, CatalogExpressions.KeptRule kept) {
    if (statement.event() == RuleEvent.INSERT && kept.reads("old")) {
      throw invalid("ON INSERT rule cannot use OLD");
    }
    if (statement.event() == RuleEvent.DELETE && kept.reads("new")) {
      throw invalid("ON DELETE rule cannot use NEW");
    }
    boolean returning = false;
    for (List<OutputColumn> columns : kept.returning()) {
      if (columns.isEmpty()) {
        continue;
      }
      if (returning) {
        throw unsupported("cannot have multiple RETURNING lists in a rule");
      }
      returning = true;
      if (statement.condition() != null) {
        throw unsupported("RETURNING lists are not supported in conditional rules");
      }
      if (!statement.instead()) {
        throw unsupported("RETURNING lists are not supported in non-INSTEAD rules");
      }
      checkReturning(columns, table);
    }
    if (statement.name().equals(VIEW_RULE)) {
      throw invalid(
          "non-view rule for \"" + table.name() + "\" must not be named \"" + VIEW_RULE + "\"");
    }
  }

  /** What is returned must be a row of the relation ({@code checkRuleResultList}). */
  private static void checkReturning(List<OutputColumn> returned, Table table) {
    List<Column> columns = table.columns();
    for (int i = 0; i < returned.size(); i++) {
      if (i >= columns.size()) {
        throw invalid("RETURNING list has too many entries");
      }
      Column column = columns.get(i);
      OutputColumn entry = returned.get(i);
      if (column.dropped()) {
        throw unsupported(
            "cannot create a RETURNING list for a relation containing dropped columns");
      }
      if (column.type() != entry.type()) {
        throw invalid(
                "RETURNING list's entry "
                    + (i + 1)
                    + " has different type from column \""
                    + column.name()
                    + "\"")
            .withDetail(
                "RETURNING list entry has type "
                    + entry.type().displayName()
                    + ", but column has type "
                    + column.type().displayName()
                    + ".");
      }
      if (column.typmod() != entry.typmod() && column.typmod() >= 0 && entry.typmod() >= 0) {
        throw invalid(
                "RETURNING list's entry "
                    + (i + 1)
                    + " has different size from column \""
                    + column.name()
                    + "\"")
            .withDetail(
                "RETURNING list entry has type "
                    + entry.type().displayName(entry.typmod())
                    + ", but column has type "
                    + column.type().displayName(column.typmod())
                    + ".");
      }
    }
    if (returned.size() < columns.size()) {
      throw invalid("RETURNING list has too few entries");
    }
  }

  static SqlException invalid(String message) {
    return SqlException.of(SqlState.INVALID_OBJECT_DEFINITION, message);
  }

  static SqlException unsupported(String message) {
    return SqlException.of(SqlState.FEATURE_NOT_SUPPORTED, message);
  }

  private static SqlException exists(TriggerRelation relation, String name) {
    return SqlException.of(
        SqlState.DUPLICATE_OBJECT,
        "rule \"" + name + "\" for relation \"" + relation.table().name() + "\" already exists");
  }

  // The others.

  private @Nullable RuleObject find(TriggerRelation relation, String name) {
    for (RuleObject rule : host.changes().state().rulesOn(relation.oid())) {
      if (rule.name().equals(name)) {
        return rule;
      }
    }
    return null;
  }

  /** The rule of that name. */
  RuleObject require(TriggerRelation relation, String name) {
    RuleObject rule = find(relation, name);
    if (rule == null) {
      throw SqlException.of(
          SqlState.UNDEFINED_OBJECT,
          "rule \"" + name + "\" for relation \"" + relation.table().name() + "\" does not exist");
    }
    return rule;
  }

  private String rename(RuleCommand.Rename statement) {
    TriggerRelation relation = TriggerCommands.lock(host, statement.table(), LockMode.EXCLUSIVE);
    if (relation.isView() && statement.name().equals(VIEW_RULE)) {
      throw invalid("renaming an ON SELECT rule is not allowed");
    }
    RuleObject rule = require(relation, statement.name());
    boolean taken =
        find(relation, statement.newName()) != null
            || relation.isView() && statement.newName().equals(VIEW_RULE);
    if (taken) {
      throw exists(relation, statement.newName());
    }
    host.changes().put(rule.named(null, statement.newName()));
    return "ALTER RULE";
  }

  private String drop(RuleCommand.Drop statement) {
    if (statement.ifExists() && isMissing(statement)) {
      return "DROP RULE";
    }
    TriggerRelation relation = TriggerCommands.lock(host, statement.table(), LockMode.EXCLUSIVE);
    if (!relation.isView() || !statement.name().equals(VIEW_RULE)) {
      require(relation, statement.name());
    }
    UseRights.ownerOfRelation(host, relation.table());
    if (relation.isView() && statement.name().equals(VIEW_RULE)) {
      String name = relation.table().name();
      throw SqlException.of(
              SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
              "cannot drop rule "
                  + VIEW_RULE
                  + " on view "
                  + name
                  + " because view "
                  + name
                  + " requires it")
          .withHint("You can drop view " + name + " instead.");
    }
    Removal removal = new Removal(host, statement.cascade());
    removal.name(require(relation, statement.name()).address());
    removal.run();
    return "DROP RULE";
  }

  private boolean isMissing(RuleCommand.Drop statement) {
    if (Names.isWithoutSchema(host, statement.table().schema(), true)) {
      return true;
    }
    if (host.catalog().table(statement.table()).isEmpty()) {
      host.notice("relation \"" + statement.table() + "\" does not exist, skipping");
      return true;
    }
    TriggerRelation relation = TriggerRelation.named(host, statement.table());
    if (find(relation, statement.name()) == null
        && !(relation.isView() && statement.name().equals(VIEW_RULE))) {
      host.notice(
          "rule \""
              + statement.name()
              + "\" for relation \""
              + statement.table()
              + "\" does not exist, skipping");
      return true;
    }
    return false;
  }

  /** ALTER TABLE ENABLE or DISABLE RULE. */
  void set(TableObject table, AlterAction.SetRule action) {
    RuleObject rule = require(TriggerRelation.of(table), action.name());
    host.changes().put(rule.withFiring(action.firing()));
  }
}
