package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.ForeignKeyParts;
import dev.tusk.executor.catalog.TriggerObject;
import dev.tusk.executor.rights.OwnerRights;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.PartitionBound;
import dev.tusk.sql.catalog.PartitionKey;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.AlterAction;
import dev.tusk.storage.LockMode;
import dev.tusk.storage.WaitPolicy;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** ALTER TABLE ATTACH PARTITION (ATExecAttachPartition). */
final class PartitionAttachment {
  private final CommandHost host;
  private final TableObject parent;

  PartitionAttachment(CommandHost host, TableObject parent) {
    this.host = host;
    this.parent = parent;
  }

  /** Refuses a table that is not divided. */
  static PartitionKey key(TableObject table) {
    PartitionKey key = table.partitioning().key();
    if (key == null) {
      throw SqlException.of(
          SqlState.INVALID_OBJECT_DEFINITION, "table \"" + table.name() + "\" is not partitioned");
    }
    return key;
  }

  void attach(AlterAction.AttachPartition action) {
    if (action.values() == null) {
      throw new IllegalArgumentException("of an index");
    }
    PartitionBounds bounds = new PartitionBounds(host, parent, key(parent));
    PartitionBound bound = bounds.bound(action.values());
    TableObject table = attached(action);
    check(table);
    bounds.check(table.name(), action.values(), bound);
    TableDraft draft = new TableDraft(table);
    columns(draft);
    checks(draft);
    draft.parents.add(parent.oid());
    draft.partitioning = draft.partitioning.taking(bound);
    new PartitionScan(host).checkAttached(parent, table, bound);
    new PartitionScan(host).checkDefault(parent, bound);
    host.changes().put(draft.object());
    PartitionIndexes indexes = new PartitionIndexes(host);
    for (Index index : List.copyOf(parent.table().indexes())) {
      indexes.give(parent, table.oid(), index);
    }
    new PartitionTriggers(host).cloneAll(parent, table.oid());
    new ReferencedParts(host).partitionAdded(parent, table.oid());
    for (Constraint constraint : parent.table().constraints()) {
      if (constraint instanceof Constraint.ForeignKey key
          && !ForeignKeyParts.ofReferenced(parent, key)) {
        indexes.give(parent, table.oid(), key);
      }
    }
  }

  private TableObject attached(AlterAction.AttachPartition action) {
    CatalogObject found = host.catalog().relation(action.partition());
    if (found == null && host.catalog().index(action.partition()) == null) {
      throw Names.noRelation(action.partition());
    }
    if (!(found instanceof TableObject table) || table.materialized() != null) {
      throw AlterNames.refusal(
          action,
          action.partition().name(),
          found == null
              ? "indexes"
              : found instanceof CatalogObject.SequenceObject
                  ? "sequences"
                  : found instanceof TableObject ? "materialized views" : "views");
    }
    OwnerRights.require(host.catalog(), host.roles(), table);
    host.changes().lockObject(host.transaction(), table.oid());
    host.transaction().lockRelation(table.relationId(), LockMode.EXCLUSIVE, WaitPolicy.WAIT);
    host.requireNothingPending(table.table(), "ALTER TABLE");
    return Objects.requireNonNull(host.changes().state().table(table.oid()));
  }

  private static SqlException wrong(String message) {
    return SqlException.of(SqlState.WRONG_OBJECT_TYPE, message);
  }

  private void check(TableObject table) {
    if (table.partitioning().isPartition()) {
      throw wrong("\"" + table.name() + "\" is already a partition");
    }
    if (!table.parents().isEmpty()) {
      throw wrong("cannot attach inheritance child as partition");
    }
    if (table.partitioning().key() == null
        && !host.changes().state().children(table.oid()).isEmpty()) {
      throw wrong("cannot attach inheritance parent as partition");
    }
    boolean circular =
        table.oid() == parent.oid()
            || host.changes().state().descendants(table.oid()).stream()
                .anyMatch(below -> below.oid() == parent.oid());
    if (circular) {
      throw SqlException.of(SqlState.DUPLICATE_TABLE, "circular inheritance not allowed")
          .withDetail("\"" + parent.name() + "\" is already a child of \"" + table.name() + "\".");
    }
    if (table.temporary() != parent.temporary()) {
      throw wrong(
          String.format(
              Locale.ROOT,
              "cannot attach a %s relation as partition of %s relation \"%s\"",
              table.temporary() ? "temporary" : "permanent",
              table.temporary() ? "permanent" : "temporary",
              parent.name()));
    }
    for (Column column : table.table().liveColumns()) {
      if (parent.table().column(column.name()).isEmpty()) {
        throw SqlException.of(
                SqlState.DATATYPE_MISMATCH,
                String.format(
                    Locale.ROOT,
                    "table \"%s\" contains column \"%s\" not found in parent \"%s\"",
                    table.name(),
                    column.name(),
                    parent.name()))
            .withDetail("The new partition may contain only the columns present in parent.");
      }
    }
    for (TriggerObject trigger : host.changes().state().triggersOn(table.oid())) {
      if (trigger.is(TriggerObject.ROW)
          && (trigger.oldTable() != null || trigger.newTable() != null)) {
        throw SqlException.of(
                SqlState.FEATURE_NOT_SUPPORTED,
                "trigger \""
                    + trigger.name()
                    + "\" prevents table \""
                    + table.name()
                    + "\" from becoming a partition")
            .withDetail("ROW triggers with transition tables are not supported on partitions.");
      }
    }
  }

