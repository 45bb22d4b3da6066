package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState.ForeignReference;
import dev.tusk.executor.catalog.ForeignKeyParts;
import dev.tusk.executor.table.ConstraintValidation;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Constraint.ForeignKey;
import dev.tusk.sql.catalog.Partitions;
import dev.tusk.storage.LockMode;
import dev.tusk.storage.Snapshot;
import dev.tusk.storage.WaitPolicy;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The parts that a foreign key has for partitions of the table it refers to: made with the key
 * (addFkRecurseReferenced), with a new partition (CloneFkReferenced), and taken away with one.
 */
final class ReferencedParts {
  private final CommandHost host;

  ReferencedParts(CommandHost host) {
    this.host = host;
  }

  private TableObject table(long oid) {
    return Objects.requireNonNull(host.changes().state().table(oid));
  }

  /** Gives a key, which is in the draft, its parts for all partitions of what it refers to. */
  void add(TableDraft draft, ForeignKey key) {
    Partitions partitions = host.changes().state().partitions(key.referencedTableOid());
    if (partitions == null || table(key.referencedTableOid()).partitioning().key() == null) {
      return;
    }
    for (Partitions.Part part : partitions.parts()) {
      add(draft, key, table(key.referencedTableOid()), table(part.oid()));
    }
  }

  private void add(TableDraft draft, ForeignKey key, TableObject whole, TableObject partition) {
    String name = key.name();
    if (draft.constraintNameTaken(name)) {
      List<String> columns =
          key.columns().stream().map(n -> draft.columns.get(n - 1).name()).toList();
      name =
          Names.choose(draft.name, String.join("_", columns), "fkey", draft::constraintNameTaken);
    }
    ForeignKey made =
        new ForeignKey(
            host.changes().newOid(),
            name,
            key.columns(),
            partition.oid(),
            ForeignKeyParts.numbers(whole.table(), partition.table(), key.referencedColumns()),
            key.onUpdate(),
            key.onDelete(),
            key.setColumns(),
            key.match(),
            key.timing(),
            key.validated());
    draft.constraints.add(made);
    draft.partitioning = draft.partitioning.attach(made.oid(), key.oid());
    add(draft, made);
  }

  /** A table has become a partition: keys that refer to its parent get their part for it. */
  void partitionAdded(TableObject parent, long partition) {
    for (ForeignReference reference : references(parent.oid())) {
      TableObject child = table(reference.tableOid());
      if (ForeignKeyParts.ofReferencing(child, reference.key())) {
        continue;
      }
      host.changes().lockObject(host.transaction(), child.oid());
      TableDraft draft = new TableDraft(child);
      add(draft, reference.key(), table(parent.oid()), table(partition));
      host.changes().put(draft.object());
    }
  }

  private List<ForeignReference> references(long table) {
    return List.copyOf(host.changes().state().referencesTo(table));
  }

  /** Refuses to take away a partition that rows refer to (ATDetachCheckNoForeignKeyRefs). */
  void requireUnused(TableObject partition) {
    for (ForeignReference reference : references(partition.oid())) {
      TableObject child = table(reference.tableOid());
      if (!ForeignKeyParts.ofReferenced(child, reference.key())) {
        continue;
      }
      host.changes().lockObject(host.transaction(), child.oid());
      host.transaction().lockRelation(child.relationId(), LockMode.SHARE, WaitPolicy.WAIT);
      try (Snapshot snapshot = host.transaction().newStatementSnapshot()) {
        ConstraintValidation.unused(host.access(snapshot), child, reference.key());
      }
    }
  }

  /** A partition has gone: so do the parts that keys have for it. */
  void partitionRemoved(long partition) {
    for (ForeignReference reference : references(partition)) {
      TableObject child = table(reference.tableOid());
      if (ForeignKeyParts.ofReferenced(child, reference.key())) {
        TableDraft draft = new TableDraft(child);
        remove(draft, child, reference.key().oid());
        drop(draft, Set.of(reference.key().oid()));
        host.changes().put(draft.object());
      }
    }
  }

  /** Takes a key's parts out of a draft of its table. */
  static void remove(TableDraft draft, TableObject table, long key) {
    drop(draft, ForeignKeyParts.below(table, key));
  }

  private static void drop(TableDraft draft, Set<Long> keys) {
    draft.constraints.removeIf(constraint -> keys.contains(constraint.oid()));
    keys.forEach(key -> draft.partitioning = draft.partitioning.attach(key, 0));
  }

  /**
   * A partition has become a table of its own: its parts of its parent's keys are keys of their own
   * and act upon what they refer to, part by part.
   */
  void standAlone(TableObject detached) {
    TableDraft draft = new TableDraft(detached);
    for (Constraint constraint : detached.table().constraints()) {
      if (constraint instanceof ForeignKey key
          && draft.partitioning.parentOf(key.oid()) == 0
          && ForeignKeyParts.below(detached, key.oid()).isEmpty()) {
        add(draft, key);
      }
    }
    host.changes().put(draft.object());
  }
}
