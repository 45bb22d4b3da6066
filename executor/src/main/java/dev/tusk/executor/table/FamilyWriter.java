package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.routine.TriggerData.Operation;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes rows of a table and of those that inherit from it, all of them given and taken as the
 * table's own. New rows are the table's; what becomes of a child's row is checked by the child's
 * rules, and columns that only it has stay as they are.
 */
final class FamilyWriter implements TableWriter {
  private final StatementAccess access;
  private final TableObject root;
  private final StoredTableWriter own;
  private final Map<Long, Child> children = new HashMap<>();
  private final Map<Operation, Set<Integer>> begun = new EnumMap<>(Operation.class);

  /** The child that has the rows spoken of; null for the table itself. */
  private @Nullable Child current;

  /** All of the child's row, as it was and as triggers have made it. */
  private @Nullable Object[] old = {};

  private @Nullable Object[] made = {};
  private boolean merging;

  /**
   * A table below, and its writer.
   *
   * @param live numbers of its columns
   * @param fields where the columns of the table above are among those
   * @param whole whether it has just those columns, in their order
   */
  private record Child(
      TableObject table,
      StoredTableWriter writer,
      List<Integer> live,
      int[] fields,
      boolean whole) {

    /** A row of this table's as the table above has it. */
    @Nullable Object[] up(@Nullable Object[] row) {
      if (whole) {
        return row;
      }
      @Nullable Object[] above = new @Nullable Object[fields.length];
      for (int i = 0; i < fields.length; i++) {
        above[i] = row[fields[i]];
      }
      return above;
    }

    /** A row with what the table above has of it. */
    @Nullable Object[] down(@Nullable Object[] row, @Nullable Object[] above) {
      if (whole) {
        return above;
      }
      @Nullable Object[] all = row.clone();
      for (int i = 0; i < fields.length; i++) {
        all[fields[i]] = above[i];
      }
      return all;
    }
  }

  FamilyWriter(StatementAccess access, TableObject root) {
    this.access = access;
    this.root = root;
    this.own = new StoredTableWriter(access, root);
  }

  @Override
  public void of(long tableOid, long rowId) {
    if (tableOid == root.oid()) {
      current = null;
      return;
    }
    Child child = children.get(tableOid);
    if (child == null) {
      child = open(access.object(tableOid));
      children.put(tableOid, child);
    }
    current = child;
    read(child, rowId);
  }

  private Child open(TableObject object) {
    StoredTableWriter writer = StoredTableWriter.below(access, object, root, access.after());
    Table table = object.table();
    begun.forEach((operation, columns) ->
        writer.beginRows(operation, RowMapping.numbers(root.table(), table, columns)));
    if (merging) {
      writer.merges();
    }
    List<Integer> live = table.liveColumns().stream().map(Column::number).toList();
    int[] fields =
        root.table().liveColumns().stream()
            .mapToInt(column -> live.indexOf(number(table, column.number())))
            .toArray();
    boolean whole = fields.length == live.size();
    for (int i = 0; i < fields.length && whole; i++) {
      whole = fields[i] == i;
    }
    return new Child(object, writer, live, fields, whole);
  }

  /** The number of a column of the root in a table below it. */
  private int number(Table table, int number) {
    String name = root.table().column(number).name();
    return table
        .column(name)
        .map(Column::number)
        .orElseThrow(() -> new IllegalStateException("no column " + name + " in " + table.name()));
  }

  /** Reads all of a child's row; false when it is gone. */
  private boolean read(Child child, long rowId) {
    @Nullable Object[] row = access.fetch(child.table.table(), rowId, child.live);
    if (row != null) {
      old = row;
      made = row;
    }
    return row != null;
  }

  @Override
  public @Nullable Object @Nullable [] version(long rowId, List<Integer> columns) {
    Child child = current;
    if (child == null) {
      return own.version(rowId, columns);
    }
    if (!read(child, rowId)) {
      return null;
    }
    Table table = child.table.table();
    return child.writer.version(
        rowId, columns.stream().map(n -> n > 0 ? (Integer) number(table, n) : n).toList());
  }

  @Override
  public long tableOid() {
    Child child = current;
    return child == null ? root.oid() : child.table.oid();
  }

  @Override
  public void checkSeen(long rowId) {
    own.checkSeen(rowId);
  }

  @Override
  public void begin(Operation operation, Set<Integer> columns) {
    begun.put(operation, columns);
    own.begin(operation, columns);
  }

  @Override
  public void merges() {
    merging = true;
    own.merges();
  }

  @Override
  public boolean firesPerRow() {
    return own.firesPerRow();
  }

  @Override
  public @Nullable Object @Nullable [] beforeInsert(@Nullable Object[] values) {
    return own.beforeInsert(values);
  }

  @Override
  public long insert(@Nullable Object[] values) {
    return own.insert(values);
  }

  @Override
  public long findConflict(@Nullable Object[] values, List<Index> arbiters) {
    current = null;
    return own.findConflict(values, arbiters);
  }

  @Override
  public @Nullable Object @Nullable [] beforeUpdate(
      @Nullable Object[] before, @Nullable Object[] now) {
    Child child = current;
    if (child == null) {
      return own.beforeUpdate(before, now);
    }
    @Nullable Object[] row = child.writer.beforeUpdate(old, child.down(old, now));
    if (row == null) {
      return null;
    }
    made = row; // With what triggers make of columns that only the child has.
    return child.up(row);
  }

  @Override
  public boolean beforeDelete(@Nullable Object[] before) {
    Child child = current;
    return child == null ? own.beforeDelete(before) : child.writer.beforeDelete(old);
  }

  @Override
  public void complete(@Nullable Object[] values) {
    Child child = current;
    if (child == null) {
      own.complete(values);
      return;
    }
    @Nullable Object[] row = child.down(made, values);
    child.writer.complete(row);
    @Nullable Object[] above = child.up(row);
    if (above != values) {
      System.arraycopy(above, 0, values, 0, values.length);
    }
  }

  @Override
  public long lock(long rowId, boolean key) {
    Child child = current;
    return child == null ? own.lock(rowId, key) : child.writer.lock(rowId, key);
  }

  @Override
  public boolean locksKey(@Nullable Object[] before, @Nullable Object @Nullable [] now) {
    Child child = current;
    if (child == null) {
      return own.locksKey(before, now);
    }
    return child.writer.locksKey(old, now == null ? null : child.down(old, now));
  }

  @Override
  public long update(
      long rowId, @Nullable Object[] before, @Nullable Object[] now, boolean lockedBefore) {
    Child child = current;
    if (child == null) {
      return own.update(rowId, before, now, lockedBefore);
    }
    @Nullable Object[] row = child.down(made, now);
    long newId = child.writer.update(rowId, old, row, lockedBefore);
    @Nullable Object[] above = child.up(row);
    if (above != now) {
      System.arraycopy(above, 0, now, 0, now.length); // With what the child computes.
    }
    own.changedBelow(Operation.UPDATE, before, above);
    return newId;
  }

  @Override
  public long xid() {
    return own.xid();
  }

  @Override
  public long place() {
    Child child = current;
    return child == null ? own.place() : child.writer.place();
  }

  @Override
  public long command() {
    return own.command();
  }

  @Override
  public void delete(long rowId, @Nullable Object[] before) {
    Child child = current;
    if (child == null) {
      own.delete(rowId, before);
      return;
    }
    child.writer.delete(rowId, old);
    own.changedBelow(Operation.DELETE, before, null);
  }

  @Override
  public void finish() {
    children.values().forEach(child -> child.writer.finish());
    own.finish();
  }
}
