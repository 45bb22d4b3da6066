package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.routine.TriggerData.Operation;
import dev.tusk.executor.search.IndexRange;
import dev.tusk.executor.table.AfterEvent.OldKey;
import dev.tusk.executor.table.AfterEvent.Reference;
import dev.tusk.sql.catalog.Constraint.ForeignKey;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.storage.LockMode;
import dev.tusk.storage.RowOutcome;
import dev.tusk.storage.Snapshot;
import dev.tusk.storage.WaitPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Foreign keys at work: checks of new references, and actions upon keys that are gone. */
final class ForeignKeyActions {
  private final StatementAccess access;
  private final Execution execution;
  private final AfterQueue queue;
  private final Map<Long, ForeignKeyMatch> matches = new HashMap<>();
  private final KeyTables tables;
  private @Nullable Snapshot checking;
  private @Nullable Snapshot acting;
  private @Nullable StatementAccess checkAccess;
  private @Nullable StatementAccess actionAccess;

  ForeignKeyActions(StatementAccess access, AfterQueue queue) {
    this.access = access;
    this.execution = access.host().ruleExecution();
    this.queue = queue;
    this.tables = new KeyTables(execution);
  }

  private StatementAccess forChecks() {
    StatementAccess now = checkAccess;
    if (now == null) {
      Snapshot snapshot = access.transaction().newStatementSnapshot();
      now = access.refreshed(snapshot);
      checking = snapshot;
      checkAccess = now;
    }
    return now;
  }

  /** Of references made meanwhile too, whatever the transaction sees otherwise. */
  private StatementAccess forActions() {
    StatementAccess now = actionAccess;
    if (now == null) {
      Snapshot snapshot = access.transaction().newCurrentSnapshot();
      now = access.refreshed(snapshot);
      acting = snapshot;
      actionAccess = now;
    }
    return now;
  }

  /** After a change: what comes next is to see it. */
  void forgetSnapshots() {
    Snapshot check = checking;
    Snapshot action = acting;
    checking = null;
    acting = null;
    checkAccess = null;
    actionAccess = null;
    if (check != null) {
      check.close();
    }
    if (action != null) {
      action.close();
    }
  }

  private ForeignKeyMatch match(ForeignKey key, Table referencing, Table referenced) {
    return matches.computeIfAbsent(
        key.oid(), _ -> new ForeignKeyMatch(key, referencing, referenced, access.host()));
  }

  void check(Reference reference) {
    StatementAccess now = forChecks();
    ForeignKey key = reference.key();
    Table table = reference.object().table();
    if (!now.view(reference.object()).visible(reference.rowId())) {
      // Changed again since: its newer version has a check of its own.
      return;
    }
    if (Arrays.asList(reference.values()).contains(null)) {
      throw ForeignKeyErrors.mixed(table, key);
    }
    TableObject target = now.object(key.referencedTableOid());
    if (!lockReferenced(now, reference, target)) {
      throw ForeignKeyErrors.missing(table, key, reference.values(), target.table(), execution);
    }
  }

  private boolean lockReferenced(StatementAccess now, Reference reference, TableObject target) {
    ForeignKey key = reference.key();
    @Nullable Object[] values = reference.values();
    ForeignKeyMatch match = match(key, reference.object().table(), target.table());
    @Nullable Object[] wanted = match.asReferenced(values);
    if (wanted == null) {
      return false;
    }
    for (KeyTables.Part part : tables.keeping(now, target, key.referencedColumns(), wanted)) {
      if (lockReferenced(now, part, part.numbers(key.referencedColumns()), match, reference)) {
        return true;
      }
    }
    return false;
  }

