package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.TriggerObject;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.routine.TriggerData.Operation;
import dev.tusk.executor.table.TableRules.IndexRule;
import dev.tusk.executor.vector.LiveIndex;
import dev.tusk.executor.vector.VectorSlots;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.type.ByteWriter;
import dev.tusk.storage.LockMode;
import dev.tusk.storage.NewRow;
import dev.tusk.storage.RowOutcome;
import dev.tusk.storage.Transaction;
import dev.tusk.storage.WaitPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes rows of a stored table. */
final class StoredTableWriter implements TableWriter {
  private final StatementAccess access;
  private final TableObject object;
  private final TableLayout layout;
  private final TableRules rules;
  private final Transaction transaction;
  private final Execution execution;
  private final long relationId;
  private final List<Integer> vectorColumns;
  private final List<LiveIndex> liveIndexes;
  private final ForeignKeyChecks foreignKeys;

  /** Of the row being written: what is looked at behind its foreign keys. */
  private final List<AfterEvent> doubtfulKeys = new ArrayList<>();

  private final @Nullable ExclusionChecks exclusions;
  private final AfterQueue after;
  private final @Nullable TriggerRun triggers;
  private final @Nullable PartitionCheck partition;

  /** Whether a table that it is a part of leads rows here: they need no look where they belong. */
  private boolean routed;

  /** The table above that the statement names; null where it names this one. */
  private @Nullable TableObject root;

  private final ByteWriter bytes = new ByteWriter(256);
  private final NewRow newRow = new NewRow(new byte[0]);
  private final int[] storedBytes;
  private final long[] counts = new long[3];
  private boolean merging;

  StoredTableWriter(StatementAccess access, TableObject object) {
    this(access, object, access.after());
  }

  /**
   * @param after the queue of the statement whose work, or whose action, this is
   */
  StoredTableWriter(StatementAccess access, TableObject object, AfterQueue after) {
    this(access, object, after, access.catalog().triggersOn(object.oid()));
  }

  /** A writer of the rows that a table above leads to this partition. */
  static StoredTableWriter routed(
      StatementAccess access, TableObject object, TableObject root, AfterQueue after) {
    StoredTableWriter writer = below(access, object, root, after);
    writer.routed = true;
    return writer;
  }

  /** A writer of rows of a table below the one that the statement names. */
  static StoredTableWriter below(
      StatementAccess access, TableObject object, TableObject root, AfterQueue after) {
    StoredTableWriter writer = new StoredTableWriter(access, object, after);
    writer.root = root;
    return writer;
  }

  /** A writer of rows that are no changes: those of a table that is written anew. */
  static StoredTableWriter copying(StatementAccess access, TableObject object) {
    return new StoredTableWriter(access, object, access.after(), List.of());
  }

  private StoredTableWriter(
      StatementAccess access, TableObject object, AfterQueue after, List<TriggerObject> all) {
    this.access = access;
    this.object = object;
    this.layout = access.store().layout(object);
    this.storedBytes = new int[layout.liveColumns().length];
    this.rules = access.store().rules(object, access.host().rules());
    this.transaction = access.transaction();
    this.execution = access.host().ruleExecution();
    this.relationId = object.relationId();
    this.vectorColumns = layout.vectorColumns();
    this.liveIndexes = access.store().vectorIndexes().of(relationId);
    this.after = after;
    this.partition =
        object.partitioning().isPartition()
            ? new PartitionCheck(access.store(), access.catalog(), object, access.host().rules())
            : null;
    this.foreignKeys = new ForeignKeyChecks(access, rules, after);
    this.exclusions =
        rules.exclusions().isEmpty() ? null : new ExclusionChecks(access, object, rules);
    this.triggers =
        all.isEmpty()
            ? null
            : new TriggerRun(
                access.host(),
                object.table(),
                access.store().triggers(object, all, access.host().rules()),
                after);
  }

  @Override
  public void begin(Operation operation, Set<Integer> columns) {
    if (triggers != null) {
      triggers.begin(operation, changed(columns, triggers));
    }
  }

  /** The statement, on a table above, is about to do such changes: row triggers fire for them. */
  void beginRows(Operation operation, Set<Integer> columns) {
    if (triggers != null) {
      triggers.beginRows(operation, changed(columns, triggers));
    }
  }

  /**
   * With the columns that are computed from those assigned: all that are computed, where a trigger
   * may change the row still ({@code ExecInitStoredGenerated}).
   */
  private Set<Integer> changed(Set<Integer> assigned, TriggerRun run) {
    Set<Integer> changed = new HashSet<>(assigned);
    for (Column column : object.table().liveColumns()) {
      if (column.generated() && (run.changesRows(Operation.UPDATE) || reads(column, assigned))) {
        changed.add(column.number());
      }
    }
    return changed;
  }

