package dev.tusk.executor.command;

import dev.tusk.executor.copy.CopyOptions;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.CopyOption;
import java.util.ArrayList;
import java.util.List;

/** The column list and the options of COPY. */
final class CopyColumns {
  private CopyColumns() {}

  /** The columns meant: all that are not dropped when none are named. */
  static List<Column> of(Table table, List<String> names) {
    if (names.isEmpty()) {
      return table.liveColumns().stream().filter(c -> !c.generated()).toList();
    }
    List<Column> columns = new ArrayList<>();
    for (String name : names) {
      Column column = find(table, name);
      if (column.generated()) {
        throw SqlException.of(
                SqlState.INVALID_COLUMN_REFERENCE, "column \"" + name + "\" is a generated column")
            .withDetail("Generated columns cannot be used in COPY.");
      }
      if (columns.contains(column)) {
        throw SqlException.of(
            SqlState.DUPLICATE_COLUMN, "column \"" + name + "\" specified more than once");
      }
      columns.add(column);
    }
    return columns;
  }

  private static Column find(Table table, String name) {
    return table.column(name).orElseThrow(() -> Names.noColumn(name, table.name()));
  }

  static CopyOptions options(List<CopyOption> written, boolean from) {
    List<CopyOptions.Option> options = new ArrayList<>();
    for (CopyOption option : written) {
      String value = option.value();
      options.add(
          new CopyOptions.Option(
              option.name(), value == null ? option.columns() : List.of(value), option.position()));
    }
    return CopyOptions.parse(options, from);
  }

  /** Columns that the force options name must be among those copied. */
  static void checkForced(Table table, List<Column> columns, CopyOptions options) {
    check(table, columns, options.forceQuote(), "FORCE_QUOTE");
    check(table, columns, options.forceNotNull(), "FORCE_NOT_NULL");
    check(table, columns, options.forceNull(), "FORCE_NULL");
  }

  private static void check(
      Table table, List<Column> columns, java.util.Set<String> names, String option) {
    for (String name : names) {
      if (!name.equals("*") && !columns.contains(find(table, name))) {
        throw SqlException.of(
            SqlState.INVALID_COLUMN_REFERENCE,
            option + " column \"" + name + "\" not referenced by COPY");
      }
    }
  }
}
