package dev.tusk.executor.routine;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.sql.catalog.RoutineVariables;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionSignature.Volatility;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.statement.Begin;
import dev.tusk.sql.statement.Call;
import dev.tusk.sql.statement.Commit;
import dev.tusk.sql.statement.PreparedTransaction;
import dev.tusk.sql.statement.ReleaseSavepoint;
import dev.tusk.sql.statement.Rollback;
import dev.tusk.sql.statement.RollbackTo;
import dev.tusk.sql.statement.Savepoint;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A body in LANGUAGE sql: its statements one after the other, of which the last makes the result
 * ({@code functions.c}).
 */
final class SqlBody implements RoutineBody {
  private static final @Nullable Object[] NO_ROW = {};

  private final RoutineCall call;
  private final List<BodyStatement> statements;
  private final boolean readOnly;
  private @Nullable List<OutputColumn> columns;
  private @Nullable SqlResult result;

  SqlBody(RoutineCall call, StatementPort port) {
    this.call = call;
    this.readOnly = call.function().volatility() != Volatility.VOLATILE;
    this.statements =
        port.prepare(
            call.routine().source(),
            SqlParser.parseBody(call.routine(), port.lexical()),
            new RoutineVariables(call.function(), call.argumentTypes()));
  }

  /** A body ready for calls; errors say that it is not. */
  static SqlBody ready(RoutineCall call, StatementPort port) {
    try {
      SqlBody body = new SqlBody(call, port);
      body.refuseTransactions();
      if (body.readOnly) {
        body.statements.forEach(BodyStatement::requireReading);
      }
      return body;
    } catch (SqlException e) {
      throw within(call, e, " during startup");
    }
  }

  private void refuseTransactions() {
    for (BodyStatement statement : statements) {
      String command =
          switch (statement.parsed()) {
            case Begin _ -> "BEGIN";
            case Commit _ -> "COMMIT";
            case Rollback _ -> "ROLLBACK";
            case Savepoint _ -> "SAVEPOINT";
            case ReleaseSavepoint _ -> "RELEASE";
            case RollbackTo _ -> "ROLLBACK TO SAVEPOINT";
            case PreparedTransaction _ -> "PREPARE TRANSACTION";
            default -> null;
          };
      if (command != null) {
        throw SqlException.of(
            SqlState.FEATURE_NOT_SUPPORTED, command + " is not allowed in an SQL function");
      }
    }
  }

  /** Resolves all names, and checks that the last statement gives what the function promises. */
  void check(StatementPort port) {
    for (BodyStatement statement : statements) {
      boolean rows = statement.columns() != null;
      if (rows && statement.parsed() instanceof Call) {
        throw SqlException.of(
            SqlState.FEATURE_NOT_SUPPORTED,
            "calling procedures with output arguments is not supported in SQL functions");
      }
    }
    result(port);
  }

  private SqlResult result(StatementPort port) {
    List<OutputColumn> now = statements.isEmpty() ? null : statements.getLast().columns();
    SqlResult known = result;
    if (known == null || columns != now) {
      known = new SqlResult(call, now, port);
      columns = now;
      result = known;
    }
    return known;
  }

  private SqlResult start(StatementPort port) {
    try {
      return result(port);
    } catch (SqlException e) {
      throw startup(e);
    }
  }

  private SqlException startup(SqlException e) {
    return within(call, e, " during startup");
  }

  private static SqlException within(RoutineCall call, SqlException e, String where) {
    int position = e.fields().position();
    SqlException placed = position > 0 ? e.inside(position, call.routine().source()) : e;
    return placed.within("SQL function \"" + call.function().name() + "\"" + where);
  }

  @Override
  public @Nullable Object call(@Nullable Object[] arguments, RoutineContext context) {
    StatementPort port = context.statements();
    SqlResult made = start(port);
    BodyExecution execution = new BodyExecution(arguments, context);
    for (int i = 0; i < statements.size(); i++) {
      try {
        boolean last = i == statements.size() - 1 && call.resultType() != Types.VOID;
        if (last) {
          return last(statements.get(i), made, execution);
        }
        finish(statements.get(i), arguments);
      } catch (SqlException e) {
        throw within(call, e, " statement " + (i + 1));
      }
    }
    return null;
  }

  private void finish(BodyStatement statement, @Nullable Object[] arguments) {
    try (BodyRun run = statement.run(arguments, readOnly)) {
      run.finish();
    }
  }

  /** The value of the first row; a modification changes all the same. */
  private @Nullable Object last(BodyStatement statement, SqlResult made, BodyExecution execution) {
    Evaluator expression = statement.expression();
    if (expression != null) {
      return made.of(new @Nullable Object[] {expression.evaluate(NO_ROW, execution)}, execution);
    }
    try (BodyRun run = statement.run(execution.parameters(), readOnly)) {
      @Nullable Object[] row = run.next();
      Object value = row == null ? null : made.of(row, execution);
      if (!statement.reads()) {
        run.finish();
      }
      return value;
    }
  }

  @Override
  public Iterator<@Nullable Object> rows(@Nullable Object[] arguments, RoutineContext context) {
    SqlResult made = start(context.statements());
    BodyExecution execution = new BodyExecution(arguments, context);
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      try (BodyRun run = statements.get(i).run(arguments, readOnly)) {
        if (i < statements.size() - 1 || call.resultType() == Types.VOID) {
          run.finish();
          continue;
        }
        for (@Nullable Object[] row = run.next(); row != null; row = run.next()) {
          values.add(made.of(row, execution));
        }
      } catch (SqlException e) {
        throw within(call, e, " statement " + (i + 1));
      }
    }
    return values.iterator();
  }
}
