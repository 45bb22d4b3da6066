package dev.tusk.executor.operator;

import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.PhysicalPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the newest version of a table's row, which another transaction made meanwhile, in the place
 * of the one that was found: live columns, ROW_ID, system columns as far as they are read.
 */
final class NewestVersion {
  private final Table table;
  private final PhysicalPlan.VersionFields versions;
  private final int width;
  private final List<Integer> columns;

  NewestVersion(Table table, PhysicalPlan.VersionFields versions) {
    this.table = table;
    this.versions = versions;
    this.columns = new ArrayList<>(Insert.liveColumns(table));
    this.width = columns.size();
    this.columns.addAll(PhysicalPlan.SYSTEM_COLUMNS);
  }

  /** A row like {@code found}, with the version {@code rowId}; null when that is gone. */
  @Nullable Object @Nullable [] in(@Nullable Object[] found, long rowId, PlanExecution execution) {
    @Nullable Object[] version = execution.tables().fetch(table, rowId, columns);
    if (version == null) {
      return null;
    }
    @Nullable Object[] row = found.clone();
    System.arraycopy(version, 0, row, 0, width);
    row[width] = rowId;
    copy(version, PhysicalPlan.XMIN, row, versions.xmin());
    copy(version, PhysicalPlan.XMAX, row, versions.xmax());
    copy(version, PhysicalPlan.CMIN, row, versions.cmin());
    return row;
  }

  private void copy(@Nullable Object[] from, int column, @Nullable Object[] to, int field) {
    if (field >= 0) {
      to[field] = from[width + PhysicalPlan.SYSTEM_COLUMNS.indexOf(column)];
    }
  }
}
