package dev.tusk.executor.table;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Table;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table as rows of another that has columns of the same names: both by their live
 * columns in order.
 */
final class RowMapping {
  /** Where the other's fields are in a row of the one; null where all are where they are. */
  private final int @Nullable [] fields;

  private RowMapping(int @Nullable [] fields) {
    this.fields = fields;
  }

  static RowMapping of(Table from, Table to) {
    List<String> names = from.columnNames();
    List<Column> columns = to.liveColumns();
    int[] fields = new int[columns.size()];
    boolean same = names.size() == columns.size();
    for (int i = 0; i < fields.length; i++) {
      fields[i] = names.indexOf(columns.get(i).name());
      if (fields[i] < 0) {
        throw new IllegalStateException(
            "no column " + columns.get(i).name() + " in " + from.name());
      }
      same &= fields[i] == i;
    }
    return new RowMapping(same ? null : fields);
  }

  /** Numbers of columns of the one in the other. */
  static Set<Integer> numbers(Table from, Table to, Set<Integer> columns) {
    return columns.stream()
        .map(number -> number(from.column(number).name(), to))
        .collect(Collectors.toSet());
  }

  private static int number(String name, Table to) {
    return to.column(name)
        .map(Column::number)
        .orElseThrow(() -> new IllegalStateException("no column " + name + " in " + to.name()));
  }

  boolean isIdentity() {
    return fields == null;
  }

  /** The row; itself where nothing moves. */
  @Nullable Object[] apply(@Nullable Object[] row) {
    if (fields == null) {
      return row;
    }
    @Nullable Object[] mapped = new @Nullable Object[fields.length];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = row[fields[i]];
    }
    return mapped;
  }
}
