package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.planner.algebra.Rex;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * What one item of FROM lets a query name.
 *
 * @param alias null for a join without an alias
 * @param table null for anything but a table
 * @param rowId the field with the row id, for tables
 * @param columns in order; {@code hidden} ones are found by name only
 * @param columnsVisible whether a bare column name may mean one of these
 * @param relationVisible whether {@code alias.column} may be written
 * @param scalar a function of one plain value, which the alias alone means too
 * @param present NULL where an outer join has no row of it: for a table its row id, for other rows
 *     a constant until they are joined; null for joins, which have no rows of their own
 */
record NamespaceItem(
    @Nullable String alias,
    @Nullable Table table,
    @Nullable RexNode rowId,
    List<ScopeColumn> columns,
    List<ScopeColumn> hidden,
    boolean columnsVisible,
    boolean relationVisible,
    boolean scalar,
    @Nullable RexNode present) {

  /**
   * A column in scope.
   *
   * @param value over the row of FROM
   * @param tableOid and number 0 unless it is a table's column
   */
  record ScopeColumn(String name, RexNode value, long tableOid, int number) {
    RelDataType type() {
      return value.getType();
    }

    ScopeColumn named(String newName) {
      return new ScopeColumn(newName, value, tableOid, number);
    }

    ScopeColumn with(RexNode newValue) {
      return new ScopeColumn(name, newValue, tableOid, number);
    }
  }

  /** What has no rows of its own. */
  NamespaceItem(
      @Nullable String alias,
      List<ScopeColumn> columns,
      boolean columnsVisible,
      boolean relationVisible) {
    this(alias, null, null, columns, List.of(), columnsVisible, relationVisible, false, null);
  }

  /** The item when other fields come before its own. */
  NamespaceItem shifted(int offset) {
    if (offset == 0) {
      return this;
    }
    return new NamespaceItem(
        alias,
        table,
        rowId == null ? null : Rex.shift(rowId, offset),
        shifted(columns, offset),
        shifted(hidden, offset),
        columnsVisible,
        relationVisible,
        scalar,
        present == null ? null : Rex.shift(present, offset));
  }

  private static List<ScopeColumn> shifted(List<ScopeColumn> columns, int offset) {
    List<ScopeColumn> list = new ArrayList<>(columns.size());
    for (ScopeColumn column : columns) {
      list.add(column.with(Rex.shift(column.value(), offset)));
    }
    return list;
  }

  /** The item whose columns may be named without it. */
  NamespaceItem named() {
    return new NamespaceItem(
        alias, table, rowId, columns, hidden, true, relationVisible, scalar, present);
  }

  /** The item with columns that are no part of {@code *}. */
  NamespaceItem hiding(List<ScopeColumn> others) {
    return new NamespaceItem(
        alias,
        table,
        rowId,
        columns,
        List.copyOf(others),
        columnsVisible,
        relationVisible,
        scalar,
        present);
  }

  /** The item below a join: its columns go by the join's names now. */
  NamespaceItem qualifiedOnly() {
    return new NamespaceItem(
        alias, table, rowId, columns, hidden, false, relationVisible, scalar, present);
  }

  NamespaceItem asScalar() {
    return new NamespaceItem(
        alias, table, rowId, columns, hidden, columnsVisible, relationVisible, true, present);
  }

  /** Whether only a mark can tell that an outer join has no row of it. */
  boolean unmarked() {
    return relationVisible && !scalar && present != null && Rex.fields(present).isEmpty();
  }

  /** The item with a mark in its row. */
  NamespaceItem marked(RexNode mark) {
    return unmarked()
        ? new NamespaceItem(
            alias, table, rowId, columns, hidden, columnsVisible, relationVisible, scalar, mark)
        : this;
  }

  /** The item under an alias given to the join around it: not to be named any more. */
  NamespaceItem invisible() {
    return new NamespaceItem(alias, table, rowId, columns, hidden, false, false, scalar, present);
  }

  /** Rows that are on their way have no place yet by which to tell that they are there. */
  NamespaceItem onItsWay() {
    return new NamespaceItem(
        alias, table, rowId, columns, hidden, columnsVisible, relationVisible, scalar, null);
  }
}
