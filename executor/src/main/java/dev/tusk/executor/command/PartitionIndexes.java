package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.table.ConstraintValidation;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.PartitionKey;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.storage.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Indexes and foreign keys of tables that are divided: each partition has its part of them. */
final class PartitionIndexes {
  private final CommandHost host;

  PartitionIndexes(CommandHost host) {
    this.host = host;
  }

  private TableObject table(long oid) {
    return Objects.requireNonNull(host.changes().state().table(oid));
  }

  /**
   * Refuses a unique index that cannot tell duplicates in different partitions.
   *
   * @param kind PRIMARY KEY or UNIQUE
   */
  static void checkUnique(TableDraft draft, Index index, String kind) {
    PartitionKey key = draft.partitioning.key();
    if (key == null || !index.unique()) {
      return;
    }
    for (PartitionKey.Key part : key.keys()) {
      if (part.column() == 0) {
        throw SqlException.of(
                SqlState.FEATURE_NOT_SUPPORTED,
                "unsupported " + kind + " constraint with partition key definition")
            .withDetail(
                kind + " constraints cannot be used when partition keys include expressions.");
      }
      if (index.keys().stream().noneMatch(k -> k.column() == part.column())) {
        throw SqlException.of(
                SqlState.FEATURE_NOT_SUPPORTED,
                "unique constraint on partitioned table must include all partitioning columns")
            .withDetail(
                String.format(
                    Locale.ROOT,
                    "%s constraint on table \"%s\" lacks column \"%s\" which is part of the"
                        + " partition key.",
                    kind,
                    draft.name,
                    draft.columns.get(part.column() - 1).name()));
      }
    }
  }

  /** Gives all partitions their part of an index of their parent. */
  void down(long parent, Index index) {
    for (TableObject child : host.changes().state().children(parent)) {
      if (child.partitioning().isPartition()) {
        give(table(parent), child.oid(), index);
      }
    }
  }

  /** Gives a partition its part of an index: one of its own, or a new one. */
  void give(TableObject parent, long partition, Index index) {
    host.changes().lockObject(host.transaction(), partition);
    TableDraft draft = new TableDraft(table(partition));
    PartitionParts parts = new PartitionParts(host, draft, parent);
    Index own = parts.fitting(index);
    if (own != null) {
      parts.attach(own, index);
      host.changes().put(draft.object());
      return;
    }
    requireNoNulls(draft, parent, index);
    own = parts.add(index);
    new IndexCreation(host).create(draft, own, "CREATE INDEX");
    host.changes().put(draft.object());
    down(partition, own);
  }

  private void requireNoNulls(TableDraft draft, TableObject parent, Index index) {
    if (index.primary() && draft.partitioning.key() == null) {
      for (Index.Key key : index.keys()) {
        var column = draft.column(parent.table().column(key.column()).name());
        if (!column.notNull()) {
          try (Snapshot snapshot = host.transaction().newStatementSnapshot()) {
            ConstraintValidation.noNulls(host.access(snapshot), draft.object(), column);
          }
        }
      }
    }
  }

  /**
   * A unique constraint of a divided table was added: partitions get their part, or, with ONLY, its
   * index is not valid before they have.
   */
  void afterAdded(Family family, Constraint.Unique unique) {
    for (Index index : family.table(family.root()).table().indexes()) {
      if (index.oid() != unique.indexOid()) {
        continue;
      }
      if (!family.only()) {
        down(family.root(), index);
      } else if (family.hasChildren()) {
        TableDraft draft = family.draft(family.root());
        draft.indexes.replaceAll(i -> i.oid() == index.oid() ? i.withValid(false) : i);
        host.changes().put(draft.object());
      }
    }
  }

  /** A foreign key of a divided table is one of all its partitions. */
  void requireAll(Family family, Constraint.ForeignKey key) {
    if (family.only()) {
      throw SqlException.of(
          SqlState.WRONG_OBJECT_TYPE,
          String.format(
              Locale.ROOT,
              "cannot use ONLY for foreign key on partitioned table \"%s\" referencing relation"
                  + " \"%s\"",
              family.table(family.root()).name(),
              table(key.referencedTableOid()).name()));
    }
  }

  /** Gives all partitions their part of a foreign key of their parent. */
  void down(long parent, Constraint.ForeignKey key) {
    for (TableObject child : host.changes().state().children(parent)) {
      if (child.partitioning().isPartition()) {
        give(table(parent), child.oid(), key);
      }
    }
  }

  /** Gives a partition its part of a foreign key: one of its own, or a new one. */
  void give(TableObject parent, long partition, Constraint.ForeignKey key) {
    host.changes().lockObject(host.transaction(), partition);
    if (key.referencedTableOid() == partition) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "cannot attach table \""
              + table(partition).name()
              + "\" as a partition because it is referenced by foreign key \""
              + key.name()
              + "\"");
    }
    TableDraft draft = new TableDraft(table(partition));
    PartitionParts parts = new PartitionParts(host, draft, parent);
    Constraint.ForeignKey own = parts.fitting(key);
    if (own != null) {
      ReferencedParts.remove(draft, table(partition), own.oid());
      draft.partitioning = draft.partitioning.attach(own.oid(), key.oid());
      host.changes().put(draft.object());
      return;
    }
    parts.foreignKey(key);
    host.changes().put(draft.object());
    Constraint.ForeignKey made = (Constraint.ForeignKey) draft.constraints.getLast();
    if (key.validated() && draft.partitioning.key() == null) {
      try (Snapshot snapshot = host.transaction().newStatementSnapshot()) {
        ConstraintValidation.validate(host.access(snapshot), draft.object(), made);
      }
    }
    down(partition, made);
  }

  /**
   * Tells whether all partitions have their part of an index: only then is it valid
   * (validatePartitionedIndex).
   */
  void validate(TableObject parent, Index index) {
    List<TableObject> children = new ArrayList<>(host.changes().state().children(parent.oid()));
    boolean all =
        children.stream()
            .allMatch(child ->
                child.table().indexes().stream()
                    .anyMatch(own ->
                        own.valid() && child.partitioning().parentOf(own.oid()) == index.oid()));
    if (!all || index.valid()) {
      return;
    }
    TableDraft draft = new TableDraft(table(parent.oid()));
    draft.indexes.replaceAll(i -> i.oid() == index.oid() ? i.withValid(true) : i);
    host.changes().put(draft.object());
    long above = draft.partitioning.parentOf(index.oid());
    if (above != 0) {
      TableObject grand = table(draft.parents.getFirst());
      grand.table().indexes().stream()
          .filter(i -> i.oid() == above)
          .findFirst()
          .ifPresent(i -> validate(grand, i));
    }
  }
}
