package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.routine.TriggerData.Operation;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows to a table that is divided: each to the partition that takes it. Rows are given and
 * taken as the table's own; what is said of row ids is of the partition that was written or found
 * last.
 */
final class RoutedWriter implements TableWriter {
  private final StatementAccess access;
  private final TableObject root;
  private final AfterQueue after;
  private final PartitionRouter router;
  private final Map<Long, Leaf> leaves = new HashMap<>();
  private final Map<Operation, Set<Integer>> begun = new EnumMap<>(Operation.class);

  /** Fires the triggers of the statement. */
  private final StoredTableWriter own;

  private @Nullable Leaf current;
  private boolean tellsVersion = true;

  /** The row that triggers gave last. */
  private @Nullable Object @Nullable [] led;

  private boolean merging;

  /** A partition and its writer, and rows to and fro. */
  private record Leaf(
      TableObject table,
      StoredTableWriter writer,
      RowMapping in,
      RowMapping out,
      boolean converted) {}

  RoutedWriter(StatementAccess access, TableObject root) {
    this(access, root, access.after());
  }

  /**
   * @param after the queue of the statement whose work, or whose action, this is
   */
  RoutedWriter(StatementAccess access, TableObject root, AfterQueue after) {
    this.access = access;
    this.root = root;
    this.after = after;
    this.router = new PartitionRouter(access, root);
    this.own = new StoredTableWriter(access, root, after);
  }

  @Override
  public boolean tellsVersion() {
    return tellsVersion;
  }

  private Leaf current() {
    return Objects.requireNonNull(current, "no row yet");
  }

  /** The partition that takes a row of the root's. */
  private Leaf leaf(@Nullable Object[] row) {
    own.checkBelongs(row); // Where the root is a partition itself.
    TableObject table = router.find(row, access.host().ruleExecution());
    Leaf leaf = leaves.get(table.oid());
    if (leaf == null) {
      leaf = open(table);
      leaves.put(table.oid(), leaf);
    }
    current = leaf;
    return leaf;
  }

  /** The row is of a partition, and stays there unless it does not belong there any more. */
  @Override
  public void of(long tableOid, long rowId) {
    Leaf leaf = leaves.get(tableOid);
    if (leaf == null) {
      leaf = open(access.object(tableOid));
      leaves.put(tableOid, leaf);
    }
    current = leaf;
  }

  private Leaf open(TableObject table) {
    StoredTableWriter writer = StoredTableWriter.routed(access, table, root, after);
    begun.forEach((operation, columns) -> beginRows(table, writer, operation, columns));
    if (merging) {
      writer.merges();
    }
    return new Leaf(
        table,
        writer,
        RowMapping.of(root.table(), table.table()),
        RowMapping.of(table.table(), root.table()),
        !hasSameColumns(table.table()));
  }

