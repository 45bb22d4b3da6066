package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.TriggerObject;
import dev.tusk.executor.catalog.ViewObject;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.AlterAction;
import dev.tusk.sql.statement.AlterAction.Firing;
import dev.tusk.sql.statement.DropTrigger;
import dev.tusk.sql.statement.RenameTrigger;
import dev.tusk.storage.LockMode;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** DROP TRIGGER, ALTER TRIGGER, and ALTER TABLE ENABLE or DISABLE TRIGGER. */
final class TriggerCommands {
  private final CommandHost host;

  TriggerCommands(CommandHost host) {
    this.host = host;
  }

  /** The trigger of that name; null when the table has none. */
  static @Nullable TriggerObject find(CommandHost host, TriggerRelation table, String name) {
    for (TriggerObject trigger : host.changes().state().triggersOn(table.oid())) {
      if (trigger.name().equals(name) && !trigger.internal()) {
        return trigger;
      }
    }
    return null;
  }

  static TriggerObject require(CommandHost host, TriggerRelation table, String name) {
    TriggerObject trigger = find(host, table, name);
    if (trigger == null) {
      throw SqlException.of(
          SqlState.UNDEFINED_OBJECT,
          "trigger \"" + name + "\" for table \"" + table.table().name() + "\" does not exist");
    }
    return trigger;
  }

  static SqlException exists(TriggerRelation table, String name) {
    return SqlException.of(
        SqlState.DUPLICATE_OBJECT,
        "trigger \"" + name + "\" for relation \"" + table.table().name() + "\" already exists");
  }

  /** Waits for those who change the table's definition or its rows, and keeps them out. */
  static TriggerRelation lock(CommandHost host, QualifiedName name, LockMode mode) {
    TriggerRelation relation = TriggerRelation.named(host, name);
    host.changes().lockObject(host.transaction(), relation.oid());
    if (!relation.isView()) {
      RelationLocks.take(host, Names.table(host, name), mode);
    } else {
      RelationLocks.take(host, relation.oid(), mode);
    }
    return TriggerRelation.named(host, name);
  }

  String drop(DropTrigger statement) {
    if (statement.ifExists() && isMissing(statement)) {
      return "DROP TRIGGER";
    }
    TriggerRelation table = lock(host, statement.table(), LockMode.EXCLUSIVE);
    TriggerObject trigger = require(host, table, statement.name());
    UseRights.ownerOfRelation(host, table.table());
    PartitionTriggers.checkDropped(host, trigger);
    Removal removal = new Removal(host, statement.cascade());
    removal.name(trigger.address());
    removal.run();
    return "DROP TRIGGER";
  }

  private boolean isMissing(DropTrigger statement) {
    if (Names.isWithoutSchema(host, statement.table().schema(), true)) {
      return true;
    }
    CatalogObject object = host.catalog().relation(statement.table());
    if (object == null && host.catalog().table(statement.table()).isEmpty()) {
      host.notice("relation \"" + statement.table() + "\" does not exist, skipping");
      return true;
    }
    if ((object instanceof ViewObject || object instanceof TableObject)
        && find(host, TriggerRelation.named(host, statement.table()), statement.name()) == null) {
      host.notice(
          "trigger \""
              + statement.name()
              + "\" for relation \""
              + statement.table()
              + "\" does not exist, skipping");
      return true;
    }
    return false;
  }

  String rename(RenameTrigger statement) {
    TriggerRelation table = lock(host, statement.table(), LockMode.EXCLUSIVE);
    TriggerObject trigger = require(host, table, statement.name());
    if (find(host, table, statement.newName()) != null) {
      throw exists(table, statement.newName());
    }
    new PartitionTriggers(host).rename(trigger, statement.newName());
    return "ALTER TRIGGER";
  }

  /** Writes conditions again, in which columns are named that have other names now. */
  void reword(Table before, Table after) {
    for (TriggerObject trigger : host.changes().state().triggersOn(after.oid())) {
      String condition = trigger.condition();
      if (condition != null) {
        host.changes()
            .put(
                trigger.withCondition(
                    host.expressions().renamedCondition(condition, before, after)));
      }
    }
  }

  /**
   * ENABLE and DISABLE TRIGGER.
   *
   * @param only the partitions' parts of the trigger stay as they are
   */
  void set(TableObject table, AlterAction.SetTrigger action, boolean only) {
    TriggerRelation relation = TriggerRelation.of(table);
    set(require(host, relation, action.name()), action.firing(), only);
  }

  private void set(TriggerObject trigger, Firing firing, boolean only) {
    host.changes().put(trigger.withFiring(firing));
    if (!only) {
      new PartitionTriggers(host).parts(trigger).forEach(part -> set(part, firing, false));
    }
  }

  void set(TableObject table, AlterAction.SetAllTriggers action, boolean only) {
    for (TriggerObject trigger : host.changes().state().triggersOn(table.oid())) {
      if (!trigger.internal()) {
        set(trigger, action.firing(), only);
      } else if (action.internal()) {
        UseRights.systemTriggers(host, trigger.oid());
        host.changes().remove(trigger.oid());
      }
    }
    if (action.internal() && action.firing() != Firing.ORIGIN) {
      setForeignKeys(table, action.firing());
    }
  }

  private void setForeignKeys(TableObject table, Firing firing) {
    Set<Long> keys = new TreeSet<>();
    for (Constraint constraint : table.table().constraints()) {
      if (constraint instanceof Constraint.ForeignKey key) {
        keys.add(key.oid());
      }
    }
    host.changes().state().referencesTo(table.oid()).forEach(r -> keys.add(r.key().oid()));
    for (long key : keys) {
      UseRights.systemTriggers(host, key);
      host.changes()
          .put(
              TriggerObject.ofForeignKey(
                  host.changes().newOid(), table.databaseOid(), table.oid(), key, firing));
    }
  }
}
