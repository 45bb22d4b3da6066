package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;

/** Functions about row level security. */
final class PolicyFunctions {
  private PolicyFunctions() {}

  /** Whether policies bind the current role in a table; false where there is none. */
  static boolean active(long table, FunctionContext context) {
    Catalog catalog = context.session().catalog();
    return catalog.table(table).map(catalog::secured).orElse(false);
  }

  static boolean active(String table, FunctionContext context) {
    QualifiedName name = CatalogNames.qualified(table);
    Catalog catalog = context.session().catalog();
    return catalog
        .table(name)
        .map(catalog::secured)
        .orElseThrow(() ->
            SqlException.of(SqlState.UNDEFINED_TABLE, "relation \"" + name + "\" does not exist"));
  }
}
