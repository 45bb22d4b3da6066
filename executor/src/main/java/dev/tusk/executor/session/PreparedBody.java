package dev.tusk.executor.session;

import dev.tusk.executor.command.CommandNames;
import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.plancache.CachedPlan;
import dev.tusk.executor.plancache.PlanCounts;
import dev.tusk.executor.plancache.PlanEnvironment;
import dev.tusk.executor.plancache.PlanShape;
import dev.tusk.executor.routine.BodyRun;
import dev.tusk.executor.routine.BodyStatement;
import dev.tusk.executor.routine.BodyText;
import dev.tusk.sql.catalog.Variables;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.Operands;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PlannedCall;
import dev.tusk.sql.plan.PlannedStatement;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.planner.Planner;
import dev.tusk.sql.statement.Call;
import dev.tusk.sql.statement.Do;
import dev.tusk.sql.statement.Explain;
import dev.tusk.sql.statement.PartTarget;
import dev.tusk.sql.statement.Query;
import dev.tusk.sql.statement.Show;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A statement of a body and its plan for the catalog of now. */
final class PreparedBody implements BodyStatement {
  private final BodyStatements statements;
  private final Session session;
  private final BodyText text;
  private final int shift;
  private final Statement parsed;
  private final @Nullable PartTarget target;
  private final List<Type> parameterTypes;
  private final @Nullable Variables variables;
  private final PlanCounts counts = new PlanCounts();
  private @Nullable PlanEnvironment environment;
  private @Nullable CachedPlan plan;
  private @Nullable Evaluator expression;
  private @Nullable PlannedCall plannedCall;

  /**
   * Not planned yet.
   *
   * @param shift what is added to a position in the parsed text for one in {@code text}
   * @param target a part of a variable that the value goes to; null for none
   * @param parameterTypes of {@code $n}, where there are no variables
   */
  PreparedBody(
      BodyStatements statements,
      BodyText text,
      int shift,
      Statement parsed,
      @Nullable PartTarget target,
      List<Type> parameterTypes,
      @Nullable Variables variables) {
    this.statements = statements;
    this.session = statements.session();
    this.text = text;
    this.shift = shift;
    this.parsed = parsed;
    this.target = target;
    this.parameterTypes = parameterTypes;
    this.variables = variables;
  }

  BodyText text() {
    return text;
  }

  @Override
  public Statement parsed() {
    return parsed;
  }

  private CachedPlan plan() {
    PlanEnvironment now = session.environment();
    CachedPlan known = plan;
    if (known != null && now.equals(environment)) {
      return known;
    }
    try {
      PlannedStatement planned = planned(now);
      if (text.kind() == BodyText.Kind.ASSIGNMENT && planned.output().size() != 1) {
        throw SqlException.of(
            SqlState.SYNTAX_ERROR,
            String.format(
                Locale.ROOT,
                "assignment source returned %d column%s",
                planned.output().size(),
                planned.output().size() == 1 ? "" : "s"));
      }
      CachedPlan made =
          new CachedPlan(planned, statements.core().compiler().compile(planned), false);
      plan = made;
      environment = now;
      expression = single(made);
      return made;
    } catch (SqlException e) {
      throw BodyStatements.placed(e, text, shift);
    }
  }

  /**
   * The plan for an execution: made for the values where they decide something, as often as that
   * pays. Functions in SQL are planned for all values, as PostgreSQL does it.
   */
  private CachedPlan plan(@Nullable Object[] values) {
    CachedPlan generic = plan();
    PreparedPlans plans = statements.queries().prepared();
    if (generic.custom().isEmpty() || text.kind() == BodyText.Kind.BODY) {
      return generic;
    }
    if (!counts.wantsCustom(plans.mode(), generic)) {
      counts.countGeneric();
      return generic;
    }
    CachedPlan custom = generic.custom().find(values, this::custom);
    counts.countCustom(PreparedPlans.costOf(custom));
    return custom;
  }

