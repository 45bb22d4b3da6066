package dev.tusk.executor.command;

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
      case Constraint.Check _ -> {}
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
    if (inherited(constraint, 0)) {
      throw Family.invalid(
          "cannot drop inherited constraint \""
              + constraint.name()
              + "\" of relation \""
              + family.table(family.root()).name()
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
    if (constraint.validated() && !(constraint instanceof Constraint.Unique)) {
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
