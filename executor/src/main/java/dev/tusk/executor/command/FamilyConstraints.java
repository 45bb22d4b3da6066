package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.ForeignKeyParts;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Descent;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.AlterAction;
import dev.tusk.sql.statement.TableConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What ALTER TABLE does to constraints of a table and of those below it. */
final class FamilyConstraints {
  private final CommandHost host;
  private final Family family;

  FamilyConstraints(CommandHost host, Family family) {
    this.host = host;
    this.family = family;
  }

  private ColumnChanges changes(long oid) {
    return new ColumnChanges(host, oid);
  }

  /** ADD CONSTRAINT ({@code ATAddCheckConstraint}). */
  void add(TableConstraint constraint) {
    Constraint made = changes(family.root()).addConstraint(constraint, Descent.OWN);
    if (made instanceof Constraint.Check check
        && constraint instanceof TableConstraint.Check written
        && !check.noInherit()) {
      family.requireAll("constraint must be added to child tables too");
      addBelow(
          family.root(),
          new TableConstraint.Check(
              check.name(), written.expression(), false, written.notValid(), written.position()));
    }
    if (made != null && family.table(family.root()).table().kind() == Table.Kind.PARTITIONED) {
      addToPartitions(made);
    }
  }

  private void addToPartitions(Constraint made) {
    PartitionIndexes partitions = new PartitionIndexes(host);
    switch (made) {
      case Constraint.Unique unique -> partitions.afterAdded(family, unique);
      case Constraint.ForeignKey key -> {
        partitions.requireAll(family, key);
        partitions.down(family.root(), key);
      }
      case Constraint.Check _, Constraint.Exclusion _ -> {}
    }
  }

  private void addBelow(long parent, TableConstraint.Check check) {
    for (long child : family.children(parent)) {
      if (changes(child).addConstraint(check, new Descent(false, 1)) != null) {
        addBelow(child, check);
      }
    }
  }

  private @Nullable Constraint find(TableDraft draft, String name) {
    for (Constraint constraint : draft.constraints) {
      if (constraint.name().equals(name)) {
        return constraint;
      }
    }
    return null;
  }

  private Constraint require(TableDraft draft, String name) {
    Constraint found = find(draft, name);
    if (found == null) {
      throw SqlException.of(
          SqlState.UNDEFINED_OBJECT,
          "constraint \"" + name + "\" of relation \"" + draft.name + "\" does not exist");
    }
    return found;
  }

  private static boolean inherited(Constraint constraint, int parents) {
    return constraint instanceof Constraint.Check check && check.descent().parents() > parents;
  }

  /**
   * DROP CONSTRAINT of a check ({@code ATExecDropConstraint}): what goes with it below.
   *
   * @throws SqlException 42P16 where the table inherits it
   */
  List<ObjectAddress> dropBelow(Constraint constraint) {
    TableObject table = family.table(family.root());
    if (inherited(constraint, 0) || table.partitioning().parentOf(constraint.oid()) != 0) {
      throw Family.invalid(
          "cannot drop inherited constraint \""
              + constraint.name()
              + "\" of relation \""
              + table.name()
              + "\"");
    }
    List<ObjectAddress> dropped = new ArrayList<>();
    if (constraint instanceof Constraint.Check check && !check.noInherit()) {
      dropBelow(family.root(), constraint.name(), dropped);
    }
    return dropped;
  }

  private void dropBelow(long parent, String name, List<ObjectAddress> dropped) {
    for (long child : family.children(parent)) {
      TableDraft draft = family.draft(child);
      if (!(require(draft, name) instanceof Constraint.Check check)) {
        continue;
      }
      Descent descent = check.descent().fromOneLess();
      boolean goes = !family.only() && !descent.inherited() && !descent.local();
      Constraint.Check now = check.withDescent(family.only() ? descent.made() : descent);
      draft.constraints.replaceAll(c -> c.oid() == check.oid() ? now : c);
      host.changes().put(draft.object());
      if (goes) {
        dropped.add(ObjectAddress.of(ObjectAddress.PG_CONSTRAINT, check.oid()));
        dropBelow(child, name, dropped);
      }
    }
  }

