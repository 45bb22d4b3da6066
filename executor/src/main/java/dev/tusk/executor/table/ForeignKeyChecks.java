package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState.ForeignReference;
import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Constraint.Action;
import dev.tusk.sql.catalog.Constraint.ForeignKey;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.type.Type;
import dev.tusk.storage.IsolationLevel;
import dev.tusk.storage.LockMode;
import dev.tusk.storage.RowOutcome;
import dev.tusk.storage.Snapshot;
import dev.tusk.storage.WaitPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The foreign keys of a table, in both directions, for the rows one statement changed: as
 * PostgreSQL's triggers of ri_triggers.c do, checks and actions run at the statement's end.
 */
final class ForeignKeyChecks {
  private record NewReference(ForeignKey key, @Nullable Object[] values) {}

  private record OldKey(
      ForeignReference reference, @Nullable Object[] before, @Nullable Object @Nullable [] after) {
    Action action() {
      return after == null ? reference.key().onDelete() : reference.key().onUpdate();
    }
  }

  private final StatementAccess access;
  private final TableObject object;
  private final TableLayout layout;
  private final List<ForeignKey> outgoing;
  private final List<ForeignReference> incoming;
  private final List<NewReference> newReferences = new ArrayList<>(0);
  private final List<OldKey> oldKeys = new ArrayList<>(0);

  ForeignKeyChecks(StatementAccess access, TableRules rules) {
    this.access = access;
    this.object = rules.object();
    this.layout = access.store().layout(object);
    this.outgoing = rules.foreignKeys();
    this.incoming = access.catalog().referencesTo(object.oid());
  }

  void inserted(@Nullable Object[] row) {
    for (ForeignKey key : outgoing) {
      addReference(key, values(layout, key.columns(), row));
    }
  }

  void updated(@Nullable Object[] before, @Nullable Object[] after) {
    for (ForeignKey key : outgoing) {
      @Nullable Object[] now = values(layout, key.columns(), after);
      if (!same(layout, key.columns(), values(layout, key.columns(), before), now)) {
        addReference(key, now);
      }
    }
    for (ForeignReference reference : incoming) {
      List<Integer> columns = reference.key().referencedColumns();
      @Nullable Object[] was = values(layout, columns, before);
      @Nullable Object[] now = values(layout, columns, after);
      if (!same(layout, columns, was, now) && !containsNull(was)) {
        oldKeys.add(new OldKey(reference, was, now));
      }
    }
  }

  void deleted(@Nullable Object[] before) {
    for (ForeignReference reference : incoming) {
      @Nullable Object[] was = values(layout, reference.key().referencedColumns(), before);
      if (!containsNull(was)) {
        oldKeys.add(new OldKey(reference, was, null));
      }
    }
  }

  private void addReference(ForeignKey key, @Nullable Object[] values) {
    if (!containsNull(values)) {
      newReferences.add(new NewReference(key, values));
    } else if ("FULL".equals(key.match()) && !allNull(values)) {
      Table table = object.table();
      throw SqlException.of(
              SqlState.FOREIGN_KEY_VIOLATION,
              "insert or update on table \""
                  + table.name()
                  + "\" violates foreign key constraint \""
                  + key.name()
                  + "\"")
          .withDetail("MATCH FULL does not allow mixing of null and nonnull key values.")
          .about(table.schema(), table.name(), null, key.name());
    }
  }

  /** Runs what the statement's rows made necessary. */
  void run() {
    if (newReferences.isEmpty() && oldKeys.isEmpty()) {
      return;
    }
    List<NewReference> checks = List.copyOf(newReferences);
    List<OldKey> actions = List.copyOf(oldKeys);
    newReferences.clear();
    oldKeys.clear();
    if (!actions.isEmpty()) {
      // Of references made meanwhile too, whatever the transaction sees otherwise.
      try (Snapshot snapshot = access.transaction().newCurrentSnapshot()) {
        StatementAccess now = access.refreshed(snapshot);
        actions.forEach(action -> act(now, action));
      }
    }
    if (!checks.isEmpty()) {
      try (Snapshot snapshot = access.transaction().newStatementSnapshot()) {
        StatementAccess now = access.refreshed(snapshot);
        checks.forEach(check -> check(now, check));
      }
    }
  }

  private void check(StatementAccess now, NewReference reference) {
    ForeignKey key = reference.key();
    TableObject target = now.object(key.referencedTableOid());
    if (lockReferenced(now, target, key, reference.values())) {
      return;
    }
    Table table = object.table();
    throw SqlException.of(
            SqlState.FOREIGN_KEY_VIOLATION,
            "insert or update on table \""
                + table.name()
                + "\" violates foreign key constraint \""
                + key.name()
                + "\"")
        .withDetail(
            "Key "
                + keyText(table, key.columns(), reference.values())
                + " is not present in table \""
                + target.table().name()
                + "\".")
        .about(table.schema(), table.name(), null, key.name());
  }

