package dev.tusk.executor.command;

import dev.tusk.executor.catalog.DependencyGraph.Link;
import dev.tusk.executor.catalog.ObjectDescriptions;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * What was made for the type that a column has, and is not made again for another one: a view's
 * query, a trigger's condition, a policy, a function's body. {@code ATExecAlterColumnType}.
 */
final class ColumnUsers {
  private ColumnUsers() {}

  static void refuse(CommandHost host, long table, Column column) {
    for (Link link :
        host.changes()
            .state()
            .dependencies(host.catalog().databaseOid())
            .dependents(ObjectAddress.column(table, column.number()))) {
      String use = use(link.dependent());
      if (use != null) {
        throw SqlException.of(
                SqlState.FEATURE_NOT_SUPPORTED, "cannot alter type of a column used " + use)
            .withDetail(
                new ObjectDescriptions(host.catalog()).of(link.dependent())
                    + " depends on column \""
                    + column.name()
                    + "\"");
      }
    }
  }

  private static @Nullable String use(ObjectAddress user) {
    if (user.classOid() == ObjectAddress.PG_REWRITE) {
      return "by a view or rule";
    }
    if (user.classOid() == ObjectAddress.PG_TRIGGER) {
      return "in a trigger definition";
    }
    if (user.classOid() == ObjectAddress.PG_POLICY) {
      return "in a policy definition";
    }
    return user.classOid() == ObjectAddress.PG_PROC ? "by a function or procedure" : null;
  }
}