  private boolean lockReferenced(
      StatementAccess now,
      KeyTables.Part part,
      List<Integer> columns,
      ForeignKeyMatch match,
      Reference reference) {
    @Nullable Object[] values = reference.values();
    @Nullable Object[] wanted = Objects.requireNonNull(match.asReferenced(values));
    TableObject target = part.table();
    List<Integer> rowId = List.of(PhysicalPlan.ROW_ID);
    try (RowSource rows =
        find(now, target, columns, wanted, row -> match.equal(row, values), rowId)) {
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
          @Nullable Object[] newest = now.fetch(target.table(), outcome.rowId(), columns);
          boolean same = newest != null && match.equal(newest, values);
          if (!same && access.transaction().isolation().repeatable()) {
            throw StorageErrors.concurrent("update");
          }
          yield same;
        }
      };
    }
  }

  void act(OldKey old) {
    switch (old.action()) {
      case NO_ACTION -> {
        if (!keyStillThere(old)) {
          refuseReferences(old);
        }
      }
      case RESTRICT -> refuseReferences(old);
      case CASCADE, SET_NULL -> changeAll(old);
      case SET_DEFAULT -> {
        changeAll(old);
        // The default may be the very key that goes; its rows changed to what they were.
        if (!keyStillThere(old)) {
          refuseReferences(old);
        }
      }
    }
  }

  /** NO ACTION looks again: another row may have taken the key. */
  private boolean keyStillThere(OldKey old) {
    StatementAccess now = forActions();
    List<Integer> columns = old.reference().key().referencedColumns();
    Table table = old.object().table();
    Predicate<@Nullable Object[]> same = row -> equal(table, columns, row, old.before());
    List<Integer> rowId = List.of(PhysicalPlan.ROW_ID);
    for (KeyTables.Part part : tables.keeping(now, old.object(), columns, old.before())) {
      try (RowSource rows =
          find(now, part.table(), part.numbers(columns), old.before(), same, rowId)) {
        if (rows.next() != null) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean equal(
      Table table, List<Integer> columns, @Nullable Object[] left, @Nullable Object[] right) {
    for (int i = 0; i < columns.size(); i++) {
      Object a = left[i];
      Object b = right[i];
      if (a == null || b == null || !table.column(columns.get(i)).type().equal(a, b)) {
        return false;
      }
    }
    return true;
  }

  private void refuseReferences(OldKey old) {
    StatementAccess now = forActions();
    TableObject child = now.object(old.reference().tableOid());
    for (KeyTables.Part part : tables.all(now, child)) {
      try (RowSource rows = references(now, part, old, List.of(PhysicalPlan.ROW_ID))) {
        for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
          if (refersStill(now, part, old, (Long) Objects.requireNonNull(row[0]))) {
            throw ForeignKeyErrors.stillReferenced(
                old.object().table(),
                old.reference().key(),
                old.before(),
                child.table(),
                execution);
          }
        }
      }
    }
  }

  /**
   * Refuses to take a partition away while rows refer to it (RI_PartitionRemove_Check).
   *
   * @param key the part of a foreign key for the partition
   */
  void requireUnused(TableObject child, ForeignKey key) {
    StatementAccess now = forActions();
    TableObject partition = now.object(key.referencedTableOid());
    ForeignKeyMatch match = match(key, child.table(), partition.table());
    for (KeyTables.Part part : tables.all(now, child)) {
      try (RowSource rows =
          now.scan(part.table().table(), part.numbers(key.columns()), execution)) {
        for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
          if (!Arrays.asList(row).contains(null) && refersTo(now, partition, key, match, row)) {
            throw ForeignKeyErrors.partitionUsed(
                partition.table(), key, row, child.table(), execution);
          }
        }
      }
    }
  }

  private boolean refersTo(
      StatementAccess now,
      TableObject partition,
      ForeignKey key,
      ForeignKeyMatch match,
      @Nullable Object[] values) {
    @Nullable Object[] wanted = match.asReferenced(values);
    if (wanted == null) {
      return false;
    }
    List<Integer> columns = key.referencedColumns();
    for (KeyTables.Part part : tables.keeping(now, partition, columns, wanted)) {
      try (RowSource rows =
          find(
              now,
              part.table(),
              part.numbers(columns),
              wanted,
              row -> match.equal(row, values),
              List.of(PhysicalPlan.ROW_ID))) {
        if (rows.next() != null) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a reference stays, once a transaction that is changing it has ended. */
  private boolean refersStill(StatementAccess now, KeyTables.Part child, OldKey old, long id) {
    RowOutcome outcome = access.lockRow(child.table(), id, LockMode.KEY_SHARE, WaitPolicy.WAIT);
    return switch (outcome.kind()) {
      case DONE, OWN, SKIPPED -> true;
      case DELETED -> false;
      case UPDATED -> refers(now, child, old, outcome.rowId());
    };
  }

  /** Whether a version that was waited for refers to the key. */
  private boolean refers(StatementAccess now, KeyTables.Part child, OldKey old, long rowId) {
    ForeignKey key = old.reference().key();
    @Nullable Object[] row = now.fetch(child.table().table(), rowId, child.numbers(key.columns()));
    return row != null
        && match(key, child.whole().table(), old.object().table()).equal(old.before(), row);
  }

  private RowSource references(
      StatementAccess now, KeyTables.Part child, OldKey old, List<Integer> wanted) {
    ForeignKey key = old.reference().key();
    ForeignKeyMatch match = match(key, child.whole().table(), old.object().table());
    Predicate<@Nullable Object[]> same = row -> match.equal(old.before(), row);
    @Nullable Object[] searched =
        match.searchesReferencing() ? match.asReferencing(old.before()) : null;
    return find(
        now, child.table(), child.numbers(key.columns()), searched, same, child.numbers(wanted));
  }

  private void changeAll(OldKey old) {
    StatementAccess now = forActions();
    TableObject child = now.object(old.reference().tableOid());
    try {
      access.host().inTrigger(() -> change(now, child, old));
    } catch (SqlException e) {
      throw e.within(ForeignKeyText.context(old, child.table()));
    }
  }

  private void change(StatementAccess now, TableObject child, OldKey old) {
    List<Integer> columns = new ArrayList<>();
    for (int number : access.store().layout(child).liveColumns()) {
      columns.add(number);
    }
    columns.add(PhysicalPlan.ROW_ID);
    record Found(KeyTables.Part part, @Nullable Object[] row) {}

    List<Found> found = new ArrayList<>();
    for (KeyTables.Part part : tables.all(now, child)) {
      try (RowSource rows = references(now, part, old, columns)) {
        for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
          found.add(new Found(part, row));
        }
      }
    }
    if (found.isEmpty() && now.catalog().triggersOn(child.oid()).isEmpty()) {
      return;
    }
    TableWriter writer =
        child.partitioning().key() == null
            ? new StoredTableWriter(now, child, queue)
            : new RoutedWriter(now, child, queue);
    begin(writer, old);
    for (Found one : found) {
      change(now, writer, one.part(), columns, old, one.row());
    }
    writer.finish();
    forgetSnapshots();
  }

  private static void begin(TableWriter writer, OldKey old) {
    if (old.deletes()) {
      writer.begin(Operation.DELETE, Set.of());
    } else {
      ForeignKey key = old.reference().key();
      writer.begin(
          Operation.UPDATE,
          key.columns().stream()
              .filter(column -> old.after() != null || key.setOnDelete(column))
              .collect(Collectors.toSet()));
    }
  }

  private void change(
      StatementAccess now,
      TableWriter writer,
      KeyTables.Part child,
      List<Integer> columns,
      OldKey old,
      @Nullable Object[] row) {
    boolean deletes = old.deletes();
    int width = columns.size() - 1;
    long found = (Long) Objects.requireNonNull(row[width]);
    writer.of(child.table().oid(), found);
    long id = writer.lock(found, deletes);
    if (id == TableAccess.GONE || id != found && !refers(now, child, old, id)) {
      return;
    }
    @Nullable Object[] newest =
        id == found ? row : now.fetch(child.table().table(), id, child.numbers(columns));
    @Nullable Object[] before = Arrays.copyOf(Objects.requireNonNull(newest), width);
    if (deletes) {
      if (writer.beforeDelete(before)) {
        writer.delete(id, before);
      }
      return;
    }
    @Nullable Object[] after = writer.beforeUpdate(before, changed(child.whole(), old, before));
    if (after != null) {
      writer.update(id, before, after, false);
    }
  }

  private @Nullable Object[] changed(TableObject child, OldKey old, @Nullable Object[] before) {
    ForeignKey key = old.reference().key();
    TableLayout layout = access.store().layout(child);
    @Nullable Object[] changed = before.clone();
    @Nullable Object[] after = old.after();
    for (int i = 0; i < key.columns().size(); i++) {
      int number = key.columns().get(i);
      int position = layout.livePosition(number);
      if (after == null && !key.setOnDelete(number)) {
        continue;
      }
      changed[position] =
          switch (old.action()) {
            case CASCADE ->
                match(key, child.table(), old.object().table())
                    .assigned(i, Objects.requireNonNull(after)[i]);
            case SET_DEFAULT -> defaultValue(child.table(), number);
            case SET_NULL, NO_ACTION, RESTRICT -> null;
          };
    }
    return changed;
  }

  private @Nullable Object defaultValue(Table table, int column) {
    if (table.column(column).defaultText() == null) {
      return null;
    }
    Evaluator value = access.host().rules().defaultOf(table, column);
    return value.evaluate(new @Nullable Object[0], execution);
  }

  /**
   * Rows whose columns are as asked: through an index where one is led by them.
   *
   * @param searched values to search an index by; null to read the whole table
   */
  private RowSource find(
      StatementAccess now,
      TableObject target,
      List<Integer> columns,
      @Nullable Object @Nullable [] searched,
      Predicate<@Nullable Object[]> asAsked,
      List<Integer> wanted) {
    List<Integer> both = new ArrayList<>(wanted);
    both.addAll(columns);
    RowSource candidates = candidates(now, target, columns, searched, both);
    return new RowSource() {
      @Override
      public @Nullable Object @Nullable [] next() {
        for (@Nullable Object[] row = candidates.next(); row != null; row = candidates.next()) {
          if (asAsked.test(Arrays.copyOfRange(row, wanted.size(), row.length))) {
            return Arrays.copyOf(row, wanted.size());
          }
        }
        return null;
      }

      @Override
      public void close() {
        candidates.close();
      }
    };
  }

  private RowSource candidates(
      StatementAccess now,
      TableObject target,
      List<Integer> columns,
      @Nullable Object @Nullable [] searched,
      List<Integer> read) {
    if (searched != null) {
      for (Index index : target.table().indexes()) {
        List<Object> equal = indexedPrefix(index, columns, searched);
        if (equal != null) {
          return now.indexRange(
              target.table(), index, IndexRange.equalTo(equal), false, read, execution);
        }
      }
    }
    return now.scan(target.table(), read, execution);
  }

  /** The values in the order of the index's keys, when exactly these columns lead it. */
  private static @Nullable List<Object> indexedPrefix(
      Index index, List<Integer> columns, @Nullable Object[] values) {
    if (!index.ordered()
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
      equal.add(Objects.requireNonNull(values[at]));
    }
    return equal;
  }
}
