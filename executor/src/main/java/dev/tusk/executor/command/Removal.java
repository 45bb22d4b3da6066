package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.CommentObject;
import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.CatalogState.ForeignReference;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Drops objects with what belongs to them, and finds what else depends on them: with CASCADE that
 * goes too and is told of, without it the drop is refused (catalog/dependency.c).
 */
final class Removal {
  /** What is dropped when that is more than one object. */
  static final String SEVERAL = "desired object(s)";

  private final CommandHost host;
  private final boolean cascade;

  /** What goes because the user named it, by OID. */
  private final Set<Long> named = new LinkedHashSet<>();

  /** What goes with it though not named, described as the notice has it. */
  private final List<String> dependents = new ArrayList<>();

  private final List<String> details = new ArrayList<>();
  private final List<Runnable> steps = new ArrayList<>();
  private final Set<Long> removed = new TreeSet<>();

  Removal(CommandHost host, boolean cascade) {
    this.host = host;
    this.cascade = cascade;
  }

  private CatalogState state() {
    return host.changes().state();
  }

  /** Names a table or sequence to be dropped; all are named before any is added. */
  void name(long oid) {
    named.add(oid);
  }

  /** Something depends on what is dropped. */
  void dependent(String what, String on) {
    dependents.add(what);
    details.add(what + " depends on " + on);
  }

  void step(Runnable action) {
    steps.add(action);
  }

  /** Refuses or tells, then drops. */
  void run(String what) {
    if (!dependents.isEmpty()) {
      if (!cascade) {
        throw SqlException.of(
                SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
                "cannot drop "
                    + what
                    + " because other objects depend on "
                    + (what.equals(SEVERAL) ? "them" : "it"))
            .withDetail(String.join("\n", details))
            .withHint("Use DROP ... CASCADE to drop the dependent objects too.");
      }
      tell();
    }
    steps.forEach(Runnable::run);
  }

  private void tell() {
    if (dependents.size() == 1) {
      host.notice("drop cascades to " + dependents.getFirst());
      return;
    }
    List<String> lines = dependents.stream().map(d -> "drop cascades to " + d).toList();
    host.notice(
        new Notice(
            "NOTICE",
            SqlState.SUCCESSFUL_COMPLETION,
            "drop cascades to " + dependents.size() + " other objects",
            String.join("\n", lines),
            null,
            0));
  }

  /** Adds a table with its indexes, sequences and comments. */
  void addTable(TableObject object) {
    if (!removed.add(object.oid())) {
      return;
    }
    host.changes().lockObject(host.transaction(), object.oid());
    for (ForeignReference reference : state().referencesTo(object.oid())) {
      TableObject child = state().table(reference.tableOid());
      if (child != null
          && child.oid() != object.oid()
          && !named.contains(child.oid())
          && !removed.contains(child.oid())) {
        dependent(
            "constraint "
                + reference.key().name()
                + " on table "
                + describe(child.table().schema(), child.table().name()),
            "table " + describe(object.table().schema(), object.table().name()));
        step(() -> dropConstraint(child.oid(), reference.key().name()));
      }
    }
    step(() -> dropTable(object.oid()));
  }

  private void dropTable(long oid) {
    TableObject object = state().table(oid);
    if (object == null) {
      return;
    }
    host.requireNothingPending(object.table(), "DROP TABLE");
    for (SequenceObject sequence : state().sequences(object.databaseOid())) {
      if (sequence.ownerTable() == oid) {
        dropSequence(sequence);
      }
    }
    for (Index index : object.table().indexes()) {
      dropIndexStorage(object, index);
    }
    host.transaction().dropRelation(object.relationId());
    dropComments(oid);
    host.changes().remove(oid);
    host.afterCommit(() -> host.store().forget(oid));
  }

  private void dropIndexStorage(TableObject object, Index index) {
    if (index.method().equals("btree")) {
      Long storageId = object.indexIds().get(index.oid());
      host.transaction().dropIndex(storageId == null ? index.oid() : storageId);
    } else {
      host.afterCommit(() -> host.store().vectorIndexes().drop(index.oid()));
    }
    dropComments(index.oid());
  }

  void dropIndex(long tableOid, long indexOid) {
    TableObject object = state().table(tableOid);
    if (object == null) {
      return;
    }
    TableDraft draft = new TableDraft(object);
    for (Index index : object.table().indexes()) {
      if (index.oid() == indexOid) {
        dropIndexStorage(object, index);
        draft.indexes.remove(index);
        draft.indexIds.remove(indexOid);
      }
    }
    host.changes().put(draft.object());
  }

  void dropSequence(SequenceObject sequence) {
    host.transaction().dropSequence(sequence.oid());
    dropComments(sequence.oid());
    host.changes().remove(sequence.oid());
  }

  private void dropComments(long objectOid) {
    for (CommentObject comment : state().of(CommentObject.class, 0)) {
      if (comment.objectOid() == objectOid) {
        host.changes().remove(comment.oid());
      }
    }
  }

  /** Takes a constraint from a table, with the index of a unique one. */
  void dropConstraint(long tableOid, String name) {
    TableObject object = state().table(tableOid);
    if (object == null) {
      return;
    }
    TableDraft draft = new TableDraft(object);
    for (Constraint constraint : object.table().constraints()) {
      if (constraint.name().equals(name)) {
        draft.constraints.remove(constraint);
        host.changes().put(draft.object());
        if (constraint instanceof Constraint.Unique unique) {
          dropIndex(tableOid, unique.indexOid());
        }
        return;
      }
    }
  }

  /** Adds a sequence; a default that takes values from it depends on it. */
  void addSequence(SequenceObject sequence, boolean withSchema) {
    if (!removed.add(sequence.oid())) {
      return;
    }
    String self = "sequence " + describe(sequence.schema(), sequence.name());
    if (sequence.identity() && !named.contains(sequence.ownerTable()) && !withSchema) {
      TableObject owner = state().table(sequence.ownerTable());
      if (owner != null && !removed.contains(owner.oid())) {
        String column =
            "column "
                + owner.table().column(sequence.ownerColumn()).name()
                + " of table "
                + describe(owner.table().schema(), owner.table().name());
        throw SqlException.of(
                SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
                "cannot drop " + self + " because " + column + " requires it")
            .withHint("You can drop " + column + " instead.");
      }
    }
    for (TableObject table : state().tables(sequence.databaseOid())) {
      if (named.contains(table.oid()) || removed.contains(table.oid())) {
        continue;
      }
      for (Column column : table.table().columns()) {
        if (!column.dropped()
            && SequenceReferences.refers(column.defaultText(), sequence, host.catalog())) {
          dependent(
              "default value for column "
                  + column.name()
                  + " of table "
                  + describe(table.table().schema(), table.table().name()),
              self);
          step(() -> dropDefault(table.oid(), column.number()));
        }
      }
    }
    step(() -> {
      if (state().sequence(sequence.oid()) != null) {
        dropSequence(sequence);
      }
    });
  }

  private void dropDefault(long tableOid, int number) {
    TableObject object = state().table(tableOid);
    if (object == null) {
      return;
    }
    TableDraft draft = new TableDraft(object);
    Column c = draft.columns.get(number - 1);
    draft.replace(
        new Column(
            number, c.name(), c.type(), c.typmod(), c.notNull(), null, c.identity(), c.dropped()));
    host.changes().put(draft.object());
  }

  /** The name as notices print it: with its schema unless that is on the search path. */
  String describe(String schema, String name) {
    return host.catalog().visible(schema, name)
        ? Names.quoted(name)
        : Names.quoted(schema) + "." + Names.quoted(name);
  }
}
