package dev.tusk.executor.plpgsql;

import dev.tusk.executor.plpgsql.Interpreter.Flow;
import dev.tusk.executor.routine.BodyRun;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.plpgsql.Fragment;
import dev.tusk.sql.plpgsql.PlStatement;
import dev.tusk.sql.plpgsql.Target;
import dev.tusk.sql.type.RecordValue;
import dev.tusk.sql.type.Type;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** RETURN, RETURN NEXT, RETURN QUERY: values of the type the function gives. */
final class Returns {
  private final Frame frame;
  private final Body body;
  private final SqlRuns sql;
  private final Result result;
  private Assigner.@Nullable Value given;

  Returns(Frame frame, Assigner assigner, SqlRuns sql) {
    this.frame = frame;
    this.body = frame.body;
    this.sql = sql;
    this.result = frame.body.result();
  }

  Flow value(PlStatement.Return statement) {
    frame.returned = true;
    Fragment expression = statement.value();
    Target variable = statement.variable();
    if (expression != null) {
      Piece piece = body.piece(expression);
      Object value = piece.value(frame);
      give(value, piece.type(), piece.typmod());
    } else if (variable != null) {
      Assigner.Value held = Assigner.value(frame, variable);
      give(held.value(), held.type(), held.typmod());
    }
    return Flow.RETURN;
  }

  /** Kept until the body is over, and made what the function gives then. */
  private void give(@Nullable Object value, Type type, int typmod) {
    if (result.nothing()) {
      return;
    }
    if (result.isRow() && value != null && !(value instanceof RecordValue)) {
      throw SqlException.of(
          SqlState.DATATYPE_MISMATCH,
          "cannot return non-composite value from function returning composite type");
    }
    given = new Assigner.Value(value, type, typmod);
  }

  /** The body is over. */
  void finish() {
    Assigner.Value value = given;
    if (value == null) {
      return;
    }
    if (value.value() == null || !result.isRow() && value.type() == result.type()) {
      frame.result = value.value();
      return;
    }
    frame.moment = "while casting return value to function's return type";
    frame.result = converted(value.value(), value.type(), value.typmod());
    frame.moment = null;
  }

  /** The body ended without RETURN. */
  void atEnd() {
    Target outputs = body.program().result();
    if (outputs != null && !body.returnsSet()) {
      Assigner.Value held = Assigner.value(frame, outputs);
      give(held.value(), held.type(), held.typmod());
      return;
    }
    if (!result.nothing() && !body.returnsSet()) {
      throw SqlException.of(
          SqlState.FUNCTION_EXECUTED_NO_RETURN_STATEMENT,
          "control reached end of function without RETURN");
    }
  }

  void next(PlStatement.ReturnNext statement) {
    Fragment expression = statement.value();
    Target variable = statement.variable();
    if (expression != null) {
      Piece piece = body.piece(expression);
      Object value = piece.value(frame);
      add(value, piece.type(), piece.typmod(), false);
    } else if (variable != null) {
      Assigner.Value held = Assigner.value(frame, variable);
      add(held.value(), held.type(), held.typmod(), true);
    }
  }

  private void add(@Nullable Object value, Type type, int typmod, boolean variable) {
    if (result.isRow()) {
      if (value == null) {
        RowShape shape = result.row();
        frame.rows.add(shape == null ? null : shape.row(new @Nullable Object[shape.size()]));
        return;
      }
      if (!(value instanceof RecordValue)) {
        throw SqlException.of(
            SqlState.DATATYPE_MISMATCH,
            "cannot return non-composite value from function returning composite type");
      }
    } else if (variable && value instanceof RecordValue) {
      throw SqlException.of(
          SqlState.DATATYPE_MISMATCH, "wrong result type supplied in RETURN NEXT");
    }
    frame.rows.add(converted(value, type, typmod));
  }

  private @Nullable Object converted(@Nullable Object value, Type type, int typmod) {
    if (!result.isRow()) {
      return body.convert(frame, value, type, typmod, result.type(), -1);
    }
    if (value == null) {
      return null;
    }
    if (!(value instanceof RecordValue row)) {
      throw SqlException.of(
          SqlState.DATATYPE_MISMATCH,
          "cannot return non-composite value from function returning composite type");
    }
    RowShape shape = result.row();
    return shape == null
        ? row
        : fitted(row, shape, "returned record type does not match expected record type");
  }

  private static RecordValue fitted(RecordValue row, RowShape shape, String message) {
    check(row.types(), shape, message);
    if (row.types() == shape.types() && row.names() == shape.names()) {
      return row;
    }
    @Nullable Object[] fields = new @Nullable Object[row.size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = row.get(i);
    }
    return shape.row(fields);
  }

  /** Rows are given as they are: nothing is cast. */
  private static void check(List<Type> types, RowShape shape, String message) {
    if (types == shape.types()) {
      return;
    }
    if (types.size() != shape.size()) {
      throw SqlException.of(SqlState.DATATYPE_MISMATCH, message)
          .withDetail(
              String.format(
                  Locale.ROOT,
                  "Number of returned columns (%d) does not match expected column count (%d).",
                  types.size(),
                  shape.size()));
    }
    for (int i = 0; i < types.size(); i++) {
      if (types.get(i) != shape.types().get(i)) {
        throw SqlException.of(SqlState.DATATYPE_MISMATCH, message)
            .withDetail(
                String.format(
                    Locale.ROOT,
                    "Returned type %s does not match expected type %s in column %d.",
                    types.get(i).displayName(),
                    shape.types().get(i).displayName(),
                    i + 1));
      }
    }
  }

  void query(PlStatement.ReturnQuery statement) {
    long before = frame.rows.size();
    try (BodyRun run =
        statement.dynamic()
            ? sql.dynamic(statement.query(), statement.parameters())
            : sql.rows(body.piece(statement.query()))) {
      List<OutputColumn> columns = run.columns();
      if (columns == null) {
        throw SqlException.of(SqlState.SYNTAX_ERROR, "SELECT INTO query does not return tuples");
      }
      RowShape given = RowShape.ofColumns(columns);
      RowShape wanted = result.row();
      RowShape shape =
          !result.isRow()
              ? new RowShape(given.names(), List.of(result.type()))
              : wanted == null ? given : wanted;
      check(given.types(), shape, "structure of query does not match function result type");
      for (@Nullable Object[] row = run.next(); row != null; row = run.next()) {
        frame.context.checkCancelled();
        frame.rows.add(result.isRow() ? shape.row(row) : row[0]);
      }
    }
    frame.rowCount = frame.rows.size() - before;
    frame.found(frame.rowCount != 0);
  }
}
