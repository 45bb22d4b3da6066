package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.ViewObject;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.ToastTable;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.AlterAction;
import dev.tusk.sql.statement.AlterTable;
import dev.tusk.sql.statement.ObjectKind;
import dev.tusk.storage.LockMode;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** ALTER TABLE, ALTER INDEX, and ALTER SEQUENCE where they say the same. */
final class AlterTableCommand {
  private static final Set<String> COMPRESSIONS = Set.of("default", "pglz", "lz4");

  private final CommandHost host;
  private final AlterTable statement;

  AlterTableCommand(CommandHost host, AlterTable statement) {
    this.host = host;
    this.statement = statement;
  }

  String run() {
    String tag = "ALTER " + statement.kind().name().replace('_', ' ');
    CatalogObject object = host.catalog().relation(statement.name());
    if (object instanceof TableObject table
        && (statement.kind() == ObjectKind.TABLE
            || statement.kind() == ObjectKind.MATERIALIZED_VIEW && table.materialized() != null)) {
      alterTable(table);
      return tag;
    }
    if (object instanceof ViewObject view
        && (statement.kind() == ObjectKind.VIEW || statement.kind() == ObjectKind.TABLE)) {
      new ViewCommands(host).alter(view, statement);
      return tag;
    }
    if (object instanceof SequenceObject sequence && statement.kind() != ObjectKind.INDEX) {
      alterSequence(sequence);
      return tag;
    }
    Index index = host.catalog().index(statement.name());
    if (index != null && statement.kind() != ObjectKind.SEQUENCE) {
      alterIndex(index);
      return tag;
    }
    if (object != null || index != null) {
      throw Names.notA(
          statement.name().name(), ObjectTargets.word(statement.kind()).toLowerCase(Locale.ROOT));
    }
    if (!statement.ifExists()) {
      throw Names.noRelation(statement.name());
    }
    host.notice("relation \"" + statement.name().name() + "\" does not exist, skipping");
    return tag;
  }

  private void alterTable(TableObject table) {
    host.changes().lockObject(host.transaction(), table.oid());
    RelationLocks.take(host, table, RelationLocks.forActions(statement.actions()));
    if (!renames()) {
      host.requireUnused(table.table(), "ALTER TABLE");
    }
    for (AlterAction action : statement.actions()) {
      if (host.changes().state().table(table.oid()) == null) {
        throw Names.noRelation(statement.name());
      }
      if (table.materialized() != null) {
        checkMaterialized(table, action);
      }
      apply(table.oid(), action);
    }
  }

  private boolean renames() {
    return switch (statement.actions().getFirst()) {
      case AlterAction.Rename _, AlterAction.RenameColumn _, AlterAction.RenameConstraint _ -> true;
      default -> false;
    };
  }

  private static void checkMaterialized(TableObject view, AlterAction action) {
    boolean possible =
        switch (action) {
          case AlterAction.Rename _, AlterAction.RenameColumn _, AlterAction.SetSchema _ -> true;
          case AlterAction.OwnerTo _, AlterAction.SetOptions _, AlterAction.ClusterOn _ -> true;
          case AlterAction.SetStatistics _, AlterAction.SetStorage _ -> true;
          case AlterAction.SetTablespace _ -> true;
          case AlterAction.SetCompression _, AlterAction.SetColumnOptions _ -> true;
          default -> false;
        };
    if (!possible) {
      throw AlterNames.refusal(action, view.name(), "materialized views");
    }
  }

  private TableDraft draft(long oid) {
    TableObject object = host.changes().state().table(oid);
    if (object == null) {
      throw Names.noRelation(statement.name());
    }
    return new TableDraft(object);
  }

