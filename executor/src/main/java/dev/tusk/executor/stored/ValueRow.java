package dev.tusk.executor.stored;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;

/** Values as the columns of a table that is nowhere. */
final class ValueRow {
  private ValueRow() {}

  static Table of(List<String> names, List<Type> types) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(
          new Column(
              i + 1, names.get(i), types.get(i), -1, false, null, Column.Identity.NONE, false));
    }
    return new Table(0, "", "", Table.Kind.TABLE, columns, List.of(), List.of());
  }
}