  /** Whether rows of a partition are those of the root without a change, dropped columns too. */
  private boolean hasSameColumns(Table table) {
    List<Column> own = table.columns();
    List<Column> roots = root.table().columns();
    if (own.size() != roots.size()) {
      return false;
    }
    for (int i = 0; i < own.size(); i++) {
      Column column = own.get(i);
      Column other = roots.get(i);
      if (column.dropped() != other.dropped()
          || !column.dropped() && !column.name().equals(other.name())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void begin(Operation operation, Set<Integer> columns) {
    begun.put(operation, columns);
    own.begin(operation, columns);
    leaves.values().forEach(leaf -> beginRows(leaf.table, leaf.writer, operation, columns));
  }

  private void beginRows(
      TableObject table, StoredTableWriter writer, Operation operation, Set<Integer> columns) {
    writer.beginRows(operation, RowMapping.numbers(root.table(), table.table(), columns));
  }

  @Override
  public void merges() {
    merging = true;
  }

  @Override
  public boolean firesPerRow() {
    return current != null && current.writer.firesPerRow();
  }

  @Override
  public @Nullable Object @Nullable [] beforeInsert(@Nullable Object[] values) {
    Leaf leaf = leaf(values);
    @Nullable Object[] row = leaf.in.apply(values);
    @Nullable Object[] given = leaf.writer.beforeInsert(row);
    @Nullable Object[] made = given == null ? null : given == row ? values : leaf.out.apply(given);
    led = made;
    return made;
  }

  @Override
  public @Nullable Object @Nullable [] beforeUpdate(
      @Nullable Object[] before, @Nullable Object[] now) {
    Leaf leaf = current();
    @Nullable Object[] given = leaf.writer.beforeUpdate(leaf.in.apply(before), leaf.in.apply(now));
    return given == null ? null : leaf.out.apply(given);
  }

  @Override
  public boolean beforeDelete(@Nullable Object[] before) {
    return current().writer.beforeDelete(current().in.apply(before));
  }

  /** Partitions compute as the table itself does. */
  @Override
  public void complete(@Nullable Object[] values) {
    own.complete(values);
  }

  /** The partition to which a row was led before triggers saw it. */
  private Leaf led(@Nullable Object[] values) {
    return values == led ? current() : leaf(values);
  }

  @Override
  public long insert(@Nullable Object[] values) {
    Leaf leaf = led(values);
    @Nullable Object[] row = leaf.in.apply(values);
    long rowId = leaf.writer.insert(row);
    tellsVersion = leaf.converted();
    if (row != values) {
      System.arraycopy(leaf.out.apply(row), 0, values, 0, values.length); // With what it computes.
    }
    own.changedBelow(Operation.INSERT, null, values);
    return rowId;
  }

  @Override
  public long findConflict(@Nullable Object[] values, List<Index> arbiters) {
    Leaf leaf = led(values);
    return leaf.writer.findConflict(leaf.in.apply(values), arbiters(leaf.table, arbiters));
  }

  /** The partition's parts of the root's indexes. */
  private List<Index> arbiters(TableObject leaf, List<Index> arbiters) {
    return leaf.table().indexes().stream()
        .filter(own -> arbiters.stream().anyMatch(a -> isPart(leaf, own.oid(), a.oid())))
        .toList();
  }

  private boolean isPart(TableObject table, long index, long ofRoot) {
    long parent = table.partitioning().parentOf(index);
    if (parent == 0 || parent == ofRoot) {
      return parent != 0;
    }
    return isPart(access.object(table.parents().getFirst()), parent, ofRoot);
  }

  @Override
  public long lock(long rowId, boolean key) {
    return current().writer.lock(rowId, key);
  }

  @Override
  public boolean locksKey(@Nullable Object[] before, @Nullable Object @Nullable [] now) {
    Leaf leaf = current();
    return leaf.writer.locksKey(leaf.in.apply(before), now == null ? null : leaf.in.apply(now));
  }

  /** After ON CONFLICT: the row stays where it is. */
  @Override
  public long update(
      long rowId, @Nullable Object[] before, @Nullable Object[] now, boolean lockedBefore) {
    Leaf leaf = current();
    @Nullable Object[] row = leaf.in.apply(now);
    if (!lockedBefore && !leaf.writer.belongs(row)) {
      return move(leaf, rowId, before, now);
    }
    if (lockedBefore && !leaf.writer.belongs(row)) {
      throw SqlException.of(SqlState.FEATURE_NOT_SUPPORTED, "invalid ON UPDATE specification")
          .withDetail(
              "The result tuple would appear in a different partition than the original tuple.");
    }
    long newId = leaf.writer.update(rowId, leaf.in.apply(before), row, lockedBefore);
    tellsVersion = true;
    if (row != now) {
      System.arraycopy(leaf.out.apply(row), 0, now, 0, now.length);
    }
    own.changedBelow(Operation.UPDATE, before, now);
    return newId;
  }

  /**
   * Moves a row to another partition (ExecCrossPartitionUpdate): it is deleted here and inserted
   * there, with the triggers of both.
   */
  private long move(Leaf leaf, long rowId, @Nullable Object[] before, @Nullable Object[] now) {
    own.checkBelongs(now);
    TableObject target = router.find(now, access.host().ruleExecution());
    @Nullable Object[] old = leaf.in.apply(before);
    if (!leaf.writer.beforeDelete(old)) {
      return TableAccess.GONE;
    }
    if (target.oid() != leaf.table.oid()) {
      requireWholeKeys(leaf);
    }
    leaf.writer.deleteMoved(rowId, old);
    of(target.oid(), 0);
    @Nullable Object[] given = beforeInsert(now);
    if (given == null) {
      return TableAccess.GONE;
    }
    Leaf there = current();
    @Nullable Object[] row = there.in.apply(given);
    long newId = there.writer.insert(row);
    tellsVersion = there.converted() || !leaf.converted();
    System.arraycopy(there.out.apply(row), 0, now, 0, now.length);
    own.movedBelow(before, now);
    own.changedBelow(Operation.UPDATE, before, now);
    return newId;
  }

  /**
   * What refers to a table between this one and the partition can be told neither of a change nor
   * of a deletion (ExecCrossPartitionUpdateForeignKey).
   */
  private void requireWholeKeys(Leaf leaf) {
    TableObject above = leaf.table;
    while (above.oid() != root.oid()) {
      if (above.oid() != leaf.table.oid()
          && new StoredTableWriter(access, above, after).referredToItself()) {
        throw SqlException.of(
                SqlState.FEATURE_NOT_SUPPORTED,
                "cannot move tuple across partitions when a non-root ancestor of the source"
                    + " partition is directly referenced in a foreign key")
            .withDetail(
                "A foreign key points to ancestor \""
                    + above.name()
                    + "\" but not the root ancestor \""
                    + root.name()
                    + "\".")
            .withHint("Consider defining the foreign key on table \"" + root.name() + "\".");
      }
      above = access.object(above.parents().getFirst());
    }
  }

  @Override
  public void delete(long rowId, @Nullable Object[] before) {
    tellsVersion = true;
    current().writer.delete(rowId, current().in.apply(before));
    own.changedBelow(Operation.DELETE, before, null);
  }

  @Override
  public long xid() {
    return own.xid();
  }

  @Override
  public long place() {
    return current().writer.place();
  }

  @Override
  public long command() {
    return own.command();
  }

  @Override
  public long tableOid() {
    return current().table.oid();
  }

  @Override
  public @Nullable Object @Nullable [] version(long rowId, List<Integer> columns) {
    Leaf leaf = current();
    List<Integer> mapped =
        columns.stream()
            .map(number ->
                number <= 0
                    ? number
                    : leaf.table
                        .table()
                        .column(root.table().column(number).name())
                        .orElseThrow()
                        .number())
            .toList();
    return access.fetch(leaf.table.table(), rowId, mapped);
  }

  @Override
  public void checkSeen(long rowId) {
    access.checkSeen(current().table.table(), rowId);
  }

  @Override
  public void finish() {
    leaves.values().forEach(leaf -> leaf.writer.finish());
    own.finish();
  }
}
