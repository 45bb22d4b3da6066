package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.Materialized;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.search.IndexRange;
import dev.tusk.executor.search.RowCondition;
import dev.tusk.executor.search.VectorAccess;
import dev.tusk.executor.search.VectorSearcher;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PhysicalPlan.LockStrength;
import dev.tusk.sql.plan.PhysicalPlan.LockWait;
import dev.tusk.sql.plan.Touches;
import dev.tusk.storage.IndexCursor;
import dev.tusk.storage.LockMode;
import dev.tusk.storage.LockNotAvailableException;
import dev.tusk.storage.RelationView;
import dev.tusk.storage.Row;
import dev.tusk.storage.RowCursor;
import dev.tusk.storage.RowOutcome;
import dev.tusk.storage.Snapshot;
import dev.tusk.storage.Transaction;
import dev.tusk.storage.WaitPolicy;
import dev.tusk.storage.WriteConflictException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tables under one statement's snapshot and transaction. */
public final class StatementAccess implements TableAccess, AutoCloseable {
  private final TableStore store;
  private final CatalogState catalog;
  private final Transaction transaction;
  private final Snapshot snapshot;
  private final StatementHost host;
  private final Map<Long, RelationView> views = new HashMap<>(4);
  private Map<Long, Set<Integer>> given = new HashMap<>(4);
  private @Nullable AfterQueue after;
  private long[] changes = {};
  private int ranges;

  public StatementAccess(
      TableStore store,
      CatalogState catalog,
      Transaction transaction,
      Snapshot snapshot,
      StatementHost host) {
    this.store = store;
    this.catalog = catalog;
    this.transaction = transaction;
    this.snapshot = snapshot;
    this.host = host;
  }

  TableStore store() {
    return store;
  }

  CatalogState catalog() {
    return catalog;
  }