  private static SqlException mismatch(String message) {
    return SqlException.of(SqlState.DATATYPE_MISMATCH, message);
  }

  /** The parent's columns are there, and are the parent's now (MergeAttributesIntoExisting). */
  private void columns(TableDraft draft) {
    for (Column column : parent.table().liveColumns()) {
      if (!draft.hasColumn(column.name())) {
        throw mismatch("child table is missing column \"" + column.name() + "\"");
      }
      Column own = draft.column(column.name());
      if (own.type() != column.type() || own.typmod() != column.typmod()) {
        throw mismatch(
            "child table \""
                + draft.name
                + "\" has different type for column \""
                + column.name()
                + "\"");
      }
      if (column.notNull() && !own.notNull()) {
        throw mismatch("column \"" + column.name() + "\" in child table must be marked NOT NULL");
      }
      if (column.generated() && !own.generated()) {
        throw mismatch(
            "column \"" + column.name() + "\" in child table must be a generated column");
      }
      draft.replace(own.withDescent(new dev.tusk.sql.catalog.Descent(false, 1)));
    }
  }

  /** So are its checks (MergeConstraintsIntoExisting). */
  private void checks(TableDraft draft) {
    for (Constraint constraint : parent.table().constraints()) {
      if (!(constraint instanceof Constraint.Check check) || check.noInherit()) {
        continue;
      }
      Constraint.Check own = null;
      for (Constraint other : draft.constraints) {
        if (other instanceof Constraint.Check c && c.name().equals(check.name())) {
          own = c;
        }
      }
      if (own == null) {
        throw mismatch("child table is missing constraint \"" + check.name() + "\"");
      }
      if (!own.expressionText().equals(check.expressionText())) {
        throw mismatch(
            "child table \""
                + draft.name
                + "\" has different definition for check constraint \""
                + check.name()
                + "\"");
      }
      String conflict = own.noInherit() ? "non-inherited" : own.validated() ? null : "NOT VALID";
      if (conflict != null) {
        throw SqlException.of(
            SqlState.INVALID_OBJECT_DEFINITION,
            "constraint \""
                + check.name()
                + "\" conflicts with "
                + conflict
                + " constraint on child table \""
                + draft.name
                + "\"");
      }
      Constraint.Check merged = own.withDescent(new dev.tusk.sql.catalog.Descent(false, 1));
      draft.constraints.replaceAll(c -> c.oid() == merged.oid() ? merged : c);
    }
  }

  /** ALTER INDEX ATTACH PARTITION (ATExecAttachPartitionIdx). */
  static void attachIndex(CommandHost host, Index index, AlterAction.AttachPartition action) {
    TableObject parent = Objects.requireNonNull(host.changes().state().table(index.tableOid()));
    if (parent.partitioning().key() == null) {
      throw SqlException.of(
          SqlState.INVALID_OBJECT_DEFINITION, "index \"" + index.name() + "\" is not partitioned");
    }
    Index own = host.catalog().index(action.partition());
    if (own == null) {
      throw host.catalog().relation(action.partition()) == null
          ? Names.noRelation(action.partition())
          : Names.notA(action.partition().name(), "index");
    }
    host.changes().lockObject(host.transaction(), own.tableOid());
    TableObject table = Objects.requireNonNull(host.changes().state().table(own.tableOid()));
    long attached = table.partitioning().parentOf(own.oid());
    if (attached == index.oid()) {
      return;
    }
    SqlException refusal =
        SqlException.of(
            SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
            "cannot attach index \""
                + own.name()
                + "\" as a partition of index \""
                + index.name()
                + "\"");
    if (attached != 0) {
      throw refusal.withDetail(
          "Index \"" + own.name() + "\" is already attached to another index.");
    }
    if (!table.partitioning().isPartition() || table.parents().getFirst() != parent.oid()) {
      throw refusal.withDetail(
          "Index \""
              + own.name()
              + "\" is not an index on any partition of table \""
              + parent.name()
              + "\".");
    }
    attachIndex(host, parent, index, table, own, refusal);
  }

  private static void attachIndex(
      CommandHost host,
      TableObject parent,
      Index index,
      TableObject table,
      Index own,
      SqlException refusal) {
    TableDraft draft = new TableDraft(table);
    PartitionParts parts = new PartitionParts(host, draft, parent);
    if (!parts.same(index, own)) {
      throw refusal.withDetail("The index definitions do not match.");
    }
    if (PartitionParts.held(parent.table(), index) != null
        && PartitionParts.held(table.table(), own) == null) {
      throw refusal.withDetail(
          "The index \""
              + index.name()
              + "\" belongs to a constraint in table \""
              + parent.name()
              + "\" but no constraint exists for index \""
              + own.name()
              + "\".");
    }
    for (Index other : draft.indexes) {
      if (draft.partitioning.parentOf(other.oid()) == index.oid()) {
        throw refusal.withDetail(
            "Another index is already attached for partition \"" + table.name() + "\".");
      }
    }
    parts.attach(own, index);
    host.changes().put(draft.object());
    new PartitionIndexes(host).validate(parent, index);
  }
}
