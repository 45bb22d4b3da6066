package dev.tusk.executor.plpgsql;

import dev.tusk.executor.routine.BodyRun;
import dev.tusk.executor.routine.BodyStatement;
import dev.tusk.executor.routine.BodyText;
import dev.tusk.executor.routine.CallStack;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.plpgsql.Fragment;
import dev.tusk.sql.plpgsql.PlStatement;
import dev.tusk.sql.plpgsql.Target;
import dev.tusk.sql.plpgsql.Variable;
import dev.tusk.sql.statement.Begin;
import dev.tusk.sql.statement.Commit;
import dev.tusk.sql.statement.CreateTableAs;
import dev.tusk.sql.statement.Delete;
import dev.tusk.sql.statement.Insert;
import dev.tusk.sql.statement.Merge;
import dev.tusk.sql.statement.Query;
import dev.tusk.sql.statement.ReleaseSavepoint;
import dev.tusk.sql.statement.Rollback;
import dev.tusk.sql.statement.RollbackTo;
import dev.tusk.sql.statement.Savepoint;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.statement.Update;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** SQL statements of a body, written out or made at run time. */
final class SqlRuns {
  private final Frame frame;
  private final Body body;
  private final Assigner assigner;

  SqlRuns(Frame frame, Assigner assigner) {
    this.frame = frame;
    this.body = frame.body;
    this.assigner = assigner;
  }

  private static boolean changesRows(Statement statement) {
    return statement instanceof Insert
        || statement instanceof Merge
        || statement instanceof Update
        || statement instanceof Delete;
  }

  private static boolean endsTransaction(Statement statement) {
    return statement instanceof Begin
        || statement instanceof Commit
        || statement instanceof Rollback
        || statement instanceof Savepoint
        || statement instanceof ReleaseSavepoint
        || statement instanceof RollbackTo;
  }

