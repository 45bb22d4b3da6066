package dev.tusk.executor.session;

import dev.tusk.executor.command.CommandNames;
import dev.tusk.executor.command.ExplainIndexCommand;
import dev.tusk.executor.command.RowReceiver;
import dev.tusk.executor.plancache.CachedPlan;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.statement.CreateIndex;
import dev.tusk.sql.statement.CreateTableAs;
import dev.tusk.sql.statement.Execute;
import dev.tusk.sql.statement.Explain;
import dev.tusk.sql.statement.RefreshMaterializedView;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.type.Types;
import java.util.List;

/** Statements with a query inside: EXPLAIN, CREATE TABLE AS; and starting such queries. */
final class QueryStatements {
  private final Session session;
  private final EngineCore core;
  private final Queries queries;

  QueryStatements(Session session, EngineCore core, Queries queries) {
    this.session = session;
    this.core = core;
    this.queries = queries;
  }

  /** Plans and starts a query or modification that has no parameters. */
  QueryRun start(Statement statement) {
    return start(statement, BoundParameters.NONE);
  }

  /** Plans and starts a query or modification with parameters. */
  QueryRun start(Statement statement, BoundParameters bound) {
    if (statement instanceof Execute execute) {
      return new PreparedStatements(session, queries).select(execute);
    }
    if (!SimpleProtocol.isQuery(statement)) {
      throw SqlException.notSupported(CommandNames.of(statement) + " here");
    }
    CachedPlan plan = queries.planOnce(statement, bound);
    return queries.start(plan, bound.values(), () -> queries.planOnce(statement, bound));
  }

  /** Plans and starts the query or modification whose rows COPY gives (BeginCopyTo). */
  QueryRun startCopy(Statement statement) {
    if (!SimpleProtocol.isQuery(statement)) {
      return start(statement);
    }
    CachedPlan plan = queries.planOnce(statement, List.of());
    if (plan.plan() instanceof PhysicalPlan.Steps several) {
      checkCopied(several);
    }
    if (!plan.returnsRows()) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED, "COPY query must have a RETURNING clause");
    }
    return queries.start(
        plan, BoundParameters.NONE.values(), () -> queries.planOnce(statement, List.of()));
  }

  private static void checkCopied(PhysicalPlan.Steps several) {
    if (several.steps().size() == 1) {
      if (several.counted() < 0) {
        throw SqlException.of(
            SqlState.FEATURE_NOT_SUPPORTED, "COPY query must not be a utility command");
      }
      return;
    }
    throw SqlException.of(
        SqlState.FEATURE_NOT_SUPPORTED,
        (several.steps().isEmpty() ? "DO INSTEAD NOTHING" : several.origins().toString())
            + " rules are not supported for COPY");
  }

  /** Plans and starts the query of a cursor. */
  QueryRun startCursor(Statement statement, BoundParameters bound) {
    if (!SimpleProtocol.isQuery(statement)) {
      return start(statement, bound);
    }
    Queries.Replan replan = () -> queries.planOnce(statement, bound).ofCursor(core.compiler());
    return queries.start(replan.plan(), bound.values(), replan);
  }

  String explain(Explain statement, BoundParameters bound, RowReceiver receiver) {
    if (statement.statement() instanceof CreateIndex index) {
      List<String> lines = new ExplainIndexCommand(session.host()).run(statement, index);
      receiver.columns(explainColumns(statement));
      lines.forEach(line -> receiver.row(new Object[] {line}));
      return "EXPLAIN";
    }
    receiver.columns(explainColumns(statement));
    new ExplainRun(session, core, queries, statement, bound).run(receiver);
    return "EXPLAIN";
  }

  List<OutputColumn> explainColumns(Explain statement) {
    return List.of(
        new OutputColumn(
            "QUERY PLAN",
            switch (statement.format()) {
              case JSON -> Types.JSON;
              case TEXT, XML, YAML -> Types.TEXT;
            },
            -1,
            0,
            0));
  }

  String refresh(RefreshMaterializedView statement) {
    return new CreateTableAsRun(session, this).refresh(statement);
  }

  String createTableAs(CreateTableAs statement, BoundParameters bound) {
    return new CreateTableAsRun(session, this).run(statement, bound);
  }
}
