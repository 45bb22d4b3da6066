package dev.tusk.executor.routine;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.Parameter;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.RecordValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a body's last statement become values of the function's type ({@code
 * functions.c}: {@code check_sql_fn_retval}).
 */
final class SqlResult {
  private final RoutineCall call;
  private final StatementPort statements;
  private final List<@Nullable Evaluator> conversions = new ArrayList<>();
  private final boolean whole;
  private final List<Type> types;
  private final List<Integer> typmods = new ArrayList<>();
  private final List<String> names;

  /**
   * Checks that the columns fit.
   *
   * @param columns of the last statement's rows; null when it gives none
   */
  SqlResult(RoutineCall call, @Nullable List<OutputColumn> columns, StatementPort statements) {
    this.call = call;
    this.statements = statements;
    Type result = call.resultType();
    List<String> fieldNames = new ArrayList<>();
    List<Type> fieldTypes = new ArrayList<>();
    boolean row = fields(result, fieldNames, fieldTypes);
    if (result == Types.VOID) {
      this.whole = false;
      this.types = List.of();
      this.names = List.of();
      return;
    }
    if (columns == null) {
      throw mismatch(
          "Function's final statement must be SELECT or INSERT/UPDATE/DELETE RETURNING.");
    }
    boolean same = columns.size() == 1 && columns.getFirst().type().equals(result);
    // The one output of a procedure is a field of its record, whatever its type.
    boolean field = result == Types.RECORD && fieldTypes.size() == 1;
    this.whole = !row || same && !field;
    if (whole) {
      scalar(columns, result);
      this.types = List.of();
      this.names = List.of();
      return;
    }
    if (fieldTypes.isEmpty()) {
      columns.forEach(column -> fieldTypes.add(column.type()));
      columns.forEach(column -> fieldNames.add(column.name()));
    }
    this.types = List.copyOf(fieldTypes);
    this.names = List.copyOf(fieldNames);
    row(columns);
  }

  /** Adds the fields of a result that is a row, as far as they are known; whether it is one. */
  private boolean fields(Type result, List<String> fieldNames, List<Type> fieldTypes) {
    if (result instanceof CompositeType composite) {
      composite.fields().forEach(field -> fieldNames.add(field.name()));
      composite.fields().forEach(field -> fieldTypes.add(field.type()));
      composite.fields().forEach(field -> typmods.add(field.typmod()));
      return true;
    }
    if (result != Types.RECORD) {
      return false;
    }
    fieldTypes.addAll(PolymorphicOutputs.of(call));
    for (Parameter parameter : call.routine().parameters()) {
      if (parameter.mode().output()) {
        String name = parameter.name();
        fieldNames.add(name == null ? "column" + (fieldNames.size() + 1) : name);
      }
    }
    return true;
  }

  private void scalar(List<OutputColumn> columns, Type result) {
    if (columns.size() != 1) {
      throw mismatch("Final statement must return exactly one column.");
    }
    OutputColumn column = columns.getFirst();
    if (!statements.assignable(column.type(), result)) {
      throw mismatch("Actual return type is " + column.type().displayName() + ".");
    }
    conversions.add(statements.assignment(column.type(), column.typmod(), result, -1));
  }

  private void row(List<OutputColumn> columns) {
    for (int i = 0; i < columns.size(); i++) {
      if (i >= types.size()) {
        throw mismatch("Final statement returns too many columns.");
      }
      OutputColumn column = columns.get(i);
      Type wanted = types.get(i);
      if (!statements.assignable(column.type(), wanted)) {
        throw mismatch(
            String.format(
                Locale.ROOT,
                "Final statement returns %s instead of %s at column %d.",
                column.type().displayName(),
                wanted.displayName(),
                i + 1));
      }
      int typmod = typmods.isEmpty() ? -1 : typmods.get(i);
      conversions.add(statements.assignment(column.type(), column.typmod(), wanted, typmod));
    }
    if (columns.size() < types.size()) {
      throw mismatch("Final statement returns too few columns.");
    }
  }

  private SqlException mismatch(String detail) {
    return SqlException.of(
            SqlState.INVALID_FUNCTION_DEFINITION,
            "return type mismatch in function declared to return "
                + call.resultType().displayName())
        .withDetail(detail);
  }

  /** The function's value for a row of its last statement. */
  @Nullable Object of(@Nullable Object[] row, BodyExecution execution) {
    if (whole) {
      return converted(row, 0, execution);
    }
    @Nullable Object[] fields = new Object[types.size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = converted(row, i, execution);
    }
    return new RecordValue(types, names, fields);
  }

  private @Nullable Object converted(@Nullable Object[] row, int column, BodyExecution execution) {
    Evaluator conversion = conversions.get(column);
    if (conversion == null) {
      return row[column];
    }
    return conversion.evaluate(new @Nullable Object[] {row[column]}, execution);
  }
}