  void statement(PlStatement.Sql sql) {
    Piece piece = body.piece(sql.statement());
    BodyStatement statement = piece.statement(frame);
    Statement parsed = statement.parsed();
    if (endsTransaction(parsed)) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED, "unsupported transaction command in PL/pgSQL");
    }
    boolean query = parsed instanceof Query || changesRows(parsed);
    Target into = sql.into();
    frame.port.calls().push(piece);
    try (BodyRun run = statement.run(parameters(), frame.readOnly)) {
      List<OutputColumn> columns = run.columns();
      if (into != null) {
        into(run, columns, into, sql.strict(), changesRows(parsed), piece, null);
      } else {
        requireNoRows(parsed, columns);
        frame.rowCount = run.finish();
      }
      if (query) {
        frame.found(frame.rowCount != 0);
      }
    } finally {
      frame.port.calls().pop();
    }
  }

  /** What a statement without INTO may not give. */
  private static void requireNoRows(Statement parsed, @Nullable List<OutputColumn> columns) {
    if (columns == null || parsed instanceof CreateTableAs) {
      return;
    }
    SqlException error =
        SqlException.of(SqlState.SYNTAX_ERROR, "query has no destination for result data");
    throw parsed instanceof Query
        ? error.withHint("If you want to discard the results of a SELECT, use PERFORM instead.")
        : error;
  }

  /** The variables as a statement reads them, which may run while they change. */
  private @Nullable Object[] parameters() {
    return frame.values.clone();
  }

  private void into(
      BodyRun run,
      @Nullable List<OutputColumn> columns,
      Target into,
      boolean strict,
      boolean changes,
      Piece piece,
      @Nullable List<Assigner.Value> given) {
    if (columns == null) {
      throw SqlException.of(
          SqlState.SYNTAX_ERROR, "INTO used with a command that cannot return data");
    }
    RowShape shape = RowShape.ofColumns(columns);
    @Nullable Object[] row = run.next();
    long count = row == null ? 0 : 1;
    boolean one = strict || changes;
    if (row != null && (one || body.extra().countsRows()) && run.next() != null) {
      SqlException error =
          SqlException.of(SqlState.TOO_MANY_ROWS, "query returned more than one row")
              .withDetail(details(piece, given));
      SqlException told =
          given == null
              ? error.withHint("Make sure the query returns a single row, or use LIMIT 1.")
              : error;
      if (one) {
        throw told;
      }
      body.extra().tooManyRows(frame, told);
    }
    if (row == null && strict) {
      throw SqlException.of(SqlState.NO_DATA_FOUND, "query returned no rows")
          .withDetail(details(piece, given));
    }
    frame.rowCount = count;
    assigner.row(into, shape, row);
  }

  private @Nullable String details(Piece piece, @Nullable List<Assigner.Value> given) {
    if (!body.program().printStrictParameters()) {
      return null;
    }
    return given == null
        ? StrictParameters.named(frame, piece)
        : StrictParameters.numbered(frame, given);
  }

  void perform(PlStatement.Perform perform) {
    Piece piece = body.piece(perform.query());
    frame.port.calls().push(piece);
    try (BodyRun run = piece.statement(frame).run(parameters(), frame.readOnly)) {
      frame.rowCount = run.finish();
      frame.found(frame.rowCount != 0);
    } finally {
      frame.port.calls().pop();
    }
  }

  /** CALL or DO; the outputs of a procedure go to the variables written as its arguments. */
  void call(PlStatement.Call call) {
    Piece piece = body.piece(call.statement());
    BodyStatement statement = piece.statement(frame);
    List<BodyStatement.CallOutput> outputs = statement.callOutputs();
    List<Variable> variables = body.program().variables();
    for (BodyStatement.CallOutput output : outputs) {
      if (output.variable() < 0) {
        throw SqlException.of(
            SqlState.SYNTAX_ERROR,
            String.format(
                Locale.ROOT,
                "procedure parameter \"%s\" is an output parameter but corresponding argument is"
                    + " not writable",
                output.parameter()));
      }
      if (variables.get(output.variable()).constant()) {
        throw SqlException.of(
            SqlState.ERROR_IN_ASSIGNMENT,
            String.format(
                Locale.ROOT,
                "variable \"%s\" is declared CONSTANT",
                variables.get(output.variable()).name()));
      }
    }
    boolean atomic = frame.atomic || frame.guarded > 0;
    frame.port.calls().push(piece);
    try (BodyRun run = statement.call(parameters(), atomic)) {
      @Nullable Object[] row = run.next();
      List<OutputColumn> columns = run.columns();
      if (row == null || columns == null || !call.call()) {
        return;
      }
      for (int i = 0; i < outputs.size(); i++) {
        assigner.put(
            target(outputs.get(i), variables.get(outputs.get(i).variable())),
            row[i],
            columns.get(i).type(),
            columns.get(i).typmod());
      }
    } finally {
      frame.port.calls().pop();
    }
  }

  private Target target(BodyStatement.CallOutput output, Variable variable) {
    return output.field() < 0
        ? new Target.Whole(variable)
        : new Target.FieldOf(variable, Assigner.fieldName(frame, variable, output.field()));
  }

  /** The rows of a query that is written out. */
  BodyRun rows(Piece query) {
    return query.statement(frame).run(parameters(), frame.readOnly);
  }

  // Made at run time.

  /** The text of a statement, and the values for its parameters. */
  record Dynamic(String text, List<BodyStatement> statements, List<Assigner.Value> values)
      implements CallStack.Entry {
    @Override
    public String where() {
      return Objects.requireNonNull(BodyText.statement(text).context());
    }

    /** Whether the text says CREATE, and not SELECT … INTO. */
    boolean creates() {
      return text.stripLeading().regionMatches(true, 0, "create", 0, 6);
    }

    @Nullable Object[] parameters() {
      @Nullable Object[] all = new @Nullable Object[values.size()];
      for (int i = 0; i < all.length; i++) {
        all[i] = values.get(i).value();
      }
      return all;
    }
  }

  Dynamic prepare(Fragment query, List<Fragment> parameters) {
    Piece piece = body.piece(query);
    String text = piece.shown(frame);
    if (text == null) {
      throw SqlException.of(
          SqlState.NULL_VALUE_NOT_ALLOWED, "query string argument of EXECUTE is null");
    }
    List<Assigner.Value> values = new ArrayList<>();
    List<Type> types = new ArrayList<>();
    for (Fragment parameter : parameters) {
      Piece one = body.piece(parameter);
      Object value = one.value(frame);
      Type type = one.type() == Types.UNKNOWN ? Types.TEXT : one.type();
      values.add(new Assigner.Value(value, type, one.typmod()));
      types.add(type);
    }
    return new Dynamic(text, frame.port.prepare(text, types), values);
  }

  /** The rows of a query made at run time. */
  BodyRun dynamic(Fragment query, List<Fragment> parameters) {
    Dynamic made = prepare(query, parameters);
    if (made.statements().size() != 1) {
      throw SqlException.of(
          SqlState.INVALID_CURSOR_DEFINITION,
          made.statements().isEmpty()
              ? "cannot open empty query as cursor"
              : "cannot open multi-query plan as cursor");
    }
    return made.statements().getFirst().run(made.parameters(), frame.readOnly);
  }

  void execute(PlStatement.Execute execute) {
    Dynamic made = prepare(execute.query(), execute.parameters());
    Target into = execute.into();
    List<BodyStatement> statements = made.statements();
    for (int i = 0; i < statements.size(); i++) {
      BodyStatement statement = statements.get(i);
      Statement parsed = statement.parsed();
      if (endsTransaction(parsed)) {
        throw SqlException.of(
            SqlState.FEATURE_NOT_SUPPORTED, "EXECUTE of transaction commands is not implemented");
      }
      if (parsed instanceof CreateTableAs && !made.creates()) {
        throw SqlException.of(
                SqlState.FEATURE_NOT_SUPPORTED, "EXECUTE of SELECT ... INTO is not implemented")
            .withHint(
                "You might want to use EXECUTE ... INTO or EXECUTE CREATE TABLE ... AS instead.");
      }
      frame.port.calls().push(made);
      try (BodyRun run = statement.run(made.parameters(), frame.readOnly)) {
        if (into != null && i == statements.size() - 1) {
          into(
              run,
              run.columns(),
              into,
              execute.strict(),
              false,
              body.piece(execute.query()),
              made.values());
          frame.rowCount = Math.max(frame.rowCount, run.processed());
        } else {
          frame.rowCount = run.finish();
        }
      } finally {
        frame.port.calls().pop();
      }
    }
  }
}
