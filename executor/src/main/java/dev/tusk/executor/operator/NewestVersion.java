package dev.tusk.executor.operator;

import dev.tusk.executor.table.TableWriter;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.VersionFields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the newest version of a table's row, which another transaction made meanwhile, in the place
 * of the one that was found: live columns, ROW_ID, system columns as far as they are read.
 */
final class NewestVersion {
  private final VersionFields versions;
  private final int width;
  private final List<Integer> columns;

  NewestVersion(Table table, VersionFields versions) {
    this.versions = versions;
    this.columns = new ArrayList<>(Insert.liveColumns(table));
    this.width = columns.size();
    this.columns.addAll(PhysicalPlan.SYSTEM_COLUMNS);
  }

  /** A row like {@code found}, with the version {@code rowId}; null when that is gone. */
  @Nullable Object @Nullable [] in(@Nullable Object[] found, long rowId, TableWriter writer) {
    @Nullable Object[] version = writer.version(rowId, columns);
    if (version == null) {
      return null;
    }
    @Nullable Object[] row = found.clone();
    System.arraycopy(version, 0, row, 0, width);
    row[width] = rowId;
    copy(version, PhysicalPlan.XMIN, row, versions.xmin());
    copy(version, PhysicalPlan.XMAX, row, versions.xmax());
    copy(version, PhysicalPlan.CMIN, row, versions.cmin());
    copy(version, PhysicalPlan.CTID, row, versions.ctid());
    return row;
  }

  /** The OID of the table that a row is of; null where there is only one. */
  @Nullable Object table(@Nullable Object[] found) {
    return versions.tableOid() < 0 ? null : found[versions.tableOid()];
  }

  /** Tells the writer which row is spoken of. */
  void tell(@Nullable Object[] found, TableWriter writer) {
    if (versions.tableOid() >= 0
        && found[versions.tableOid()] instanceof Long table
        && found[width] instanceof Long rowId) {
      writer.of(table, rowId);
    }
  }

  private void copy(@Nullable Object[] from, int column, @Nullable Object[] to, int field) {
    if (field >= 0) {
      to[field] = from[width + PhysicalPlan.SYSTEM_COLUMNS.indexOf(column)];
    }
  }
}