  private boolean reads(Column generated, Set<Integer> columns) {
    ObjectAddress value = ObjectAddress.defaultOf(object.oid(), generated.number());
    return object.references().getOrDefault(value, List.of()).stream()
        .map(Dependency::on)
        .anyMatch(on -> on.objectOid() == object.oid() && columns.contains(on.sub()));
  }

  /** A row of the table's was changed in a table below it. */
  void changedBelow(
      Operation operation,
      @Nullable Object @Nullable [] before,
      @Nullable Object @Nullable [] now) {
    if (triggers != null) {
      triggers.collect(operation, before, now);
    }
  }

  /** Whether a row belongs to this table, where it is a partition. */
  boolean belongs(@Nullable Object[] row) {
    return partition == null || partition.holds(row, execution);
  }

  void checkBelongs(@Nullable Object[] row) {
    if (!belongs(row)) {
      throw RowErrors.partition(object.table(), told(row));
    }
  }

  /** What an error tells of a row: as one of the table that the statement names. */
  private @Nullable String told(@Nullable Object[] row) {
    TableObject named = root;
    if (named == null) {
      return FailingRow.detail(object.table(), row, access.given(object.oid()), execution);
    }
    @Nullable Object[] above = RowMapping.of(object.table(), named.table()).apply(row);
    return FailingRow.detail(named.table(), above, access.given(named.oid()), execution);
  }

  /** A trigger that is part of the parent's may not send a row to another partition. */
  private void requireSamePartition(@Nullable Object[] row) {
    TriggerObject last = triggers == null ? null : triggers.lastBefore();
    if (last == null || object.partitioning().parentOf(last.oid()) == 0) {
      return;
    }
    rules.complete(row, execution);
    if (!belongs(row)) {
      throw RowErrors.movedByTrigger(object.table(), last.name());
    }
  }

  @Override
  public long tableOid() {
    return object.oid();
  }

  @Override
  public void of(long tableOid, long rowId) {}

  @Override
  public @Nullable Object @Nullable [] version(long rowId, List<Integer> columns) {
    return access.fetch(object.table(), rowId, columns);
  }

  @Override
  public void checkSeen(long rowId) {
    access.checkSeen(object.table(), rowId);
  }

  @Override
  public void merges() {
    merging = true;
  }

  @Override
  public boolean firesPerRow() {
    return triggers != null && triggers.changesRows(Operation.INSERT);
  }

  @Override
  public @Nullable Object @Nullable [] beforeInsert(@Nullable Object[] values) {
    if (triggers == null) {
      return values;
    }
    @Nullable Object[] given = triggers.before(Operation.INSERT, null, values);
    if (given != null && given != values) {
      requireSamePartition(given);
    }
    return given;
  }

  @Override
  public @Nullable Object @Nullable [] beforeUpdate(
      @Nullable Object[] before, @Nullable Object[] now) {
    if (triggers == null) {
      return now;
    }
    rules.forgetGenerated(now);
    return triggers.before(Operation.UPDATE, before, now);
  }

  @Override
  public boolean beforeDelete(@Nullable Object[] before) {
    return triggers == null || triggers.before(Operation.DELETE, before, before) != null;
  }

  @Override
  public void complete(@Nullable Object[] values) {
    rules.complete(values, execution);
  }

  @Override
  public long insert(@Nullable Object[] values) {
    rules.complete(values, execution);
    rules.check(values, execution, this::told);
    if (!routed || firesPerRow()) {
      checkBelongs(values);
    }
    if (exclusions != null) {
      exclusions.claim(null, values, 0);
    }
    NewRow row = encode(values);
    for (IndexRule index : rules.indexes()) {
      if (!index.covers(values, execution)) {
        continue;
      }
      @Nullable Object[] key = index.values(values, execution);
      if (index.addedContents(row, key)) {
        continue;
      }
      byte[] encoded = index.codec().encode(key);
      if (index.index().unique() && !index.hasNull(key)) {
        claim(index, key, encoded, 0);
      }
      row.entry(index.storageId(), encoded);
    }
    for (int column : vectorColumns) {
      Object value = values[layout.livePosition(column)];
      if (value != null) {
        row.vector(column, VectorSlots.segment(value));
      }
    }
    List<KeyedVector> keyed = keyed(values);
    access.aboutToChange();
    RowOutcome outcome = transaction.insert(relationId, row);
    linkVectors(outcome.slots());
    keyed.forEach(vector -> vector.live.add(outcome.rowId(), vector.open));
    if (triggers != null) {
      triggers.after(Operation.INSERT, null, values, false);
    }
    foreignKeys.inserted(outcome.rowId(), values);
    doubtfulKeys.forEach(after::add);
    doubtfulKeys.clear();
    if (exclusions != null) {
      exclusions.written(values, outcome.rowId(), after);
    }
    if (triggers != null) {
      triggers.after(Operation.INSERT, null, values, true);
    }
    counts[0]++;
    return outcome.rowId();
  }

