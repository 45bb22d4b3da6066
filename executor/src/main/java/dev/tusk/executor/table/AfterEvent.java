package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.CatalogState.ForeignReference;
import dev.tusk.executor.routine.TriggerData.Operation;
import dev.tusk.executor.table.TableRules.IndexRule;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Constraint.Action;
import dev.tusk.sql.catalog.Constraint.ForeignKey;
import dev.tusk.sql.catalog.Constraint.Timing;
import dev.tusk.sql.catalog.Table;
import org.jspecify.annotations.Nullable;

/** Something that the change of a row made necessary, to be done behind the change. */
sealed interface AfterEvent {
  /** The relation whose row was changed. */
  Table table();

  /** The constraint by which SET CONSTRAINTS names it. */
  long constraintOid();

  Timing timing();

  /** Whether what asks for it is in the catalog still: it may be dropped before the commit. */
  default boolean valid(CatalogState catalog) {
    TableObject table = catalog.table(table().oid());
    return table != null
        && table.table().constraints().stream().anyMatch(c -> c.oid() == constraintOid());
  }

  /** A row version refers to a key. */
  record Reference(TableObject object, ForeignKey key, long rowId, @Nullable Object[] values)
      implements AfterEvent {
    @Override
    public Table table() {
      return object.table();
    }

    @Override
    public long constraintOid() {
      return key.oid();
    }

    @Override
    public Timing timing() {
      return key.timing();
    }
  }

  /** A key was deleted ({@code after} is null) or changed. */
  record OldKey(
      TableObject object,
      ForeignReference reference,
      @Nullable Object[] before,
      @Nullable Object @Nullable [] after)
      implements AfterEvent {
    @Override
    public Table table() {
      return object.table();
    }

    Action action() {
      return after == null ? reference.key().onDelete() : reference.key().onUpdate();
    }

    @Override
    public boolean valid(CatalogState catalog) {
      TableObject child = catalog.table(reference.tableOid());
      return child != null
          && catalog.table(object.oid()) != null
          && child.table().constraints().stream().anyMatch(c -> c.oid() == constraintOid());
    }

    /** Whether rows that refer to it go, too. */
    boolean deletes() {
      return action() == Action.CASCADE && after == null;
    }

    @Override
    public long constraintOid() {
      return reference.key().oid();
    }

    /** What acts does so at once: only NO ACTION is a check. */
    @Override
    public Timing timing() {
      return action() == Action.NO_ACTION ? reference.key().timing() : Timing.NOT_DEFERRABLE;
    }
  }

  /** A trigger FOR EACH ROW. */
  record RowTrigger(
      Table table,
      TriggerRule rule,
      Operation operation,
      @Nullable Object @Nullable [] before,
      @Nullable Object @Nullable [] after,
      ChangedRows changed)
      implements AfterEvent {
    @Override
    public boolean valid(CatalogState catalog) {
      return catalog.object(rule.trigger().oid()) != null;
    }

    @Override
    public long constraintOid() {
      return rule.trigger().constraintOid();
    }

    @Override
    public Timing timing() {
      return rule.trigger().timing();
    }
  }

  /** A trigger FOR EACH STATEMENT. */
  record StatementTrigger(Table table, TriggerRule rule, Operation operation, ChangedRows changed)
      implements AfterEvent {
    @Override
    public long constraintOid() {
      return 0;
    }

    @Override
    public Timing timing() {
      return Timing.NOT_DEFERRABLE;
    }
  }

  /** A row that a deferrable EXCLUDE constraint is yet to be asked of. */
  record DoubtfulRow(TableObject object, ExclusionRule rule, long rowId, @Nullable Object[] values)
      implements AfterEvent {
    @Override
    public Table table() {
      return object.table();
    }

    @Override
    public long constraintOid() {
      return rule.constraint().oid();
    }

    @Override
    public Timing timing() {
      return rule.constraint().timing();
    }
  }

  /** A key of a deferrable unique constraint that another row seemed to have. */
  record DoubtfulKey(
      TableObject object, Constraint.Unique constraint, IndexRule index, @Nullable Object[] values)
      implements AfterEvent {
    @Override
    public Table table() {
      return object.table();
    }

    @Override
    public long constraintOid() {
      return constraint.oid();
    }

    @Override
    public Timing timing() {
      return constraint.timing();
    }
  }
}
