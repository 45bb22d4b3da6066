package dev.tusk.executor.session;

import dev.tusk.executor.command.CommandNames;
import dev.tusk.executor.command.RowReceiver;
import dev.tusk.executor.operator.CompiledPlan;
import dev.tusk.executor.operator.PlanActuals;
import dev.tusk.executor.operator.PlanExecution;
import dev.tusk.executor.plancache.CachedPlan;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.explain.ExplainForms;
import dev.tusk.sql.explain.ExplainText;
import dev.tusk.sql.explain.Measurements;
import dev.tusk.sql.explain.UnusedIndexes;
import dev.tusk.sql.parser.NormalizedStatement;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PlannedStatement;
import dev.tusk.sql.statement.CreateTableAs;
import dev.tusk.sql.statement.DeclareCursor;
import dev.tusk.sql.statement.Execute;
import dev.tusk.sql.statement.Explain;
import dev.tusk.sql.statement.Statement;
import dev.tusk.storage.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** EXPLAIN: plans a statement, runs it with every node measured if asked, and prints the plan. */
final class ExplainRun {
  private static final double NANOS_PER_MILLI = 1e6;

  private final Session session;
  private final EngineCore core;
  private final Queries queries;
  private final Explain statement;
  private final BoundParameters bound;
  private @Nullable Object[] parameters;

  /**
   * For one statement.
   *
   * @param bound parameters of the query inside
   */
  ExplainRun(
      Session session, EngineCore core, Queries queries, Explain statement, BoundParameters bound) {
    this.bound = bound;
    this.parameters = bound.values();
    this.session = session;
    this.core = core;
    this.queries = queries;
    this.statement = statement;
  }

  void run(RowReceiver receiver) {
    long start = System.nanoTime();
    PlannedStatement planned = plan(statement.statement());
    session.roles().check(planned.touches());
    double planning = (System.nanoTime() - start) / NANOS_PER_MILLI;
    Measurements measurements = null;
    double execution = -1;
    if (!statement.analyze()) {
      fold(planned);
    } else {
      long begin = System.nanoTime();
      measurements = measure(planned);
      execution = (System.nanoTime() - begin) / NANOS_PER_MILLI;
    }
    Boolean asked = statement.summary();
    boolean summary = asked == null ? statement.analyze() : asked;
    if (statement.format() != Explain.Format.TEXT) {
      receiver.row(
          new Object[] {
            ExplainForms.explain(
                core.functions(),
                planned.plan(),
                statement,
                measurements,
                statement.settings() ? session.settings().planning() : null,
                summary ? planning : -1,
                summary ? execution : -1)
          });
      return;
    }
    List<String> lines =
        new ArrayList<>(
            ExplainText.explain(
                core.functions(),
                planned.plan(),
                statement.costs(),
                statement.verbose(),
                measurements));
    if (statement.costs() && !session.environment().settings().pgvectorLimits()) {
      lines.addAll(UnusedIndexes.of(planned.plan(), session.environment().settings().indexScan()));
    }
    Map<String, String> settings = statement.settings() ? session.settings().planning() : Map.of();
    if (!settings.isEmpty()) {
      List<String> shown = new ArrayList<>();
      settings.forEach((name, value) -> shown.add(name + " = '" + value + "'"));
      lines.add("Settings: " + String.join(", ", shown));
    }
    if (summary) {
      lines.add(String.format(Locale.ROOT, "Planning Time: %.3f ms", planning));
      if (statement.analyze()) {
        lines.add(String.format(Locale.ROOT, "Execution Time: %.3f ms", execution));
      }
    }
    for (String line : lines) {
      receiver.row(new Object[] {line});
    }
  }

  private PlannedStatement plan(Statement explained) {
    return switch (explained) {
      case CreateTableAs s -> plan(s.query());
      case DeclareCursor s -> plan(s.query());
      case Execute s -> {
        PreparedStatement prepared = session.statements().statement(s.name());
        NormalizedStatement normalized = prepared.normalized();
        if (normalized == null) {
          throw SqlException.notSupported("EXPLAIN EXECUTE of a statement that is no query");
        }
        parameters = new PreparedStatements(session, queries).arguments(prepared, s);
        boolean custom = queries.prepared().choose(prepared, parameters);
        BoundParameters values = new BoundParameters(prepared.parameterTypes(), parameters);
        // With the literals, which the plan that is kept does not know.
        yield core.planner()
            .plan(
                SqlParser.parse(normalized).statement(),
                session.catalog(),
                prepared.parameterTypes(),
                session.environment().settings(),
                IntStream.range(0, normalized.literalCount()).boxed().toList(),
                custom ? values.constants() : Map.of(),
                null);
      }
      default -> {
        if (!SimpleProtocol.isQuery(explained)) {
          throw SqlException.notSupported("EXPLAIN of " + CommandNames.of(explained));
        }
        yield queries.planned(explained, bound);
      }
    };
  }

  /** Fails where planning fails in PostgreSQL. */
  private void fold(PlannedStatement planned) {
    if (planned.parameterTypes().size() > parameters.length) {
      return;
    }
    try (Snapshot snapshot = session.block().transaction().newStatementSnapshot()) {
      new PlanExecution(
              core.compiler().compile(planned),
              parameters,
              session.context(),
              session.host().access(snapshot))
          .fold();
    }
  }

  private Measurements measure(PlannedStatement planned) {
    CompiledPlan compiled = core.compiler().compileMeasured(planned);
    Snapshot snapshot = session.block().transaction().newStatementSnapshot();
    PlanExecution execution =
        new PlanExecution(
            compiled,
            parameters,
            session.context(),
            session.host().access(snapshot).writing(planned.touches()));
    execution.comparesWithExact(statement.recall());
    String why = statement.why();
    if (why != null) {
      execution.asksFor(new AskedRows(session, core, queries, why).in(planned.plan()));
    }
    CachedPlan plan = new CachedPlan(planned, compiled, false);
    queries.checkReadOnly(plan);
    try (QueryRun run = new QueryRun(plan, () -> execution, snapshot, queries.active(), false)) {
      for (var row = run.next(); row != null; row = run.next()) {
        session.context().checkCancelled();
      }
    }
    boolean timing = !Boolean.FALSE.equals(statement.timing());
    return node -> {
      PlanActuals actuals = execution.actuals(node);
      if (actuals == null || actuals.loops() == 0) {
        return null;
      }
      Measurements.Measured measured = measured(actuals, timing);
      return hidden(node) ? measured.withoutOthersRows() : measured;
    };
  }

  /** Whether a node reads rows that the session is not to learn of. */
  private boolean hidden(PhysicalPlan node) {
    Table table =
        switch (node) {
          case PhysicalPlan.SeqScan scan -> scan.table();
          case PhysicalPlan.IndexScan scan -> scan.table();
          case PhysicalPlan.BitmapHeapScan scan -> scan.table();
          case PhysicalPlan.VectorSearch search -> search.table();
          default -> null;
        };
    return table != null && session.catalog().secured(table);
  }

  private static Measurements.Measured measured(PlanActuals actuals, boolean timing) {
    double loops = actuals.loops();
    return new Measurements.Measured(
        timing ? actuals.startupNanos() / NANOS_PER_MILLI / loops : -1,
        timing ? actuals.nanos() / NANOS_PER_MILLI / loops : -1,
        actuals.rows(),
        actuals.loops(),
        actuals.removedByFilter(),
        actuals.removedByRecheck(),
        actuals.facts());
  }
}