  private void apply(long oid, AlterAction action) {
    Family family = new Family(host, oid, statement.only());
    FamilyColumns all = new FamilyColumns(host, family);
    FamilyConstraints constraints = new FamilyConstraints(host, family);
    switch (action) {
      case AlterAction.Inherit a -> new ParentChanges(host, family).change(a);
      case AlterAction.AttachPartition a ->
          new PartitionAttachment(host, draft(oid).object()).attach(a);
      case AlterAction.DetachPartition a ->
          new PartitionDetachment(host, draft(oid).object()).detach(a);
      case AlterAction.AddColumn a -> {
        if (draft(oid).partitioning.isPartition()) {
          throw SqlException.of(SqlState.WRONG_OBJECT_TYPE, "cannot add column to a partition");
        }
        all.add(a);
      }
      case AlterAction.DropColumn a -> all.drop(a);
      case AlterAction.SetDefault a -> all.all(c -> c.setDefault(a));
      case AlterAction.SetNotNull a -> all.all(c -> c.setNotNull(a));
      case AlterAction.SetType a -> all.setType(a);
      case AlterAction.AddIdentity a -> new IdentityChanges(host, oid).addIdentity(a);
      case AlterAction.SetIdentity a -> new IdentityChanges(host, oid).setIdentity(a);
      case AlterAction.DropIdentity a -> new IdentityChanges(host, oid).dropIdentity(a);
      case AlterAction.SetStatistics a -> draft(oid).column(a.column());
      case AlterAction.SetStorage a ->
          new ColumnStorages(host).set(draft(oid).object(), a, statement.only());
      case AlterAction.SetCompression a -> {
        draft(oid).column(a.column());
        if (!COMPRESSIONS.contains(a.method())) {
          throw SequenceRules.invalid("invalid compression method \"" + a.method() + "\"");
        }
      }
      case AlterAction.SetColumnOptions a -> draft(oid).column(a.column());
      case AlterAction.AddConstraint a -> constraints.add(a.constraint());
      case AlterAction.AlterConstraint a -> alterConstraint(oid, a);
      case AlterAction.DropConstraint a -> dropConstraint(oid, a);
      case AlterAction.ValidateConstraint a -> constraints.validate(a.name());
      case AlterAction.RenameColumn a -> all.rename(a);
      case AlterAction.RenameConstraint a -> renameConstraint(oid, a);
      case AlterAction.Rename a -> {
        host.catalog().requireCreation(draft(oid).schema);
        new Renaming(host).rename(draft(oid).object(), a.newName());
      }
      case AlterAction.SetSchema a -> new Renaming(host).setSchema(draft(oid).object(), a.schema());
      case AlterAction.OwnerTo a -> new Ownership(host).change(draft(oid).object(), a.role());
      case AlterAction.SetOptions a -> setOptions(oid, a);
      case AlterAction.SetReplicaIdentity a ->
          new ReplicaIdentities(host).set(draft(oid).object(), a.identity());
      case AlterAction.DropExpression a -> all.dropExpression(a);
      case AlterAction.SetTablespace a -> move(draft(oid).object(), oid, a.name());
      case AlterAction.SetPersistence a ->
          new PersistenceChange(host).set(draft(oid).object(), a.persistence());
      case AlterAction.ClusterOn a ->
          new ClusterCommand(host).remember(draft(oid).object(), a.index());
      case AlterAction.AddValue _, AlterAction.RenameValue _ ->
          throw new IllegalStateException("see TypeCommands");
      case AlterAction.SetRowSecurity a ->
          new PolicyCommands(host).secure(draft(oid).object(), a.change());
      case AlterAction.SetRule a -> new RuleCommands(host).set(draft(oid).object(), a);
      case AlterAction.SetTrigger a ->
          new TriggerCommands(host).set(draft(oid).object(), a, statement.only());
      case AlterAction.SetAllTriggers a ->
          new TriggerCommands(host).set(draft(oid).object(), a, statement.only());
    }
  }

