package dev.tusk.executor.table;

import dev.tusk.executor.routine.TriggerData.Operation;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes the rows of a view, of which nothing is stored: its triggers INSTEAD OF do the work
 * ({@code ExecIRInsertTriggers} and its kin). A row has no id, and nobody else can change it.
 */
final class ViewWriter implements TableWriter {
  private static final long NO_ROW = 0;

  private final Table view;
  private final TriggerRun triggers;

  ViewWriter(StatementAccess access, Table view) {
    this.view = view;
    TableTriggers compiled =
        new TableTriggers(view, access.catalog().triggersOn(view.oid()), access.host().rules());
    this.triggers = new TriggerRun(access.host(), view, compiled, access.after());
  }

  @Override
  public void begin(Operation operation, Set<Integer> columns) {
    triggers.begin(operation, columns);
  }

  @Override
  public void of(long tableOid, long rowId) {}

  @Override
  public void merges() {}

  @Override
  public boolean firesPerRow() {
    return true;
  }

  @Override
  public @Nullable Object @Nullable [] beforeInsert(@Nullable Object[] values) {
    return triggers.instead(Operation.INSERT, null, values);
  }

  @Override
  public @Nullable Object @Nullable [] beforeUpdate(
      @Nullable Object[] before, @Nullable Object[] now) {
    return triggers.instead(Operation.UPDATE, before, now);
  }

  @Override
  public void complete(@Nullable Object[] values) {}

  @Override
  public boolean beforeDelete(@Nullable Object[] before) {
    return triggers.instead(Operation.DELETE, before, before) != null;
  }

  @Override
  public long insert(@Nullable Object[] values) {
    return NO_ROW;
  }

  @Override
  public long findConflict(@Nullable Object[] values, List<Index> arbiters) {
    return TableAccess.GONE;
  }

  @Override
  public long lock(long rowId, boolean key) {
    return rowId;
  }

  @Override
  public boolean locksKey(@Nullable Object[] before, @Nullable Object @Nullable [] after) {
    return false;
  }

  @Override
  public long update(
      long rowId, @Nullable Object[] before, @Nullable Object[] after, boolean lockedBefore) {
    return rowId;
  }

  @Override
  public long tableOid() {
    return view.oid();
  }

  @Override
  public @Nullable Object @Nullable [] version(long rowId, List<Integer> columns) {
    return null;
  }

  @Override
  public void checkSeen(long rowId) {}

  @Override
  public long xid() {
    return 0;
  }

  @Override
  public long place() {
    return 0;
  }

  @Override
  public long command() {
    return 0;
  }

  @Override
  public void delete(long rowId, @Nullable Object[] before) {}

  @Override
  public void finish() {
    triggers.finish();
  }
}
