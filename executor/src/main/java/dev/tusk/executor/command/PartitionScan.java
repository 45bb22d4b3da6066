package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.table.PartitionValidation;
import dev.tusk.executor.table.StatementAccess;
import dev.tusk.sql.catalog.PartitionBound;
import dev.tusk.sql.catalog.Partitions;
import dev.tusk.storage.LockMode;
import dev.tusk.storage.Snapshot;
import dev.tusk.storage.WaitPolicy;

/** Looks through tables whose rows a new bound concerns. */
final class PartitionScan {
  private final CommandHost host;

  PartitionScan(CommandHost host) {
    this.host = host;
  }

  /** Refuses a bound that takes rows of the default partition. */
  void checkDefault(TableObject parent, PartitionBound bound) {
    Partitions partitions = host.changes().state().partitions(parent.oid());
    Partitions.Part other = partitions == null ? null : partitions.defaultPart();
    TableObject table = other == null ? null : host.changes().state().table(other.oid());
    if (table == null || bound instanceof PartitionBound.Default) {
      return;
    }
    lock(table);
    try (Snapshot snapshot = host.transaction().newStatementSnapshot()) {
      PartitionValidation.checkDefault(host.access(snapshot), parent, table, bound);
    }
  }

  /** Refuses a table with rows that do not belong to the partition it is to be. */
  void checkAttached(TableObject parent, TableObject table, PartitionBound bound) {
    lock(table);
    try (Snapshot snapshot = host.transaction().newStatementSnapshot()) {
      StatementAccess access = host.access(snapshot);
      PartitionValidation.checkAttached(access, parent, table, bound);
    }
  }

  /** Keeps out those who write it, and its partitions. */
  private void lock(TableObject table) {
    host.transaction().lockRelation(table.relationId(), LockMode.SHARE, WaitPolicy.WAIT);
    host.changes()
        .state()
        .descendants(table.oid())
        .forEach(below ->
            host.transaction().lockRelation(below.relationId(), LockMode.SHARE, WaitPolicy.WAIT));
  }
}