  Transaction transaction() {
    return transaction;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  StatementHost host() {
    return host;
  }

  /** For expressions of the catalog, which read no parameters. */
  public Execution ruleExecution() {
    return host.ruleExecution();
  }

  public RuleCompiler rules() {
    return host.rules();
  }

  /** The same tables under a newer snapshot, for checks at the statement's end. */
  StatementAccess refreshed(Snapshot newer) {
    StatementAccess refreshed = new StatementAccess(store, catalog, transaction, newer, host);
    refreshed.given = given;
    return refreshed;
  }

  /** Notes which columns of which tables the statement writes, which errors may tell of. */
  public StatementAccess writing(Touches touches) {
    for (Touches.Relation relation : touches.relations()) {
      if (!relation.inserted().isEmpty() || !relation.updated().isEmpty()) {
        Set<Integer> columns = new HashSet<>(relation.inserted());
        columns.addAll(relation.updated());
        given.merge(
            relation.oid(),
            columns,
            (a, b) -> {
              a.addAll(b);
              return a;
            });
      }
    }
    return this;
  }

  /** The same for a statement that writes some columns of one table. */
  public StatementAccess writing(Table table, List<Column> columns) {
    given.put(table.oid(), columns.stream().map(Column::number).collect(Collectors.toSet()));
    return this;
  }

  @Override
  public Set<Integer> given(long tableOid) {
    return given.getOrDefault(tableOid, Set.of());
  }

  TableObject object(long tableOid) {
    TableObject object = catalog.table(tableOid);
    if (object == null) {
      throw SqlException.of(
          SqlState.UNDEFINED_TABLE, "could not open relation with OID " + tableOid);
    }
    return object;
  }

  RelationView view(TableObject object) {
    RelationView view = views.get(object.relationId());
    if (view == null) {
      view = snapshot.relation(object.relationId());
      views.put(object.relationId(), view);
    }
    return view;
  }

  @Override
  public RowSource scan(Table table, List<Integer> columns, Execution execution) {
    if (!table.kind().stored()) {
      return host.scanOther(table, columns, execution);
    }
    host.countScan(table.oid());
    TableObject object = populated(table);
    return scanned(view(object).scan(), store.reader(object, columns), table.oid(), execution);
  }

  /** A relation whose rows are there to be read. */
  private TableObject populated(Table table) {
    TableObject object = object(table.oid());
    Materialized view = object.materialized();
    if (view != null && !view.populated()) {
      throw SqlException.of(
              SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
              "materialized view \"" + table.name() + "\" has not been populated")
          .withHint("Use the REFRESH MATERIALIZED VIEW command.");
    }
    return object;
  }

  private RowSource scanned(
      RowCursor cursor, RowReader reader, long tableOid, Execution execution) {
    return new RowSource() {
      private long count;

      @Override
      public @Nullable Object @Nullable [] next() {
        execution.checkCancelled();
        Row row = cursor.next();
        if (row == null) {
          return null;
        }
        count++;
        return reader.read(row, 0);
      }

      @Override
      public void close() {
        if (count > 0) {
          host.countScanned(tableOid, count);
          count = 0;
        }
      }
    };
  }

  @Override
  public RowSource indexRange(
      Table table,
      Index index,
      IndexRange range,
      boolean descending,
      List<Integer> columns,
      Execution execution) {
    host.countIndexScan(index.oid());
    TableObject object = populated(table);
    RowReader reader = store.reader(object, columns);
    RelationView view = view(object);
    IndexCursor cursor = cursor(object, index, range, descending);
    return new RowSource() {
      private long count;

      @Override
      public @Nullable Object @Nullable [] next() {
        while (cursor.next()) {
          execution.checkCancelled();
          Row row = view.get(cursor.rowId());
          if (row != null) {
            execution.functions().reserve(row.length());
            @Nullable Object[] values = reader.read(row, 0);
            execution.functions().admitAll(values);
            count++;
            return values;
          }
        }
        return null;
      }

      @Override
      public void close() {
        if (count > 0) {
          host.countIndexed(index.oid(), count);
          count = 0;
        }
      }
    };
  }

  @Override
  public long[] find(Table table, RowCondition condition, Execution execution) {
    return RowSets.rows(this, populated(table), condition, execution);
  }

  @Override
  public RowSource rows(Table table, long[] rowIds, List<Integer> columns, Execution execution) {
    TableObject object = populated(table);
    return new ListedRows(rowIds, view(object), store.reader(object, columns), execution);
  }

  IndexCursor cursor(TableObject object, Index index, IndexRange range, boolean descending) {
    Long storageId = object.indexIds().get(index.oid());
    return snapshot.range(
        storageId == null ? index.oid() : storageId, new KeyCodec(index).range(range), descending);
  }

  @Override
  public @Nullable Object @Nullable [] fetch(Table table, long rowId, List<Integer> columns) {
    TableObject object = populated(table);
    Row row = view(object).get(rowId);
    if (row == null) {
      row = transaction.newestVersion(object.relationId(), rowId);
    }
    return row == null ? null : store.reader(object, columns).read(row, 0);
  }

  @Override
  public void checkSeen(Table table, long rowId) {
    if (!transaction.isolation().repeatable()) {
      return;
    }
    try (Snapshot now = transaction.newStatementSnapshot()) { // With the statement's own rows.
      if (!now.relation(object(table.oid()).relationId()).visible(rowId)) {
        throw StorageErrors.concurrent("update");
      }
    }
  }

  @Override
  public long lock(Table table, long rowId, LockStrength strength, LockWait wait) {
    LockMode mode =
        switch (strength) {
          case KEY_SHARE -> LockMode.KEY_SHARE;
          case SHARE -> LockMode.SHARE;
          case NO_KEY_UPDATE -> LockMode.NO_KEY_UPDATE;
          case UPDATE -> LockMode.EXCLUSIVE;
        };
    WaitPolicy policy =
        switch (wait) {
          case WAIT -> WaitPolicy.WAIT;
          case NOWAIT -> WaitPolicy.NOWAIT;
          case SKIP_LOCKED -> WaitPolicy.SKIP_LOCKED;
        };
    try {
      RowOutcome outcome = lockRow(object(table.oid()), rowId, mode, policy);
      if (outcome.kind() == RowOutcome.Kind.UPDATED && transaction.isolation().repeatable()) {
        throw StorageErrors.concurrent("update");
      }
      long locked = newest(outcome, rowId);
      if (locked > 0) {
        transaction.markLocked(object(table.oid()).relationId(), locked);
      }
      return locked;
    } catch (LockNotAvailableException e) {
      if (wait == LockWait.NOWAIT) {
        throw SqlException.of(
            SqlState.LOCK_NOT_AVAILABLE,
            "could not obtain lock on row in relation \"" + table.name() + "\"");
      }
      throw e;
    }
  }

  /** Locks without a change to follow: whatever became of the row is called an update. */
  RowOutcome lockRow(TableObject object, long rowId, LockMode mode, WaitPolicy policy) {
    try {
      return transaction.lockRow(object.relationId(), rowId, mode, policy);
    } catch (WriteConflictException _) {
      throw StorageErrors.concurrent("update");
    }
  }

  static long newest(RowOutcome outcome, long rowId) {
    return switch (outcome.kind()) {
      case DONE -> rowId;
      case UPDATED -> outcome.rowId();
      case DELETED, OWN -> GONE;
      case SKIPPED -> SKIPPED;
    };
  }

  @Override
  public TableWriter writer(Table table) {
    if (table.kind() == Table.Kind.VIEW) {
      return new ViewWriter(this, table);
    }
    transaction.useCommand();
    TableObject object = object(table.oid());
    if (object.partitioning().key() != null) {
      return new RoutedWriter(this, object);
    }
    return catalog.children(table.oid()).isEmpty()
        ? new StoredTableWriter(this, object)
        : new FamilyWriter(this, object);
  }

  /** Writes the rows of a table anew, without its triggers. */
  public TableWriter copier(Table table) {
    return StoredTableWriter.copying(this, object(table.oid()));
  }

  /**
   * The statement's own next change. Their numbers are kept as ranges, which others interrupt only
   * where triggers and functions work in between.
   */
  void aboutToChange() {
    long change = transaction.ownChanges().next();
    if (ranges > 0 && changes[2 * ranges - 1] == change - 1) {
      changes[2 * ranges - 1] = change;
      return;
    }
    if (2 * ranges == changes.length) {
      changes = Arrays.copyOf(changes, Math.max(4, 2 * changes.length));
    }
    changes[2 * ranges] = change;
    changes[2 * ranges + 1] = change;
    ranges++;
  }

  /** Whether a change of the transaction's was one of this statement's own. */
  boolean changedHere(long change) {
    for (int i = ranges - 1; i >= 0; i--) {
      if (changes[2 * i] <= change) {
        return change <= changes[2 * i + 1];
      }
    }
    return false;
  }

  /** What the statement's changes make necessary. */
  AfterQueue after() {
    AfterQueue queue = after;
    if (queue == null) {
      queue = new AfterQueue(this);
      after = queue;
    }
    return queue;
  }

  @Override
  public void finish() {
    if (after != null) {
      after.run();
    }
  }

  @Override
  public TableAccess next() {
    return refreshed(transaction.newStatementSnapshot());
  }

  @Override
  public void end() {
    close();
  }

  @Override
  public void close() {
    snapshot.close();
  }

  @Override
  public VectorAccess vectors(Table table, int column) {
    return new VectorSearcher(new StatementTable(this, populated(table)), column);
  }
}