  private NewRow encode(@Nullable Object[] values) {
    layout.encode(values, bytes, storedBytes);
    newRow.reset(bytes.array(), 0, bytes.size());
    layout.heapTuple().measure(newRow, layout.liveColumns(), values, storedBytes);
    return newRow;
  }

  /** New slots go to the vector indexes before the row can be seen. */
  private void linkVectors(int[] slots) {
    for (LiveIndex live : liveIndexes) {
      if (live.keyed()) {
        continue;
      }
      int slot = slots[layout.vectorIndex(live.columnNumber())];
      if (slot >= 0) {
        live.add(slot);
      }
    }
  }

  /** What goes into an index that keeps the vectors of its key itself. */
  private record KeyedVector(LiveIndex live, float[] open) {}

  /** The row's keys in such indexes; errors of their expressions are the statement's. */
  private List<KeyedVector> keyed(@Nullable Object[] values) {
    List<KeyedVector> keyed = List.of();
    for (LiveIndex live : liveIndexes) {
      IndexRule rule = live.keyed() ? rules.nearest(live.indexOid()) : null;
      float[] open = rule == null ? null : VectorFill.open(rule, values, access.host(), execution);
      if (open != null) {
        keyed = keyed.isEmpty() ? new ArrayList<>(1) : keyed;
        keyed.add(new KeyedVector(live, open));
      }
    }
    return keyed;
  }

  @Override
  public long findConflict(@Nullable Object[] values, List<Index> arbiters) {
    rules.complete(values, execution);
    rules.check(
        values, execution, this::told); // A row that may not stand is refused, conflict or not.
    for (IndexRule index : rules.indexes()) {
      if (!index.index().unique() || !isArbiter(index.index(), arbiters)) {
        continue;
      }
      if (index.deferrable() != null) {
        throw RowErrors.deferrableArbiter(object.table(), index.index());
      }
      if (!index.covers(values, execution)) {
        continue;
      }
      @Nullable Object[] key = index.values(values, execution);
      if (index.hasNull(key)) {
        continue;
      }
      long rowId = transaction.lockUnique(index.storageId(), index.codec().encode(key));
      if (rowId != 0) {
        return rowId;
      }
    }
    return exclusions == null ? TableAccess.GONE : exclusions.conflict(values, arbiters);
  }