  private void setOptions(long oid, AlterAction.SetOptions action) {
    TableDraft draft = draft(oid);
    if (action.reset() && action.options().stream().anyMatch(o -> o.value() != null)) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, "RESET must not include values for parameters");
    }
    CreateTableCommand.checkOptions(action.options());
    if (host.changes().state().defined().hasToast(draft.table())) {
      LockMode mode = RelationLocks.forActions(statement.actions());
      RelationLocks.take(host, ToastTable.oid(oid), mode);
    }
    action
        .options()
        .forEach(option -> {
          if (action.reset()) {
            draft.options.remove(option.name());
          } else {
            draft.options.put(option.name(), option.value() == null ? "true" : option.value());
          }
        });
    host.changes().put(draft.object());
  }

  private void move(TableObject table, long relation, String name) {
    Tablespaces spaces = new Tablespaces(host);
    spaces.move(table, relation, spaces.usable(name));
  }

  private Constraint requireConstraint(long oid, String name) {
    TableDraft draft = draft(oid);
    for (Constraint constraint : draft.constraints) {
      if (constraint.name().equals(name)) {
        return constraint;
      }
    }
    throw SqlException.of(
        SqlState.UNDEFINED_OBJECT,
        "constraint \"" + name + "\" of relation \"" + draft.name + "\" does not exist");
  }

  private void dropConstraint(long oid, AlterAction.DropConstraint action) {
    TableDraft draft = draft(oid);
    if (!draft.constraintNameTaken(action.name()) && action.ifExists()) {
      host.notice(
          "constraint \""
              + action.name()
              + "\" of relation \""
              + draft.name
              + "\" does not exist, skipping");
      return;
    }
    Constraint constraint = requireConstraint(oid, action.name());
    if (constraint instanceof Constraint.ForeignKey key) {
      TableObject referenced = host.changes().state().table(key.referencedTableOid());
      if (referenced != null) {
        host.requireUnused(referenced.table(), "ALTER TABLE");
      }
    }
    List<ObjectAddress> below =
        new FamilyConstraints(host, new Family(host, oid, statement.only())).dropBelow(constraint);
    Removal removal = new Removal(host, action.cascade());
    removal.name(ObjectAddress.of(ObjectAddress.PG_CONSTRAINT, constraint.oid()));
    below.forEach(removal::name);
    removal.run();
  }

  private void renameConstraint(long oid, AlterAction.RenameConstraint action) {
    TableDraft draft = draft(oid);
    if (!draft.constraintNameTaken(action.name())) {
      throw SqlException.of(
          SqlState.UNDEFINED_OBJECT,
          "constraint \"" + action.name() + "\" for table \"" + draft.name + "\" does not exist");
    }
    Constraint constraint = requireConstraint(oid, action.name());
    if (constraint instanceof Constraint.Unique unique) {
      draft.indexes.stream()
          .filter(index -> index.oid() == unique.indexOid())
          .findFirst()
          .ifPresent(index -> new Renaming(host).index(index, action.newName()));
      return;
    }
    if (constraint instanceof Constraint.Check check) {
      new FamilyConstraints(host, new Family(host, oid, statement.only())).rename(check, action);
      return;
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
    draft.constraints.replaceAll(c -> c == constraint ? c.withName(action.newName()) : c);
    host.changes().put(draft.object());
  }

  private void alterConstraint(long oid, AlterAction.AlterConstraint action) {
    TableDraft draft = draft(oid);
    Constraint constraint = requireConstraint(oid, action.name());
    if (!(constraint instanceof Constraint.ForeignKey key)) {
      throw SqlException.of(
          SqlState.WRONG_OBJECT_TYPE,
          "constraint \""
              + action.name()
              + "\" of relation \""
              + draft.name
              + "\" is not a foreign key constraint");
    }
    new FamilyConstraints(host, new Family(host, oid, statement.only()))
        .setTiming(key, action.timing());
  }

  private void alterSequence(SequenceObject sequence) {
    host.changes().lockObject(host.transaction(), sequence.oid());
    for (AlterAction action : statement.actions()) {
      switch (action) {
        case AlterAction.Rename a -> {
          host.catalog().requireCreation(sequence.schema());
          new Renaming(host).rename(sequence, a.newName());
        }
        case AlterAction.SetSchema a -> new Renaming(host).setSchema(sequence, a.schema());
        case AlterAction.OwnerTo a -> new Ownership(host).changeSequence(sequence, a.role());
        case AlterAction.SetPersistence a ->
            new PersistenceChange(host).set(sequence, a.persistence());
        default -> throw Names.notA(sequence.name(), "table");
      }
    }
  }

  private void alterIndex(Index index) {
    host.changes().lockObject(host.transaction(), index.tableOid());
    for (AlterAction action : statement.actions()) {
      switch (action) {
        case AlterAction.Rename a -> {
          host.catalog().requireCreation(index.schema());
          new Renaming(host).index(index, a.newName());
        }
        case AlterAction.SetOptions a -> setIndexOptions(index, a);
        case AlterAction.SetTablespace a ->
            move(draft(index.tableOid()).object(), index.oid(), a.name());
        case AlterAction.AttachPartition a -> PartitionAttachment.attachIndex(host, index, a);
        case AlterAction.OwnerTo a -> new Ownership(host).refuseIndex(index, a.role());
        default -> throw SqlException.notSupported("this form of ALTER INDEX");
      }
    }
  }

  /** They count when the index is built the next time. */
  private void setIndexOptions(Index index, AlterAction.SetOptions action) {
    TableDraft draft = draft(index.tableOid());
    var options = new java.util.LinkedHashMap<>(index.options());
    if (action.reset()) {
      action.options().forEach(option -> options.remove(option.name()));
    } else {
      options.putAll(CreateIndexCommand.options(index.accessMethod(), action.options()));
    }
    draft.indexes.replaceAll(i -> i.oid() != index.oid() ? i : i.withOptions(options));
    host.changes().put(draft.object());
  }
}
