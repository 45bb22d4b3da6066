package dev.tusk.executor.operator;

import dev.tusk.executor.table.TableWriter;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.ExpressionFacts;
import java.util.List;

/**
 * RETURNING that reads who wrote a row of a divided table, which not every such row tells.
 *
 * @param asked whether it does
 */
record ReturnedVersion(boolean asked) {
  /**
   * @param fields of a row that is given back: xmin, xmax and the statement's number
   */
  static ReturnedVersion of(Table table, List<Expression> returning, List<Integer> fields) {
    return new ReturnedVersion(
        table.kind() == Table.Kind.PARTITIONED
            && returning.stream()
                .anyMatch(e -> ExpressionFacts.of(e).inputs().stream().anyMatch(fields::contains)));
  }

  /**
   * @throws SqlException 0A000 for a row that does not tell it
   */
  void check(TableWriter writer) {
    if (asked && !writer.tellsVersion()) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED, "cannot retrieve a system column in this context");
    }
  }
}
