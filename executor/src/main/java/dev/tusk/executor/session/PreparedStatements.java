package dev.tusk.executor.session;

import dev.tusk.executor.command.CommandNames;
import dev.tusk.executor.command.RowReceiver;
import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.plancache.CachedPlan;
import dev.tusk.executor.plancache.PlanEnvironment;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.NormalizedStatement;
import dev.tusk.sql.plan.PlannedStatement;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.statement.Deallocate;
import dev.tusk.sql.statement.Execute;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.Prepare;
import dev.tusk.sql.statement.TypeName;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PREPARE, EXECUTE, DEALLOCATE. */
final class PreparedStatements {
  private final Session session;
  private final Queries queries;

  PreparedStatements(Session session, Queries queries) {
    this.session = session;
    this.queries = queries;
  }

  String prepare(Prepare statement) {
    if (statement.name().isEmpty()) {
      throw SqlException.of(
          SqlState.INVALID_SQL_STATEMENT_NAME, "invalid statement name: must not be empty");
    }
    if (!SimpleProtocol.isQuery(statement.statement())) {
      throw SqlException.notSupported("PREPARE of " + CommandNames.of(statement.statement()));
    }
    List<@Nullable Type> types = new ArrayList<>();
    for (TypeName name : statement.parameterTypes()) {
      Type type = session.host().expressions().type(name).type();
      types.add(type == Types.UNKNOWN ? null : type);
    }
    NormalizedStatement normalized = session.texts().normalize(statement.text()).getFirst();
    PreparedStatement prepared =
        new PreparedStatement(
            statement.name(),
            session.statementText(),
            normalized,
            null,
            types,
            true,
            session.statementMicros());
    PlanEnvironment environment = session.environment();
    try {
      prepared.plan(
          queries.plan(normalized, null, types, prepared.declaredOids(), environment), environment);
    } catch (SqlException e) {
      // The error was placed in the inner text.
      int position = e.fields().position();
      throw position == 0 ? e : e.replacePosition(position + statement.start());
    }
    session.statements().put(prepared);
    return "PREPARE";
  }

  String execute(Execute statement, RowReceiver receiver) {
    PreparedStatement prepared = session.statements().statement(statement.name());
    if (prepared.normalized() == null) {
      throw SqlException.notSupported("EXECUTE of a statement that is no query");
    }
    @Nullable Object[] arguments = arguments(prepared, statement);
    boolean custom = queries.prepared().choose(prepared, arguments);
    try (QueryRun run = queries.prepared().start(prepared, arguments, custom)) {
      if (run.plan().returnsRows()) {
        receiver.columns(run.plan().planned().output());
      }
      run.give(0, receiver);
      return run.tag();
    }
  }

  /** Starts the query whose rows become a table (ExecuteQuery). */
  QueryRun select(Execute statement) {
    PreparedStatement prepared = session.statements().statement(statement.name());
    CachedPlan plan = prepared.normalized() == null ? null : queries.plan(prepared);
    if (plan == null || plan.kind() != PlannedStatement.Kind.SELECT) {
      throw SqlException.of(SqlState.WRONG_OBJECT_TYPE, "prepared statement is not a SELECT");
    }
    @Nullable Object[] arguments = arguments(prepared, statement);
    boolean custom = queries.prepared().choose(prepared, arguments);
    return queries.prepared().start(prepared, arguments, custom);
  }

  /** The values that EXECUTE gives to the parameters. */
  @Nullable Object[] arguments(PreparedStatement prepared, Execute statement) {
    List<ParsedExpression> expressions = statement.arguments();
    CachedPlan plan = queries.plan(prepared);
    int count = plan.planned().declaredParameters();
    if (count == 0) {
      // As PostgreSQL has it, arguments of a statement without parameters are not looked at.
      return new @Nullable Object[0];
    }
    if (expressions.size() != count) {
      throw SqlException.of(
              SqlState.SYNTAX_ERROR,
              "wrong number of parameters for prepared statement \"" + prepared.name() + "\"")
          .withDetail("Expected " + count + " parameters but got " + expressions.size() + ".");
    }
    @Nullable Object[] values = new @Nullable Object[count];
    for (int i = 0; i < count; i++) {
      Type type = plan.parameterTypes().get(i);
      Evaluator evaluator = session.host().expressions().parameter(i + 1, type, expressions.get(i));
      values[i] = evaluator.evaluate(new @Nullable Object[0], session.host().ruleExecution());
    }
    return values;
  }

  @Nullable List<OutputColumn> columns(Execute statement) {
    PreparedStatement prepared = session.statements().statement(statement.name());
    if (prepared.normalized() == null) {
      return null;
    }
    CachedPlan plan = queries.plan(prepared);
    return plan.returnsRows() ? plan.planned().output() : null;
  }

  String deallocate(Deallocate statement) {
    String name = statement.name();
    if (name == null) {
      session.statements().removeAll();
      return "DEALLOCATE ALL";
    }
    session.statements().statement(name);
    session.statements().remove(name);
    return "DEALLOCATE";
  }
}
