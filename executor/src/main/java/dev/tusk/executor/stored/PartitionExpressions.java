package dev.tusk.executor.stored;

import dev.tusk.executor.command.CatalogExpressions.Checked;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.planner.analyze.Clause;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.type.Type;

/** The expressions by which tables are divided, and those of bounds. */
record PartitionExpressions(PlannedExpressions expressions) {
  Checked key(Table table, ParsedExpression source) {
    try {
      Expression bound = expressions.bind(source, Clause.PARTITION_KEY, table, null);
      return expressions.checked(table, bound, PlannedExpressions.typmod(table, bound), source);
    } catch (SqlException e) {
      throw e.replacePosition(0); // PostgreSQL does not know the text any more.
    }
  }

  Checked bound(String column, Type type, int typmod, ParsedExpression source) {
    try {
      Expression bound = expressions.bind(source, Clause.PARTITION_BOUND, null, type, typmod);
      return expressions.checked(null, bound, typmod, source);
    } catch (SqlException e) {
      if (PlannedExpressions.mistyped(e) == null) {
        throw e;
      }
      throw SqlException.of(
              SqlState.DATATYPE_MISMATCH,
              "specified value cannot be cast to type "
                  + type.displayName()
                  + " for column \""
                  + column
                  + "\"")
          .at(e.fields().position());
    }
  }
}
