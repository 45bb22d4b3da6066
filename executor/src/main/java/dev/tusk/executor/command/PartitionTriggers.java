package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.ObjectDescriptions;
import dev.tusk.executor.catalog.TriggerObject;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Row triggers of tables that are divided: each partition has its part of them. */
final class PartitionTriggers {
  private final CommandHost host;

  PartitionTriggers(CommandHost host) {
    this.host = host;
  }

  private TableObject table(long oid) {
    return Objects.requireNonNull(host.changes().state().table(oid));
  }

  /** Gives a partition, and those below it, its part of the row triggers of its parent. */
  void cloneAll(TableObject parent, long partition) {
    for (TriggerObject trigger : host.changes().state().triggersOn(parent.oid())) {
      if (trigger.is(TriggerObject.ROW) && !trigger.internal()) {
        cloneTo(trigger, parent, partition);
      }
    }
  }

  /** Gives all partitions their part of a row trigger. */
  void cloneDown(TriggerObject trigger, TableObject parent) {
    for (TableObject child : host.changes().state().children(parent.oid())) {
      if (child.partitioning().isPartition()) {
        cloneTo(trigger, parent, child.oid());
      }
    }
  }

  private void cloneTo(TriggerObject trigger, TableObject parent, long oid) {
    TableObject partition = table(oid);
    TriggerObject existing =
        TriggerCommands.find(host, TriggerRelation.of(partition), trigger.name());
    boolean replaced =
        existing != null && partition.partitioning().parentOf(existing.oid()) == trigger.oid();
    if (existing != null && !replaced) {
      throw TriggerCommands.exists(TriggerRelation.of(partition), trigger.name());
    }
    TriggerObject made =
        new TriggerObject(
            existing == null ? host.changes().newOid() : existing.oid(),
            trigger.databaseOid(),
            partition.oid(),
            trigger.name(),
            trigger.functionOid(),
            trigger.type(),
            trigger.firing(),
            trigger.constraintOid() == 0 ? 0 : host.changes().newOid(),
            trigger.timing(),
            trigger.otherTable(),
            numbers(trigger.columns(), parent.table(), partition.table()),
            trigger.arguments(),
            trigger.condition(),
            numbers(trigger.reads(), parent.table(), partition.table()),
            null,
            null);
    host.changes().put(made);
    host.changes()
        .put(
            partition.withPartitioning(partition.partitioning().attach(made.oid(), trigger.oid())));
    cloneDown(made, table(oid));
  }

  /** The parts of a trigger that the partitions of its table have. */
  List<TriggerObject> parts(TriggerObject trigger) {
    List<TriggerObject> parts = new ArrayList<>();
    for (TableObject child : host.changes().state().children(trigger.tableOid())) {
      for (TriggerObject below : host.changes().state().triggersOn(child.oid())) {
        if (child.partitioning().parentOf(below.oid()) == trigger.oid()) {
          parts.add(below);
        }
      }
    }
    return parts;
  }

  /** Takes the parts of a trigger from the partitions below its table. */
  void removeClones(TriggerObject trigger) {
    for (TriggerObject below : parts(trigger)) {
      removeClones(below);
      forget(below.tableOid(), below.oid());
      host.changes().remove(below.oid());
    }
  }

  /** Names a trigger otherwise, and with it its parts; a part alone keeps the name of the whole. */
  void rename(TriggerObject trigger, String name) {
    TableObject table = host.changes().state().table(trigger.tableOid());
    if (table != null && table.partitioning().parentOf(trigger.oid()) != 0) {
      TableObject parent = table(table.parents().getFirst());
      throw SqlException.of(
              SqlState.INTERNAL_ERROR,
              "cannot rename trigger \"" + trigger.name() + "\" on table \"" + table.name() + "\"")
          .withHint(
              "Rename the trigger on the partitioned table \"" + parent.name() + "\" instead.");
    }
    renameAll(trigger, name, trigger.name());
  }

  private void renameAll(TriggerObject trigger, String name, String expected) {
    TableObject table = host.changes().state().table(trigger.tableOid());
    if (table != null && !trigger.name().equals(expected)) {
      host.notice(
          "renamed trigger \"" + trigger.name() + "\" on relation \"" + table.name() + "\"");
    }
    host.changes().put(trigger.withName(name));
    parts(trigger).forEach(part -> renameAll(part, name, expected));
  }

  private void forget(long oid, long trigger) {
    TableObject now = table(oid);
    host.changes().put(now.withPartitioning(now.partitioning().attach(trigger, 0)));
  }

  /** Refuses to drop a part of a parent's trigger alone. */
  static void checkDropped(CommandHost host, TriggerObject trigger) {
    TableObject table = host.changes().state().table(trigger.tableOid());
    long parent = table == null ? 0 : table.partitioning().parentOf(trigger.oid());
    if (parent != 0) {
      ObjectDescriptions descriptions = new ObjectDescriptions(host.catalog());
      String whole = descriptions.of(ObjectAddress.of(ObjectAddress.PG_TRIGGER, parent));
      throw SqlException.of(
              SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
              "cannot drop "
                  + descriptions.of(trigger.address())
                  + " because "
                  + whole
                  + " requires it")
          .withHint("You can drop " + whole + " instead.");
    }
  }

  private static List<Integer> numbers(List<Integer> columns, Table from, Table to) {
    return columns.stream()
        .map(number -> to.column(from.column(number).name()).map(Column::number).orElse(number))
        .toList();
  }
}