  /** VALIDATE CONSTRAINT ({@code ATExecValidateConstraint}). */
  void validate(String name) {
    Constraint constraint = require(family.draft(family.root()), name);
    if (constraint.heldBy() != 0) {
      throw SqlException.of(
          SqlState.WRONG_OBJECT_TYPE,
          "constraint \""
              + name
              + "\" of relation \""
              + family.table(family.root()).name()
              + "\" is not a foreign key or check constraint");
    }
    if (constraint.validated()) {
      return;
    }
    if (constraint instanceof Constraint.Check check && !check.noInherit()) {
      family.requireAll("constraint must be validated on child tables too");
      for (long child : family.below().keySet()) {
        Constraint own = require(family.draft(child), name);
        if (!own.validated()) {
          changes(child).validate(own);
        }
      }
    }
    changes(family.root()).validate(constraint);
  }

  /**
   * ALTER CONSTRAINT of a foreign key: with it go its parts ({@code ATExecAlterConstrRecurse}).
   *
   * @throws SqlException XX000, as PostgreSQL has it, where it is itself a part
   */
  void setTiming(Constraint.ForeignKey key, Constraint.Timing timing) {
    TableObject table = family.table(family.root());
    long parent = table.partitioning().parentOf(key.oid());
    if (parent != 0) {
      throw SqlException.of(
              SqlState.INTERNAL_ERROR,
              "cannot alter constraint \"" + key.name() + "\" on relation \"" + table.name() + "\"")
          .withDetail(derivation(key, table, parent))
          .withHint("You may alter the constraint it derives from, instead.");
    }
    setTiming(table.oid(), key.oid(), timing);
  }

  private String derivation(Constraint.ForeignKey key, TableObject table, long parent) {
    TableObject holder = table;
    Constraint whole = null;
    for (long above = parent; above != 0; above = holder.partitioning().parentOf(above)) {
      long wanted = above;
      List<TableObject> places = new ArrayList<>(List.of(holder));
      holder.parents().forEach(oid -> places.add(family.table(oid)));
      for (TableObject place : places) {
        for (Constraint constraint : place.table().constraints()) {
          if (constraint.oid() == wanted) {
            holder = place;
            whole = constraint;
          }
        }
      }
    }
    return "Constraint \""
        + key.name()
        + "\" is derived from constraint \""
        + (whole == null ? key : whole).name()
        + "\" of relation \""
        + holder.name()
        + "\".";
  }

  private void setTiming(long oid, long key, Constraint.Timing timing) {
    TableDraft draft = family.draft(oid);
    Set<Long> changed = ForeignKeyParts.below(family.table(oid), key);
    changed.add(key);
    draft.constraints.replaceAll(c ->
        c instanceof Constraint.ForeignKey one && changed.contains(one.oid())
            ? one.withTiming(timing)
            : c);
    host.changes().put(draft.object());
    for (TableObject child : host.changes().state().children(oid)) {
      child
          .partitioning()
          .attached()
          .forEach((own, parents) -> {
            if (parents == key) {
              setTiming(child.oid(), own, timing);
            }
          });
    }
  }

  /** RENAME CONSTRAINT of a check ({@code rename_constraint_internal}). */
  void rename(Constraint.Check check, AlterAction.RenameConstraint action) {
    if (!check.noInherit()) {
      Map<Long, Integer> below = family.only() ? Map.of() : family.below();
      family.requireAll(
          "inherited constraint \"" + check.name() + "\" must be renamed in child tables too");
      below.forEach((child, parents) ->
          rename(family.draft(child), require(family.draft(child), check.name()), action, parents));
    }
    rename(family.draft(family.root()), check, action, 0);
  }

  private void rename(
      TableDraft draft, Constraint constraint, AlterAction.RenameConstraint action, int parents) {
    if (inherited(constraint, parents)) {
      throw Family.invalid("cannot rename inherited constraint \"" + constraint.name() + "\"");
    }
    if (draft.constraintNameTaken(action.newName())) {
      throw SqlException.of(
          SqlState.DUPLICATE_OBJECT,
          "constraint \""
              + action.newName()
              + "\" for relation \""
              + draft.name
              + "\" already exists");
    }
    draft.constraints.replaceAll(
        c -> c.oid() == constraint.oid() ? c.withName(action.newName()) : c);
    host.changes().put(draft.object());
  }
}
