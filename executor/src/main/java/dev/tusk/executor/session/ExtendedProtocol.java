package dev.tusk.executor.session;

import dev.tusk.executor.command.RowReceiver;
import dev.tusk.executor.plancache.CachedPlan;
import dev.tusk.executor.plancache.PlanEnvironment;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.NormalizedStatement;
import dev.tusk.sql.parser.ParsedStatement;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.plan.PlannedStatement;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.statement.Call;
import dev.tusk.sql.statement.Fetch;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.type.DateTimes;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The extended query protocol: Parse, Bind, Describe, Execute, Sync. */
final class ExtendedProtocol {
  private final Session session;
  private final EngineCore core;
  private final Queries queries;
  private final UtilityRunner utilities;

  ExtendedProtocol(Session session, EngineCore core, Queries queries, UtilityRunner utilities) {
    this.session = session;
    this.core = core;
    this.queries = queries;
    this.utilities = utilities;
  }

  void parse(String name, String sql, List<Integer> parameterTypes) {
    session.beginStatement(sql);
    try {
      if (name.isEmpty()) {
        session.statements().remove("");
      }
      PreparedStatement prepared = prepare(name, sql, types(parameterTypes));
      session.statements().put(prepared);
    } finally {
      session.endStatement();
    }
  }

  private List<@Nullable Type> types(List<Integer> oids) {
    List<@Nullable Type> types = new ArrayList<>(oids.size());
    for (int oid : oids) {
      if (oid == 0 || oid == Types.UNKNOWN.oid()) {
        types.add(null);
        continue;
      }
      types.add(
          session
              .catalog()
              .type(oid)
              .orElseThrow(() ->
                  SqlException.of(
                      SqlState.UNDEFINED_OBJECT, "type with OID " + oid + " does not exist")));
    }
    return types;
  }

  private PreparedStatement prepare(String name, String sql, List<@Nullable Type> types) {
    List<NormalizedStatement> statements = session.texts().arrived(sql);
    if (statements.size() > 1) {
      throw SqlException.of(
          SqlState.SYNTAX_ERROR, "cannot insert multiple commands into a prepared statement");
    }
    long now = session.statementMicros();
    if (statements.isEmpty()) {
      return new PreparedStatement(name, sql, null, null, types, false, now);
    }
    NormalizedStatement statement = statements.getFirst();
    Statement utility = core.plans().utility(statement.key());
    if (utility == null && !session.block().failed()) {
      PlanEnvironment environment = session.environment();
      List<Integer> oids = PreparedStatement.oids(types);
      CachedPlan cached = queries.cached(statement, environment, oids);
      ParsedStatement parsed = cached == null ? SqlParser.parse(statement) : null;
      if (parsed == null || SimpleProtocol.isQuery(parsed.statement())) {
        PreparedStatement prepared =
            new PreparedStatement(name, sql, statement, null, types, false, now);
        session.block().ensureStarted(now);
        CachedPlan plan =
            cached != null ? cached : queries.plan(statement, parsed, types, oids, environment);
        prepared.plan(plan, environment);
        return prepared;
      }
      core.plans().putUtility(statement.key(), parsed.statement());
      utility = parsed.statement();
    }
    if (utility == null) {
      Statement parsed = SqlParser.parse(statement).statement();
      SimpleProtocol.requireNotFailed(session, parsed);
      utility = parsed;
    }
    SimpleProtocol.requireNotFailed(session, utility);
    PreparedStatement prepared = new PreparedStatement(name, sql, null, utility, types, false, now);
    Statement query = BoundParameters.query(utility);
    if (query != null) {
      session.block().ensureStarted(now);
      PlannedStatement planned = queries.planned(query, types);
      prepared.parameterTypes(planned.parameterTypes().subList(0, planned.declaredParameters()));
    } else if (utility instanceof Call call) {
      session.block().ensureStarted(now);
      prepared.parameterTypes(utilities.calls().planned(call, types, null).parameterTypes());
    }
    return prepared;
  }

  void bind(
      String portalName,
      String statementName,
      short[] formats,
      List<byte @Nullable []> parameters) {
    PreparedStatement prepared = session.statements().statement(statementName);
    SimpleProtocol.requireNotFailed(session, prepared.utility());
    @Nullable Object[] values;
    boolean custom = false;
    if (prepared.normalized() == null) {
      values =
          ParameterValues.read(
              prepared.parameterTypes(),
              parameters,
              formats,
              statementName,
              session.settings().format());
    } else {
      session.block().ensureStarted(DateTimes.now());
      CachedPlan plan = queries.plan(prepared);
      List<Type> types = plan.parameterTypes().subList(0, plan.planned().declaredParameters());
      if (session.inPlace() && !ParameterSizes.areSmall(types, parameters, formats)) {
        throw new InPlaceTimeExceeded();
      }
      values =
          ParameterValues.read(
              types, parameters, formats, statementName, session.settings().format());
      custom = queries.prepared().choose(prepared, values);
    }
    session
        .statements()
        .open(
            new Portal(
                portalName, prepared, values, custom, DateTimes.now(), session.block().depth()));
  }

  StatementDescription describeStatement(String name) {
    PreparedStatement prepared = session.statements().statement(name);
    Statement utility = prepared.utility();
    if (utility != null) {
      return new StatementDescription(prepared.parameterTypes(), utilities.columns(utility));
    }
    if (prepared.isEmpty()) {
      return new StatementDescription(List.of(), null);
    }
    if (session.block().failed()) {
      SimpleProtocol.requireNotFailed(session, null);
    }
    CachedPlan plan = queries.plan(prepared);
    return new StatementDescription(
        prepared.parameterTypes(), plan.returnsRows() ? plan.planned().output() : null);
  }

