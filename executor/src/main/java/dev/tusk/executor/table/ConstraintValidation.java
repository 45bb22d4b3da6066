package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks whether the rows there are satisfy a constraint that is being added. */
public final class ConstraintValidation {
  private ConstraintValidation() {}

  public static boolean isEmpty(StatementAccess access, TableObject object) {
    try (RowSource rows = access.scan(object.table(), List.of(), access.host().ruleExecution())) {
      return rows.next() == null;
    }
  }

  /**
   * Looks for a NULL.
   *
   * @throws SqlException 23502
   */
  public static void noNulls(StatementAccess access, TableObject object, Column column) {
    Table table = object.table();
    try (RowSource rows =
        access.scan(table, List.of(column.number()), access.host().ruleExecution())) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        if (row[0] == null) {
          throw SqlException.of(
                  SqlState.NOT_NULL_VIOLATION,
                  "column \""
                      + column.name()
                      + "\" of relation \""
                      + table.name()
                      + "\" contains null values")
              .about(table.schema(), table.name(), column.name(), null);
        }
      }
    }
  }

  /**
   * Checks a CHECK or FOREIGN KEY constraint.
   *
   * @throws SqlException 23514, 23503
   */
  public static void validate(StatementAccess access, TableObject object, Constraint constraint) {
    switch (constraint) {
      case Constraint.Check check -> validateCheck(access, object, check);
      case Constraint.ForeignKey key -> ForeignKeyChecks.validate(access, object, key);
      case Constraint.Exclusion exclusion -> ExclusionChecks.validate(access, object, exclusion);
      case Constraint.Unique _ -> {}
    }
  }

  /**
   * Looks whether rows refer to a partition that is to go.
   *
   * @param key the part for the partition of a foreign key of the object's
   * @throws SqlException 23503
   */
  public static void unused(StatementAccess access, TableObject object, Constraint.ForeignKey key) {
    new AfterQueue(access).requireUnused(object, key);
  }

  private static void validateCheck(
      StatementAccess access, TableObject object, Constraint.Check check) {
    Table table = object.table();
    TableLayout layout = access.store().layout(object);
    List<Integer> columns = Arrays.stream(layout.liveColumns()).boxed().toList();
    Evaluator condition = access.host().rules().overRow(table, check.expressionText());
    Execution execution = access.host().ruleExecution();
    try (RowSource rows = access.scan(table, columns, execution)) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        if (Boolean.FALSE.equals(condition.evaluate(row, execution))) {
          throw SqlException.of(
                  SqlState.CHECK_VIOLATION,
                  "check constraint \""
                      + check.name()
                      + "\" of relation \""
                      + table.name()
                      + "\" is violated by some row")
              .about(table.schema(), table.name(), null, check.name());
        }
      }
    }
  }
}
