package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.List;
import java.util.Locale;

/**
 * What a generated column may read of its row ({@code check_nested_generated},
 * scanNSItemForColumn).
 */
final class GenerationRules {
  private static final List<String> SYSTEM_COLUMNS =
      List.of("ctid", "xmin", "xmax", "cmin", "cmax");

  private GenerationRules() {}

  static void check(Scope scope, Scope.Found found, String name, int position) {
    Table table = scope.items().getFirst().table();
    if (table == null) {
      return;
    }
    if (found.number() > 0) {
      if (table.column(found.number()).generated()) {
        throw SqlException.of(
                SqlState.INVALID_OBJECT_DEFINITION,
                String.format(
                    Locale.ROOT,
                    "cannot use generated column \"%s\" in column generation expression",
                    name))
            .withDetail("A generated column cannot reference another generated column.")
            .at(position);
      }
      return;
    }
    if (SYSTEM_COLUMNS.contains(name)) {
      throw SqlException.of(
              SqlState.INVALID_COLUMN_REFERENCE,
              String.format(
                  Locale.ROOT,
                  "cannot use system column \"%s\" in column generation expression",
                  name))
          .at(position);
    }
    if (name.equals(table.name())) {
      throw SqlException.of(
              SqlState.INVALID_OBJECT_DEFINITION,
              "cannot use whole-row variable in column generation expression")
          .withDetail("This would cause the generated column to depend on its own value.")
          .at(position);
    }
  }
}