  private CachedPlan custom(Map<Integer, @Nullable Object> constants) {
    PlannedStatement planned = planned(session.environment(), constants);
    return new CachedPlan(planned, statements.core().compiler().compile(planned), false);
  }

  private PlannedStatement planned(PlanEnvironment now) {
    Variables names = variables;
    return target != null && names != null && parsed instanceof Query query
        ? statements
            .core()
            .planner()
            .planAssignment(query, target, session.catalog(), now.settings(), names)
        : planned(now, Map.of());
  }

  private PlannedStatement planned(PlanEnvironment now, Map<Integer, @Nullable Object> constants) {
    Planner planner = statements.core().planner();
    PlannedStatement planned =
        planner.plan(
            parsed,
            session.catalog(),
            parameterTypes,
            now.settings(),
            List.of(),
            constants,
            variables);
    if (variables == null && planned.declaredParameters() > parameterTypes.size()) {
      throw text.noParameter(parameterTypes.size() + 1);
    }
    return planned;
  }

  /** The one expression of a query without tables; null where there is more to run. */
  private @Nullable Evaluator single(CachedPlan made) {
    if (!(parsed instanceof Query)
        || made.planned().output().size() != 1
        || made.planned().slots() > 0) {
      return null;
    }
    return single(made.plan());
  }

  private @Nullable Evaluator single(PhysicalPlan node) {
    return switch (node) {
      case PhysicalPlan.Values values when values.rows().size() == 1 ->
          values.rows().getFirst().size() == 1
              ? compiled(values.rows().getFirst().getFirst())
              : null;
      case PhysicalPlan.Project(PhysicalPlan.Values input, var expressions, _, _)
          when input.rows().size() == 1
              && input.rows().getFirst().isEmpty()
              && expressions.size() == 1 ->
          compiled(expressions.getFirst());
      case PhysicalPlan.Project(var input, var expressions, _, _) when expressions.size() == 1 -> {
        Evaluator below = single(input);
        Evaluator above = compiled(expressions.getFirst());
        yield below == null || above == null
            ? null
            : (row, execution) ->
                above.evaluate(new @Nullable Object[] {below.evaluate(row, execution)}, execution);
      }
      default -> null;
    };
  }

  private @Nullable Evaluator compiled(Expression expression) {
    return runsPlan(expression)
        ? null
        : statements.core().compiler().expressions().compile(expression);
  }

  private static boolean runsPlan(Expression expression) {
    return expression instanceof Expression.Subquery
        || Operands.of(expression).stream().anyMatch(PreparedBody::runsPlan);
  }

  /** CALL with the body's variables in its arguments. */
  private PlannedCall planned(Call statement) {
    PlanEnvironment now = session.environment();
    PlannedCall known = plannedCall;
    if (known != null && environment == now) {
      return known;
    }
    try {
      known = statements.utilities().calls().planned(statement, parameterTypes, variables);
      plannedCall = known;
      environment = now;
      return known;
    } catch (SqlException e) {
      throw BodyStatements.placed(e, text, shift);
    }
  }

  @Override
  public List<CallOutput> callOutputs() {
    if (!(parsed instanceof Call call)) {
      return List.of();
    }
    PlannedCall planned = planned(call);
    List<CallOutput> outputs = new ArrayList<>();
    for (int i = 0; i < planned.output().size(); i++) {
      String name = planned.output().get(i).name();
      outputs.add(
          switch (planned.outputArguments().get(i)) {
            case Expression.Parameter p -> new CallOutput(name, p.index(), -1);
            case Expression.Field(Expression.Parameter p, var field, _) ->
                new CallOutput(name, p.index(), field);
            default -> new CallOutput(name, -1, -1);
          });
    }
    return outputs;
  }