  private boolean lockReferenced(
      StatementAccess now, TableObject target, ForeignKey key, @Nullable Object[] values) {
    Execution execution = access.host().ruleExecution();
    List<Integer> rowId = List.of(PhysicalPlan.ROW_ID);
    try (RowSource rows = find(now, target, key.referencedColumns(), values, rowId, execution)) {
      @Nullable Object[] row = rows.next();
      if (row == null) {
        return false;
      }
      long id = (Long) Objects.requireNonNull(row[0]);
      RowOutcome outcome = access.lockRow(target, id, LockMode.KEY_SHARE, WaitPolicy.WAIT);
      return switch (outcome.kind()) {
        case DONE, OWN, SKIPPED -> true;
        case DELETED -> false;
        case UPDATED -> {
          boolean same = has(now, target, outcome.rowId(), key.referencedColumns(), values);
          if (!same && access.transaction().isolation() == IsolationLevel.REPEATABLE_READ) {
            throw StorageErrors.concurrent("update");
          }
          yield same;
        }
      };
    }
  }

  /** Whether a version that was waited for has these values. */
  private static boolean has(
      StatementAccess now,
      TableObject target,
      long rowId,
      List<Integer> columns,
      @Nullable Object[] values) {
    @Nullable Object[] row = now.fetch(target.table(), rowId, columns);
    return row != null && same(now.store().layout(target), columns, row, values);
  }

