package dev.tusk.executor.table;

import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.SessionServices;
import dev.tusk.executor.rights.Privileges;
import dev.tusk.executor.rights.Rights;
import dev.tusk.executor.rights.RightsKind;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.type.FormatSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What errors tell of a row: columns that the current user may read or has given himself
 * (ExecBuildSlotValueDescription), and nothing where policies might hide the row.
 */
final class FailingRow {
  /** Values are cut to this many characters in details (execMain.c, maxfieldlen). */
  private static final int MAX_VALUE_LENGTH = 64;

  private FailingRow() {}

  /**
   * {@code Failing row contains (1, x).}; null where nothing may be told.
   *
   * @param row by the table's live columns
   * @param given numbers of the columns that the statement writes
   */
  static @Nullable String detail(
      Table table, @Nullable Object[] row, Set<Integer> given, Execution execution) {
    SessionServices session = execution.functions().session();
    if (session.catalog().secured(table)) {
      return null;
    }
    Rights rights = session.view().rights();
    long role = session.roles().current();
    boolean all = readsAll(rights, role, table);
    FormatSettings format = execution.functions().format();
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    int at = 0;
    for (Column column : table.liveColumns()) {
      Object value = row[at++];
      if (all || given.contains(column.number()) || reads(rights, role, table, column.number())) {
        names.add(column.name());
        values.add(shortened(value == null ? "null" : column.type().toText(value, format)));
      }
    }
    if (names.isEmpty() && !all) {
      return null;
    }
    return "Failing row contains "
        + (all ? "" : "(" + String.join(", ", names) + ") = ")
        + "("
        + String.join(", ", values)
        + ").";
  }

  /** Whether the current user may be told of all of some columns; 0 is an expression. */
  static boolean tells(Table table, List<Integer> columns, Execution execution) {
    SessionServices session = execution.functions().session();
    if (session.catalog().secured(table)) {
      return false;
    }
    Rights rights = session.view().rights();
    long role = session.roles().current();
    return readsAll(rights, role, table)
        || columns.stream().allMatch(column -> column > 0 && reads(rights, role, table, column));
  }

  private static boolean readsAll(Rights rights, long role, Table table) {
    ObjectAddress address = ObjectAddress.relation(table.oid());
    return rights.has(RightsKind.TABLE, address, role, Privileges.SELECT);
  }

  private static boolean reads(Rights rights, long role, Table table, int column) {
    return rights.columnMask(table.oid(), column, role, Privileges.SELECT) != 0;
  }

  static String shortened(String text) {
    return text.length() > MAX_VALUE_LENGTH ? text.substring(0, MAX_VALUE_LENGTH) + "..." : text;
  }
}