  @Override
  public BodyRun call(@Nullable Object[] parameters, boolean atomic) {
    CollectedRows rows = new CollectedRows();
    try {
      switch (parsed) {
        case Call call -> run(planned(call), parameters, atomic, rows);
        case Do block -> statements.utilities().doBlock(block, atomic);
        default -> throw new IllegalStateException("no call: " + text.sql());
      }
      rows.complete("CALL");
      return rows;
    } catch (SqlException e) {
      throw BodyStatements.placed(e, text, shift);
    }
  }

  private void run(
      PlannedCall planned, @Nullable Object[] parameters, boolean atomic, CollectedRows rows) {
    @Nullable Object[] row = statements.utilities().calls().run(planned, parameters, atomic);
    if (!planned.output().isEmpty()) {
      rows.columns(planned.output());
      rows.row(row);
    }
  }

  @Override
  public @Nullable List<OutputColumn> columns() {
    if (parsed instanceof Call call) {
      List<OutputColumn> output = planned(call).output();
      return output.isEmpty() ? null : output;
    }
    if (!SimpleProtocol.isQuery(parsed)) {
      return statements.utilities().columns(parsed);
    }
    CachedPlan current = plan();
    return current.returnsRows() ? current.planned().output() : null;
  }

  @Override
  public boolean reads() {
    return SimpleProtocol.isQuery(parsed) && plan().targets().isEmpty();
  }

  @Override
  public @Nullable Evaluator expression() {
    if (!SimpleProtocol.isQuery(parsed)) {
      return null;
    }
    session.roles().check(plan().planned().touches());
    return expression;
  }

  @Override
  public BodyRun run(@Nullable Object[] parameters, boolean readOnly) {
    if (readOnly) {
      requireReading();
    }
    if (parsed instanceof Call || parsed instanceof Do) {
      return call(parameters, true);
    }
    if (!SimpleProtocol.isQuery(parsed)) {
      return utility(parameters);
    }
    plan(); // Its errors are placed once, before those of the run.
    try {
      return new OpenRun(statements, start(parameters, readOnly), text, shift);
    } catch (SqlException e) {
      throw BodyStatements.placed(e, text, shift);
    }
  }

  /** Starts the query of a cursor. */
  QueryRun startCursor(@Nullable Object[] parameters) {
    Queries.Replan replan = () -> plan(parameters).ofCursor(statements.core().compiler());
    return statements.queries().start(replan.plan(), parameters, replan, false);
  }

  private QueryRun start(@Nullable Object[] parameters, boolean readOnly) {
    Queries.Replan replan = () -> plan(parameters);
    return statements.queries().start(replan.plan(), parameters, replan, readOnly);
  }

  /** A function that is not volatile changes nothing. */
  @Override
  public String command() {
    return CommandNames.of(parsed);
  }

  @Override
  public void requireReading() {
    boolean reads =
        SimpleProtocol.isQuery(parsed)
            ? plan().targets().isEmpty() && PlanShape.rowLocks(plan().plan()).isEmpty()
            : parsed instanceof Show || parsed instanceof Explain e && !e.analyze();
    if (!reads) {
      throw BodyStatements.placed(
          SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED,
              String.format(
                  Locale.ROOT,
                  "%s is not allowed in a non-volatile function",
                  CommandNames.of(parsed))),
          text,
          shift);
    }
  }

  /** What the query within a statement that is none has of the body. */
  private BoundParameters bound(@Nullable Object[] parameters) {
    return BoundParameters.has(parsed)
        ? new BoundParameters(parameterTypes, parameters, variables)
        : BoundParameters.NONE;
  }

  private BodyRun utility(@Nullable Object[] parameters) {
    CollectedRows rows = new CollectedRows();
    boolean batch = session.inBatch();
    session.inBatch(true); // As within a string of statements, it is not alone in its transaction.
    try {
      rows.complete(statements.utilities().run(parsed, null, bound(parameters), rows));
      return rows;
    } catch (SqlException e) {
      throw BodyStatements.placed(e, text, shift);
    } finally {
      session.inBatch(batch);
    }
  }
}