  private void act(StatementAccess now, OldKey old) {
    ForeignKey key = old.reference().key();
    TableObject child = now.object(old.reference().tableOid());
    Action action = old.action();
    Execution execution = access.host().ruleExecution();
    List<Integer> columns = new ArrayList<>();
    TableLayout childLayout = access.store().layout(child);
    for (int number : childLayout.liveColumns()) {
      columns.add(number);
    }
    columns.add(PhysicalPlan.ROW_ID);
    if ((action == Action.NO_ACTION || action == Action.RESTRICT)
        && keyStillThere(now, old, action)) {
      return;
    }
    List<@Nullable Object[]> found = new ArrayList<>();
    try (RowSource rows = find(now, child, key.columns(), old.before(), columns, execution)) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        if (action != Action.NO_ACTION && action != Action.RESTRICT) {
          found.add(row);
        } else if (refersStill(now, child, key, old, row)) {
          throw stillReferenced(child, key, old.before());
        }
      }
    }
    if (found.isEmpty()) {
      return;
    }
    StoredTableWriter writer = new StoredTableWriter(now, child);
    for (@Nullable Object[] row : found) {
      apply(now, writer, columns, old, row);
    }
    writer.finish();
  }

  /** Whether a reference stays, once a transaction that is changing it has ended. */
  private boolean refersStill(
      StatementAccess now, TableObject child, ForeignKey key, OldKey old, @Nullable Object[] row) {
    long id = (Long) Objects.requireNonNull(row[row.length - 1]);
    RowOutcome outcome = access.lockRow(child, id, LockMode.KEY_SHARE, WaitPolicy.WAIT);
    return switch (outcome.kind()) {
      case DONE, OWN, SKIPPED -> true;
      case DELETED -> false;
      case UPDATED -> has(now, child, outcome.rowId(), key.columns(), old.before());
    };
  }

  /** NO ACTION looks again: another row may have taken the key. */
  private boolean keyStillThere(StatementAccess now, OldKey old, Action action) {
    if (action == Action.RESTRICT) {
      return false;
    }
    Execution execution = access.host().ruleExecution();
    List<Integer> columns = old.reference().key().referencedColumns();
    try (RowSource rows = find(now, object, columns, old.before(), columns, execution)) {
      return rows.next() != null;
    }
  }

  private void apply(
      StatementAccess now,
      StoredTableWriter writer,
      List<Integer> columns,
      OldKey old,
      @Nullable Object[] row) {
    ForeignKey key = old.reference().key();
    Action action = old.action();
    @Nullable Object[] newKey = old.after();
    TableObject object = now.object(old.reference().tableOid());
    TableLayout child = now.store().layout(object);
    boolean deletes = action == Action.CASCADE && newKey == null;
    int width = columns.size() - 1;
    long found = (Long) Objects.requireNonNull(row[width]);
    long id = writer.lock(found, deletes);
    if (id == TableAccess.GONE
        || id != found && !has(now, object, id, key.columns(), old.before())) {
      return;
    }
    @Nullable Object[] newest = id == found ? row : now.fetch(object.table(), id, columns);
    @Nullable Object[] before = java.util.Arrays.copyOf(Objects.requireNonNull(newest), width);
    if (deletes) {
      writer.delete(id, before);
      return;
    }
    @Nullable Object[] changed = before.clone();
    for (int i = 0; i < key.columns().size(); i++) {
      int number = key.columns().get(i);
      int position = child.livePosition(number);
      changed[position] =
          switch (action) {
            case CASCADE -> newKey == null ? null : newKey[i];
            case SET_DEFAULT -> defaultValue(child.table(), number);
            case SET_NULL, NO_ACTION, RESTRICT -> null;
          };
    }
    writer.update(id, before, changed);
  }

  private @Nullable Object defaultValue(Table table, int column) {
    if (table.column(column).defaultText() == null) {
      return null;
    }
    Evaluator value = access.host().rules().defaultOf(table, column);
    return value.evaluate(new @Nullable Object[0], access.host().ruleExecution());
  }

  private SqlException stillReferenced(
      TableObject child, ForeignKey key, @Nullable Object[] values) {
    Table table = object.table();
    return SqlException.of(
            SqlState.FOREIGN_KEY_VIOLATION,
            "update or delete on table \""
                + table.name()
                + "\" violates foreign key constraint \""
                + key.name()
                + "\" on table \""
                + child.table().name()
                + "\"")
        .withDetail(
            "Key "
                + keyText(table, key.referencedColumns(), values)
                + " is still referenced from table \""
                + child.table().name()
                + "\".")
        .about(child.table().schema(), child.table().name(), null, key.name());
  }

  private String keyText(Table table, List<Integer> columns, @Nullable Object[] values) {
    List<String> names = new ArrayList<>();
    List<Type> types = new ArrayList<>();
    for (int number : columns) {
      Column column = table.column(number);
      names.add(column.name());
      types.add(column.type());
    }
    return RowErrors.key(names, types, values, access.host().ruleExecution().functions().format());
  }

  /** Rows whose columns have these values: through an index where there is one. */
  static RowSource find(
      StatementAccess now,
      TableObject target,
      List<Integer> columns,
      @Nullable Object[] values,
      List<Integer> wanted,
      Execution execution) {
    for (Index index : target.table().indexes()) {
      List<Object> equal = indexedPrefix(index, target.table(), columns, values);
      if (equal != null) {
        return now.indexRange(
            target.table(), index, IndexRange.equalTo(equal), false, wanted, execution);
      }
    }
    List<Integer> both = new ArrayList<>(wanted);
    both.addAll(columns);
    RowSource all = now.scan(target.table(), both, execution);
    TableLayout layout = now.store().layout(target);
    return new RowSource() {
      @Override
      public @Nullable Object @Nullable [] next() {
        for (@Nullable Object[] row = all.next(); row != null; row = all.next()) {
          @Nullable Object[] found = java.util.Arrays.copyOfRange(row, wanted.size(), row.length);
          if (same(layout, columns, found, values)) {
            return java.util.Arrays.copyOf(row, wanted.size());
          }
        }
        return null;
      }

      @Override
      public void close() {
        all.close();
      }
    };
  }

  /** The values in the order of the index's keys, when exactly these columns lead it. */
  private static @Nullable List<Object> indexedPrefix(
      Index index, Table table, List<Integer> columns, @Nullable Object[] values) {
    if (!index.method().equals("btree")
        || !index.valid()
        || index.predicateText() != null
        || index.keys().size() < columns.size()) {
      return null;
    }
    List<Object> equal = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int at = columns.indexOf(index.keys().get(i).column());
      if (at < 0) {
        return null;
      }
      Type type = table.column(columns.get(at)).type();
      Object value = adapt(Objects.requireNonNull(values[at]), type);
      if (value == null) {
        return null;
      }
      equal.add(value);
    }
    return equal;
  }

  /** A key value as the other table's column type has it: int4 may refer to int8. */
  static @Nullable Object adapt(Object value, Type type) {
    return switch (type.oid()) {
      case 20 -> value instanceof Number n ? (Object) n.longValue() : null;
      case 21 ->
          value instanceof Number n && n.longValue() == n.shortValue()
              ? (Object) n.shortValue()
              : null;
      case 23 ->
          value instanceof Number n && n.longValue() == n.intValue() ? (Object) n.intValue() : null;
      default -> value;
    };
  }

  private static boolean same(
      TableLayout layout,
      List<Integer> columns,
      @Nullable Object[] left,
      @Nullable Object[] right) {
    for (int i = 0; i < columns.size(); i++) {
      Object a = left[i];
      Object b = right[i];
      if (a == null || b == null) {
        if (a != b) {
          return false;
        }
        continue;
      }
      Type type = layout.table().column(columns.get(i)).type();
      Object adaptedLeft = adapt(a, type);
      Object adaptedRight = adapt(b, type);
      if (adaptedLeft == null || adaptedRight == null || !type.equal(adaptedLeft, adaptedRight)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Object[] values(
      TableLayout layout, List<Integer> columns, @Nullable Object[] row) {
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row[layout.livePosition(columns.get(i))];
    }
    return values;
  }

  private static boolean containsNull(@Nullable Object[] values) {
    for (Object value : values) {
      if (value == null) {
        return true;
      }
    }
    return false;
  }

  private static boolean allNull(@Nullable Object[] values) {
    for (Object value : values) {
      if (value != null) {
        return false;
      }
    }
    return true;
  }

  /** Checks a new constraint against the rows there are already. */
  static void validate(StatementAccess now, TableObject object, Constraint.ForeignKey key) {
    TableLayout layout = now.store().layout(object);
    TableRules rules = now.store().rules(object, now.host().rules());
    ForeignKeyChecks checks = new ForeignKeyChecks(now, rules);
    try (RowSource rows = now.scan(object.table(), key.columns(), now.host().ruleExecution())) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        if (!containsNull(row)) {
          checks.check(now, new NewReference(key, row));
        }
      }
    }
    assert layout != null;
  }
}
