package dev.tusk.executor.plpgsql;

import dev.tusk.executor.routine.BodyRun;
import dev.tusk.executor.routine.BodyStatement;
import dev.tusk.executor.routine.Cursors;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.plpgsql.Fragment;
import dev.tusk.sql.plpgsql.PlStatement;
import dev.tusk.sql.plpgsql.Target;
import dev.tusk.sql.plpgsql.Variable;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** OPEN, FETCH, MOVE, CLOSE. */
final class CursorRuns {
  private final Frame frame;
  private final Body body;
  private final Assigner assigner;
  private final SqlRuns sql;

  CursorRuns(Frame frame, Assigner assigner, SqlRuns sql) {
    this.frame = frame;
    this.body = frame.body;
    this.assigner = assigner;
    this.sql = sql;
  }

  void open(PlStatement.Open open) {
    Variable cursor = open.cursor();
    Fragment query = open.query();
    if (query == null) {
      openBound(cursor, open.arguments());
      return;
    }
    String name = freeName(cursor);
    if (open.dynamic()) {
      SqlRuns.Dynamic made = sql.prepare(query, open.parameters());
      if (made.statements().size() != 1) {
        throw SqlException.of(
            SqlState.INVALID_CURSOR_DEFINITION, "cannot open multi-query plan as cursor");
      }
      BodyStatement statement = made.statements().getFirst();
      opened(cursor, name, statement, made.parameters(), open.scroll());
      return;
    }
    BodyStatement statement = body.piece(query).statement(frame);
    opened(cursor, name, statement, frame.values.clone(), open.scroll());
  }

  private void opened(
      Variable cursor,
      @Nullable String name,
      BodyStatement statement,
      @Nullable Object[] parameters,
      @Nullable Boolean scroll) {
    if (statement.columns() == null) {
      throw SqlException.of(
          SqlState.INVALID_CURSOR_DEFINITION, "cannot open this statement as cursor");
    }
    String opened = frame.port.cursors().open(name, statement, parameters, frame.readOnly, scroll);
    if (name == null) {
      if (cursor.constant()) {
        frame.port.cursors().close(opened);
        throw SqlException.of(
            SqlState.ERROR_IN_ASSIGNMENT,
            String.format(Locale.ROOT, "variable \"%s\" is declared CONSTANT", cursor.name()));
      }
      assigner.whole(cursor, opened, Types.TEXT, -1);
    }
  }

  /** Opens a bound cursor, with its arguments; gives its name. */
  String openBound(Variable cursor, @Nullable Fragment arguments) {
    Variable.BoundCursor bound = Objects.requireNonNull(cursor.cursor());
    String name = freeName(cursor);
    List<Variable> declared = bound.arguments();
    if (arguments != null && declared != null) {
      try (BodyRun run = sql.rows(body.piece(arguments))) {
        List<OutputColumn> columns = Objects.requireNonNull(run.columns());
        List<Target> targets = declared.stream().<Target>map(Target.Whole::new).toList();
        assigner.row(new Target.Scalars(targets), RowShape.ofColumns(columns), run.next());
      }
    }
    BodyStatement statement = body.piece(bound.query()).statement(frame);
    opened(cursor, name, statement, frame.values.clone(), bound.scroll());
    return (String) Objects.requireNonNull(frame.values[cursor.index()]);
  }

  /** The name that a cursor variable gives; null when it is to get one. */
  private @Nullable String freeName(Variable cursor) {
    String name = (String) frame.values[cursor.index()];
    if (name != null && frame.port.cursors().exists(name)) {
      throw SqlException.of(
          SqlState.DUPLICATE_CURSOR,
          String.format(Locale.ROOT, "cursor \"%s\" already in use", name));
    }
    return name;
  }

  private String openName(Variable cursor) {
    String name = (String) frame.values[cursor.index()];
    if (name == null) {
      throw SqlException.of(
          SqlState.NULL_VALUE_NOT_ALLOWED,
          String.format(Locale.ROOT, "cursor variable \"%s\" is null", cursor.name()));
    }
    if (!frame.port.cursors().exists(name)) {
      throw SqlException.of(
          SqlState.INVALID_CURSOR_NAME,
          String.format(Locale.ROOT, "cursor \"%s\" does not exist", name));
    }
    return name;
  }

  void fetch(PlStatement.FetchRow fetch) {
    String name = openName(fetch.cursor());
    long count = fetch.count();
    Fragment expression = fetch.countExpression();
    if (expression != null) {
      Piece piece = body.piece(expression);
      Object value =
          body.convert(frame, piece.value(frame), piece.type(), piece.typmod(), Types.INT4, -1);
      if (value == null) {
        throw SqlException.of(
            SqlState.NULL_VALUE_NOT_ALLOWED, "relative or absolute cursor position is null");
      }
      count = (Integer) value;
    }
    Cursors cursors = frame.port.cursors();
    Target target = fetch.target();
    Cursors.Fetched fetched = cursors.fetch(name, fetch.direction(), count, target != null);
    if (target != null) {
      RowShape shape = RowShape.ofColumns(cursors.columns(name));
      assigner.row(target, shape, fetched.rows().isEmpty() ? null : fetched.rows().getFirst());
    }
    frame.rowCount = fetched.count();
    frame.found(fetched.count() != 0);
  }

  void close(PlStatement.Close close) {
    frame.port.cursors().close(openName(close.cursor()));
  }
}