  private static boolean isArbiter(Index index, List<Index> arbiters) {
    if (arbiters.isEmpty()) {
      return true;
    }
    for (Index arbiter : arbiters) {
      if (arbiter.oid() == index.oid()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long lock(long rowId, boolean key) {
    LockMode mode = key ? LockMode.EXCLUSIVE : LockMode.NO_KEY_UPDATE;
    RowOutcome outcome = transaction.lockRow(relationId, rowId, mode, WaitPolicy.WAIT);
    if (outcome.kind() == RowOutcome.Kind.OWN
        && !access.changedHere(transaction.ownChanges().endedBy(relationId, outcome.rowId()))) {
      throw RowErrors.changedByTrigger(merging ? "updated or deleted" : "updated");
    }
    return StatementAccess.newest(outcome, rowId);
  }

  @Override
  public boolean locksKey(@Nullable Object[] before, @Nullable Object @Nullable [] after) {
    if (after == null) {
      return true;
    }
    rules.complete(after, execution);
    for (IndexRule index : rules.indexes()) {
      if (index.index().unique()
          && index.mayDiffer(before, after)
          && changes(index, before, index.codec().encode(index.values(after, execution)))) {
        return true;
      }
    }
    return exclusions != null && exclusions.touches(before, after);
  }

  @Override
  public long xid() {
    return transaction.xid() & 0xFFFF_FFFFL;
  }

  @Override
  public long place() {
    return newRow.place();
  }

  @Override
  public long command() {
    return transaction.command();
  }

  @Override
  public long update(
      long rowId, @Nullable Object[] before, @Nullable Object[] now, boolean lockedBefore) {
    rules.complete(now, execution);
    checkBelongs(now);
    rules.check(now, execution, this::told);
    boolean keyChanged = exclusions != null && exclusions.touches(before, now);
    if (exclusions != null) {
      exclusions.claim(before, now, rowId);
    }
    NewRow row = encode(now);
    if (lockedBefore) {
      row.lockedBefore();
    }
    for (IndexRule index : rules.indexes()) {
      if (!index.covers(now, execution)) {
        continue;
      }
      @Nullable Object[] key = index.values(now, execution);
      if (index.addedContents(row, key)) {
        continue;
      }
      byte[] encoded = index.codec().encode(key);
      if (index.index().unique() && changes(index, before, encoded)) {
        keyChanged = true;
        if (!index.hasNull(key)) {
          claim(index, key, encoded, rowId);
        }
      }
      row.entry(index.storageId(), encoded);
    }
    for (int column : vectorColumns) {
      int position = layout.livePosition(column);
      Object value = now[position];
      if (value != null) {
        if (VectorSlots.same(before[position], value)) {
          row.keepVector(column);
        } else {
          row.vector(column, VectorSlots.segment(value));
        }
      }
    }
    List<KeyedVector> keyed = keyed(now);
    access.aboutToChange();
    RowOutcome outcome =
        transaction.update(
            relationId, rowId, row, keyChanged ? LockMode.EXCLUSIVE : LockMode.NO_KEY_UPDATE);
    requireDone(outcome, rowId, false);
    linkVectors(outcome.slots());
    keyed.forEach(vector -> vector.live.add(outcome.rowId(), vector.open));
    if (triggers != null) {
      triggers.after(Operation.UPDATE, before, now, false);
    }
    foreignKeys.updated(rowId, outcome.rowId(), before, now);
    doubtfulKeys.forEach(after::add);
    doubtfulKeys.clear();
    if (exclusions != null) {
      exclusions.written(now, outcome.rowId(), after);
    }
    if (triggers != null) {
      triggers.after(Operation.UPDATE, before, now, true);
    }
    counts[1]++;
    return outcome.rowId();
  }

  /**
   * Makes a key this row's alone: now, or at the constraint's time.
   *
   * <p>PostgreSQL's triggers that look at doubtful keys are called PK_…, before the foreign keys'
   * RI_…, and Unique_…, behind them.
   *
   * @param replaced the row that is about to go, which may have it
   */
  private void claim(IndexRule index, @Nullable Object[] key, byte[] encoded, long replaced) {
    Constraint.Unique deferrable = index.deferrable();
    if (deferrable != null) {
      if (!transaction.claimIfFree(index.storageId(), encoded)) {
        var doubtful = new AfterEvent.DoubtfulKey(object, deferrable, index, key);
        if (deferrable.primary()) {
          after.add(doubtful);
        } else {
          doubtfulKeys.add(doubtful);
        }
      }
      return;
    }
    long holder = transaction.lockUnique(index.storageId(), encoded);
    if (holder != 0 && holder != replaced) {
      throw RowErrors.unique(object.table(), index.index(), key, access.host().rules(), execution);
    }
  }

  private boolean changes(IndexRule index, @Nullable Object[] before, byte[] newKey) {
    if (!index.covers(before, execution)) {
      return true;
    }
    return !Arrays.equals(index.codec().encode(index.values(before, execution)), newKey);
  }

  @Override
  public void delete(long rowId, @Nullable Object[] before) {
    delete(rowId, before, () -> foreignKeys.deleted(before));
  }

  /** Deletes a row that another partition gets. */
  void deleteMoved(long rowId, @Nullable Object[] before) {
    delete(rowId, before, () -> foreignKeys.movedAway(access, before));
  }

  /** A row of the table's went from one partition to another. */
  void movedBelow(@Nullable Object[] before, @Nullable Object[] now) {
    foreignKeys.updatedKeys(before, now);
  }

  /** Whether foreign keys refer to this table, not to one above it. */
  boolean referredToItself() {
    return foreignKeys.referredToItself(access);
  }

  private void delete(long rowId, @Nullable Object[] before, Runnable keys) {
    access.aboutToChange();
    requireDone(transaction.delete(relationId, rowId), rowId, true);
    if (triggers != null) {
      triggers.after(Operation.DELETE, before, null, false);
    }
    keys.run();
    if (triggers != null) {
      triggers.after(Operation.DELETE, before, null, true);
    }
    counts[2]++;
  }

  /** A row that was locked is there still, unless its own trigger has changed it. */
  private void requireDone(RowOutcome outcome, long rowId, boolean deletes) {
    if (outcome.kind() == RowOutcome.Kind.OWN) {
      throw RowErrors.changedByTrigger(
          merging ? "updated or deleted" : deletes ? "deleted" : "updated");
    }
    if (!outcome.done()) {
      throw new IllegalStateException("row " + rowId + " was locked, then " + outcome.kind());
    }
  }

  @Override
  public void finish() {
    for (int kind = 0; kind < counts.length; kind++) {
      if (counts[kind] > 0) {
        access.host().countRows(object.oid(), kind, counts[kind]);
        counts[kind] = 0;
      }
    }
    if (triggers != null) {
      triggers.finish();
    }
  }
}
