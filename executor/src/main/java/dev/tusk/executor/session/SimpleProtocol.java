package dev.tusk.executor.session;

import dev.tusk.executor.command.RowReceiver;
import dev.tusk.executor.plancache.CachedPlan;
import dev.tusk.executor.plancache.PlanEnvironment;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.NormalizedStatement;
import dev.tusk.sql.parser.ParsedStatement;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.statement.Commit;
import dev.tusk.sql.statement.Delete;
import dev.tusk.sql.statement.Insert;
import dev.tusk.sql.statement.Merge;
import dev.tusk.sql.statement.PreparedTransaction;
import dev.tusk.sql.statement.Query;
import dev.tusk.sql.statement.Rollback;
import dev.tusk.sql.statement.RollbackTo;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.statement.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The simple query protocol: a string of statements, one implicit transaction. */
final class SimpleProtocol {
  private static final @Nullable Object[] NO_PARAMETERS = {};
  private static final Pattern PARAMETER = Pattern.compile("\\$[0-9]+");

  private final Session session;
  private final EngineCore core;
  private final Queries queries;
  private final UtilityRunner utilities;

  SimpleProtocol(Session session, EngineCore core, Queries queries, UtilityRunner utilities) {
    this.session = session;
    this.core = core;
    this.queries = queries;
    this.utilities = utilities;
  }

  /** One statement of the string, known from the cache or parsed. */
  private record Step(
      NormalizedStatement normalized,
      @Nullable ParsedStatement parsed,
      @Nullable Statement utility,
      @Nullable CachedPlan plan) {}

  void run(String sql, RowReceiver receiver) {
    session.beginStatement(sql);
    try {
      List<Step> steps = steps(sql);
      if (steps.isEmpty()) {
        receiver.emptyQuery();
        return;
      }
      for (Step step : steps) {
        ParsedStatement parsed = step.parsed();
        CachedPlan plan = step.plan();
        session
            .log()
            .statement(
                parsed == null ? step.utility() : parsed.statement(),
                plan == null ? null : plan.kind(),
                sql);
      }
      session.inBatch(steps.size() > 1);
      for (int i = 0; i < steps.size(); i++) {
        if (i > 0) {
          session.beginStatement(sql);
        }
        run(steps.get(i), i == steps.size() - 1, receiver);
      }
    } finally {
      session.inBatch(false);
      session.endStatement();
    }
  }

  /** All statements, so that a wrong one is found before the first runs. */
  private List<Step> steps(String sql) {
    List<NormalizedStatement> statements = session.texts().arrived(sql);
    List<Step> steps = new ArrayList<>(statements.size());
    for (NormalizedStatement statement : statements) {
      steps.add(step(statement));
    }
    return steps;
  }

  private Step step(NormalizedStatement statement) {
    Statement utility = core.plans().utility(statement.key());
    if (utility != null) {
      return new Step(statement, null, utility, null);
    }
    CachedPlan plan = queries.cached(statement, session.environment(), List.of());
    if (plan != null) {
      return new Step(statement, null, null, plan);
    }
    ParsedStatement parsed = SqlParser.parse(statement);
    if (isQuery(parsed.statement())) {
      return new Step(statement, parsed, null, null);
    }
    core.plans().putUtility(statement.key(), parsed.statement());
    return new Step(statement, parsed, parsed.statement(), null);
  }

  static boolean isQuery(Statement statement) {
    return statement instanceof Query
        || statement instanceof Insert
        || statement instanceof Update
        || statement instanceof Delete
        || statement instanceof Merge;
  }

  private void run(Step step, boolean last, RowReceiver receiver) {
    Statement utility = step.utility();
    requireNotFailed(session, utility);
    session.block().ensureStarted(session.statementMicros());
    if (utility != null) {
      String tag = utilities.run(utility, step.normalized(), receiver);
      endImplicit(last);
      receiver.complete(tag);
      return;
    }
    receiver.complete(runQuery(step, last, receiver));
  }

  /** In a failed block only its end is accepted. */
  static void requireNotFailed(Session session, @Nullable Statement statement) {
    if (session.block().failed()
        && !(statement instanceof Commit
            || statement instanceof Rollback
            || statement instanceof RollbackTo
            || statement instanceof PreparedTransaction p
                && p.step() == PreparedTransaction.Step.PREPARE)) {
      throw SqlException.of(
          SqlState.IN_FAILED_SQL_TRANSACTION,
          "current transaction is aborted, commands ignored until end of transaction block");
    }
  }

  private String runQuery(Step step, boolean last, RowReceiver receiver) {
    long start = System.nanoTime();
    CachedPlan plan = plan(step);
    @Nullable Object[] parameters = queries.parameters(plan, NO_PARAMETERS, step.normalized());
    if (plan.planned().declaredParameters() > 0) {
      throw noParameter(step.normalized());
    }
    try (QueryRun run =
        queries.start(
            plan, parameters, () -> plan(new Step(step.normalized(), null, null, null)))) {
      if (run.plan().returnsRows()) {
        receiver.columns(run.plan().planned().output());
      } else {
        run.execution()
            .tellTo((columns, rows) -> {
              receiver.columns(columns);
              rows.forEach(receiver::row);
            });
      }
      run.give(0, receiver);
      run.close();
      endImplicit(last);
      run.plan().ran(System.nanoTime() - start);
      return run.tag();
    } catch (InPlaceTimeExceeded e) {
      plan.gaveUp();
      throw e;
    }
  }

  /** The simple protocol has no parameters: the first one named is at fault. */
  private static SqlException noParameter(NormalizedStatement statement) {
    Matcher matcher = PARAMETER.matcher(statement.text());
    if (!matcher.find(statement.start())) {
      return SqlException.of(SqlState.UNDEFINED_PARAMETER, "there is no parameter $1");
    }
    return SqlException.of(SqlState.UNDEFINED_PARAMETER, "there is no parameter " + matcher.group())
        .at(statement.text().codePointCount(0, matcher.start()) + 1);
  }

  private CachedPlan plan(Step step) {
    CachedPlan known = step.plan();
    PlanEnvironment environment = session.environment();
    if (known != null) {
      // Found before the string's first statements ran, which may have changed the catalog.
      CachedPlan current = queries.cached(step.normalized(), environment, List.of());
      if (current == known) {
        return known;
      }
    }
    return queries.plan(step.normalized(), step.parsed(), List.of(), List.of(), environment);
  }

  /** Behind the last statement the implicit transaction commits, before the client is told. */
  private void endImplicit(boolean last) {
    if (last && session.block().active() && !session.block().inBlock()) {
      session.host().runDeferred(true);
      session.statements().holdPortals();
      session.statements().closePortals();
      session.commit();
    }
  }

  /** Whether the whole string is one known, quick query. */
  boolean isShort(String sql) {
    if (session.block().failed()) {
      return false;
    }
    try {
      List<NormalizedStatement> statements = session.texts().scan(sql);
      if (statements.size() != 1) {
        return statements.isEmpty();
      }
      CachedPlan plan = queries.cached(statements.getFirst(), session.environment(), List.of());
      return plan != null && plan.isShort();
    } catch (SqlException _) {
      return false; // The parser is to find what is wrong with it.
    }
  }
}