  @Nullable List<OutputColumn> describePortal(String name) {
    Portal portal = session.statements().portal(name);
    if (portal.isCursor()) {
      return portal.columns();
    }
    PreparedStatement prepared = portal.prepared();
    if (prepared == null || prepared.isEmpty()) {
      return null;
    }
    Statement utility = prepared.utility();
    if (utility != null) {
      return utilities.columns(utility);
    }
    QueryRun run = portal.run();
    CachedPlan plan = run != null ? run.plan() : queries.plan(prepared);
    return plan.returnsRows() ? plan.planned().output() : null;
  }

  void execute(String name, int maxRows, RowReceiver receiver) {
    Portal portal = session.statements().portal(name);
    session.beginStatement(portal.text());
    try {
      session.log().execute(portal, kind(portal), session.settings().format());
      execute(portal, maxRows, receiver);
    } finally {
      session.endStatement();
    }
  }

  private static PlannedStatement.@Nullable Kind kind(Portal portal) {
    QueryRun run = portal.run();
    PreparedStatement prepared = portal.prepared();
    CachedPlan plan = run != null ? run.plan() : prepared == null ? null : prepared.lastPlan();
    return plan == null ? null : plan.kind();
  }

  private void execute(Portal portal, int maxRows, RowReceiver receiver) {
    PreparedStatement prepared = portal.prepared();
    if (prepared != null && prepared.isEmpty()) {
      receiver.emptyQuery();
      return;
    }
    SimpleProtocol.requireNotFailed(session, portal.utility());
    session.block().ensureStarted(session.statementMicros());
    if (portal.done()) {
      receiver.complete(portal.tag().startsWith("SELECT") ? "SELECT 0" : portal.tag());
      return;
    }
    Statement utility = portal.utility();
    if (utility != null) {
      portal.finish("");
      RowReceiver described = new DescribedReceiver(receiver);
      BoundParameters bound =
          prepared != null && BoundParameters.has(utility)
              ? new BoundParameters(prepared.parameterTypes(), portal.parameters())
              : BoundParameters.NONE;
      String tag = utilities.run(utility, null, bound, described);
      portal.finish(tag);
      receiver.complete(tag);
      return;
    }
    try {
      if (portal.isCursor()) {
        fetch(portal, maxRows, receiver);
      } else {
        run(portal, maxRows, receiver);
      }
    } catch (RuntimeException | Error e) {
      if (session.inPlace() && !session.failureIsShort(e)) {
        portal.restart();
      } else {
        session.statements().closePortal(portal.name());
      }
      throw e;
    }
  }

  /** A cursor of DECLARE goes on where FETCH left it. */
  private static void fetch(Portal cursor, int maxRows, RowReceiver receiver) {
    long count = maxRows == 0 ? Long.MAX_VALUE : maxRows;
    long given = cursor.scan().fetch(Fetch.Direction.FORWARD, count, receiver);
    if (given == count) {
      receiver.suspended();
    } else {
      receiver.complete("SELECT " + given);
    }
  }

  private void run(Portal portal, int maxRows, RowReceiver receiver) {
    long start = System.nanoTime();
    QueryRun run = portal.run();
    PreparedStatement prepared = portal.prepared();
    if (run == null) {
      if (prepared == null) {
        throw new IllegalStateException("portal without a statement");
      }
      run = queries.prepared().start(prepared, portal.parameters(), portal.custom());
      portal.start(run);
    }
    if (!run.give(maxRows, receiver)) {
      receiver.suspended();
      return;
    }
    String tag = run.tag();
    portal.finish(tag);
    run.plan().ran(System.nanoTime() - start);
    receiver.complete(tag);
  }

  void sync() {
    if (session.block().active() && !session.block().inBlock()) {
      session.host().runDeferred(true);
      session.statements().holdPortals();
      session.statements().closePortals();
      session.commit();
    }
  }

  /** Whether preparing the text is quick: its plan is in the cache for the parameter types. */
  boolean parseIsShort(String sql, List<Integer> parameterTypes) {
    try {
      List<NormalizedStatement> statements = session.texts().scan(sql);
      if (statements.size() != 1) {
        return statements.isEmpty();
      }
      NormalizedStatement statement = statements.getFirst();
      if (core.plans().utility(statement.key()) != null) {
        return true;
      }
      List<Integer> oids =
          parameterTypes.stream().map(oid -> oid == Types.UNKNOWN.oid() ? 0 : oid).toList();
      return !session.block().failed()
          && queries.cached(statement, session.environment(), oids) != null;
    } catch (SqlException _) {
      return false; // The parser is to find what is wrong with it.
    }
  }

  boolean bindIsShort(String name) {
    PreparedStatement prepared = session.statements().find(name);
    if (prepared == null || prepared.normalized() == null) {
      return true;
    }
    return prepared.plan(session.environment()) != null;
  }

  boolean executeIsShort(String name) {
    Portal portal = session.statements().findPortal(name);
    if (portal == null) {
      return true;
    }
    PreparedStatement prepared = portal.prepared();
    if (prepared == null || prepared.normalized() == null) {
      return prepared != null && prepared.isEmpty();
    }
    // One that has given rows cannot begin anew.
    return portal.run() == null
        && queries.prepared().isShort(prepared, portal.parameters(), portal.custom());
  }

  boolean describePortalIsShort(String name) {
    Portal portal = session.statements().findPortal(name);
    if (portal == null || portal.run() != null) {
      return true;
    }
    PreparedStatement prepared = portal.prepared();
    return prepared == null
        || prepared.normalized() == null
        || prepared.plan(session.environment()) != null;
  }
}
