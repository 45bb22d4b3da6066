package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.ForeignKeyParts;
import dev.tusk.executor.catalog.TriggerObject;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Descent;
import dev.tusk.sql.catalog.Partitions;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.AlterAction;
import dev.tusk.storage.LockMode;
import dev.tusk.storage.WaitPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** ALTER TABLE DETACH PARTITION (ATExecDetachPartition). */
final class PartitionDetachment {
  private final CommandHost host;
  private final TableObject parent;

  PartitionDetachment(CommandHost host, TableObject parent) {
    this.host = host;
    this.parent = parent;
  }

  void detach(AlterAction.DetachPartition action) {
    PartitionAttachment.key(parent);
    if (action.concurrently()) {
      host.requireNoBlock("ALTER TABLE ... DETACH CONCURRENTLY");
      Partitions partitions = host.changes().state().partitions(parent.oid());
      if (partitions != null && partitions.defaultPart() != null) {
        throw SqlException.of(
            SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
            "cannot detach partitions concurrently when a default partition exists");
      }
    }
    TableObject table = Names.table(host, action.partition());
    host.changes().lockObject(host.transaction(), table.oid());
    host.transaction().lockRelation(table.relationId(), LockMode.EXCLUSIVE, WaitPolicy.WAIT);
    table = Objects.requireNonNull(host.changes().state().table(table.oid()));
    if (!table.partitioning().isPartition() || table.parents().getFirst() != parent.oid()) {
      throw SqlException.of(
          SqlState.UNDEFINED_TABLE,
          "relation \""
              + table.name()
              + "\" is not a partition of relation \""
              + parent.name()
              + "\"");
    }
    checkPending(table, action);
    host.requireNothingPending(table.table(), "ALTER TABLE");
    new ReferencedParts(host).requireUnused(table);
    remove(table);
    host.countChildren(parent.oid(), true);
  }

  /** What is being detached is finished by FINALIZE, and only that. */
  private static void checkPending(TableObject table, AlterAction.DetachPartition action) {
    boolean pending = table.partitioning().detaching();
    if (action.finish() && !pending) {
      throw SqlException.of(
              SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
              "cannot complete detaching partition \"" + table.name() + "\"")
          .withDetail("There's no pending concurrent detach.");
    }
    if (pending && !action.finish()) {
      throw SqlException.of(
              SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
              "cannot detach partition \"" + table.name() + "\"")
          .withDetail("The partition is being detached concurrently or has an unfinished detach.")
          .withHint(
              "Use ALTER TABLE ... DETACH PARTITION ... FINALIZE to complete the pending detach"
                  + " operation.");
    }
  }

  private void remove(TableObject table) {
    TableDraft draft = new TableDraft(table);
    draft.parents.clear();
    for (Column column : List.copyOf(draft.columns)) {
      if (!column.dropped()) {
        draft.replace(column.withDescent(Descent.OWN));
      }
    }
    draft.constraints.replaceAll(constraint ->
        constraint instanceof Constraint.Check check ? check.withDescent(Descent.OWN) : constraint);
    Map<Long, Long> attached = new HashMap<>(draft.partitioning.attached());
    for (TriggerObject trigger : host.changes().state().triggersOn(table.oid())) {
      if (attached.containsKey(trigger.oid())) {
        new PartitionTriggers(host).removeClones(trigger);
        host.changes().remove(trigger.oid());
      }
    }
    Map<Long, Long> kept = new HashMap<>();
    for (Constraint constraint : draft.constraints) {
      if (constraint instanceof Constraint.ForeignKey key
          && ForeignKeyParts.ofReferenced(table, key)) {
        kept.put(key.oid(), draft.partitioning.parentOf(key.oid()));
      }
    }
    draft.partitioning = draft.partitioning.taking(null).withAttached(kept);
    host.changes().put(draft.object());
    ReferencedParts references = new ReferencedParts(host);
    references.standAlone(draft.object());
    references.partitionRemoved(draft.oid);
  }
}
