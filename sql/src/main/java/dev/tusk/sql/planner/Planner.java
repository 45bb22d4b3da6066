package dev.tusk.sql.planner;

import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.KeyCollations;
import dev.tusk.sql.catalog.RuleEvent;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.catalog.TriggerKind;
import dev.tusk.sql.catalog.Variables;
import dev.tusk.sql.catalog.WriteAbilities;
import dev.tusk.sql.error.Reason;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.CastSignature.Context;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.grammar.Modification;
import dev.tusk.sql.parser.CalciteTree;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PlannedCall;
import dev.tusk.sql.plan.PlannedStatement;
import dev.tusk.sql.plan.PlannedStatement.Kind;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.planner.algebra.BoundDml;
import dev.tusk.sql.planner.algebra.BoundQuery;
import dev.tusk.sql.planner.algebra.OutputField;
import dev.tusk.sql.planner.algebra.Parameters;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.PlannerSettings;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.ResolvedType;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.algebra.Signatures;
import dev.tusk.sql.planner.analyze.Analysis;
import dev.tusk.sql.planner.analyze.BodyAnalyzer;
import dev.tusk.sql.planner.analyze.Clause;
import dev.tusk.sql.planner.analyze.DmlAnalyzer;
import dev.tusk.sql.planner.analyze.DomainRules;
import dev.tusk.sql.planner.analyze.FilterRules;
import dev.tusk.sql.planner.analyze.IdentityValue;
import dev.tusk.sql.planner.analyze.ProcedureCall;
import dev.tusk.sql.planner.analyze.QueryAnalyzer;
import dev.tusk.sql.planner.analyze.RuleAnalyzer;
import dev.tusk.sql.planner.analyze.StoredExpressions;
import dev.tusk.sql.planner.analyze.TriggerConditions;
import dev.tusk.sql.planner.analyze.TypeResolution;
import dev.tusk.sql.planner.analyze.UpdatableViews;
import dev.tusk.sql.planner.analyze.VariableAssignment;
import dev.tusk.sql.planner.deparse.PrintStyle;
import dev.tusk.sql.planner.deparse.QueryText;
import dev.tusk.sql.planner.physical.DmlPlanner;
import dev.tusk.sql.planner.physical.ExpressionBuilder;
import dev.tusk.sql.planner.physical.PhysicalPlanner;
import dev.tusk.sql.planner.rewrite.Rewriting;
import dev.tusk.sql.statement.Call;
import dev.tusk.sql.statement.Delete;
import dev.tusk.sql.statement.Insert;
import dev.tusk.sql.statement.Merge;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.PartTarget;
import dev.tusk.sql.statement.Query;
import dev.tusk.sql.statement.QueryTree;
import dev.tusk.sql.statement.RoutineBody;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.statement.TypeName;
import dev.tusk.sql.statement.Update;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Type;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * From parsed statements to physical plans.
 *
 * <p>In order: names and types are resolved ({@link QueryAnalyzer}, {@link DmlAnalyzer}), giving
 * relational algebra; rules rewrite it ({@link Rewriting}); {@link PhysicalPlanner} chooses access
 * paths, join order and operators. Immutable; shared by all sessions.
 */
public final class Planner {
  private final Signatures functions;
  private final RelTypes types = new RelTypes();

  public Planner(FunctionCatalog functions) {
    this.functions = new Signatures(functions);
  }

  /**
   * Plans a query or modification.
   *
   * @param declaredParameterTypes of {@code $1}, {@code $2}, … as Parse gave them; null or unknown
   *     where the statement shall decide
   * @throws SqlException what PostgreSQL says of a wrong statement, with its position
   */
  public PlannedStatement plan(
      Statement statement,
      Catalog catalog,
      List<? extends @Nullable Type> declaredParameterTypes,
      PlannerSettings settings) {
    return plan(statement, catalog, declaredParameterTypes, settings, List.of());
  }

  /**
   * Plans a query or modification whose plans depend on the values of some literals, as is known
   * from planning it before. It may turn out to depend on more: {@link
   * PlannedStatement#keptLiterals}.
   */
  public PlannedStatement plan(
      Statement statement,
      Catalog catalog,
      List<? extends @Nullable Type> declaredParameterTypes,
      PlannerSettings settings,
      List<Integer> keptLiterals) {
    QueryTree tree = tree(statement);
    return plan(tree, catalog, declaredParameterTypes, settings, keptLiterals, Map.of(), null);
  }

  /**
   * Plans a query or modification for values of its parameters, PostgreSQL's custom plan, or of a
   * function's body, where names may stand for its variables.
   *
   * @param values by the number of their {@code $n} or variable, from 0; the others stay open
   * @param variables which have indexes of their own; null for none
   */
  public PlannedStatement plan(
      Statement statement,
      Catalog catalog,
      List<? extends @Nullable Type> declaredParameterTypes,
      PlannerSettings settings,
      List<Integer> keptLiterals,
      Map<Integer, @Nullable Object> values,
      @Nullable Variables variables) {
    QueryTree tree = tree(statement);
    return plan(tree, catalog, declaredParameterTypes, settings, keptLiterals, values, variables);
  }

  /**
   * Plans CALL.
   *
   * @param variables of the body that it stands in; null where it stands in none
   */
  public PlannedCall planCall(
      Call statement,
      Catalog catalog,
      List<? extends @Nullable Type> declaredParameterTypes,
      PlannerSettings settings,
      @Nullable Variables variables) {
    Parameters parameters = new Parameters(declaredParameterTypes);
    Analysis analysis = new Analysis(functions, catalog, settings, types, parameters, variables);
    analysis.inlines = true;
    ProcedureCall call = new ProcedureCall(analysis);
    call.analyze(((CalciteTree) statement.call()).node());
    parameters.checkDecided();
    ExpressionBuilder expressions = new PhysicalPlanner(analysis).expressions();
    int[] noRow = ExpressionBuilder.identity(0);
    return new PlannedCall(
        call.procedure(),
        expressions.build(call.arguments(), noRow),
        call.result(),
        call.output(),
        expressions.build(call.outputArguments(), noRow),
        parameters.types(),
        analysis.touched.all());
  }

  private static QueryTree tree(Statement statement) {
    return switch (statement) {
      case Query(QueryTree tree) -> tree;
      case Insert(QueryTree tree) -> tree;
      case Update(QueryTree tree) -> tree;
      case Delete(QueryTree tree) -> tree;
      case Merge(QueryTree tree) -> tree;
      default ->
          throw new IllegalArgumentException("no plan for " + statement.getClass().getSimpleName());
    };
  }

  /** Plans again with the values of those literals that decide whether an index fits. */
  private PlannedStatement plan(
      QueryTree tree,
      Catalog catalog,
      List<? extends @Nullable Type> declaredParameterTypes,
      PlannerSettings settings,
      List<Integer> keptLiterals,
      Map<Integer, @Nullable Object> values,
      @Nullable Variables variables) {
    Collection<Integer> kept = keptLiterals;
    while (true) {
      Parameters parameters = new Parameters(declaredParameterTypes, kept, values);
      Analysis analysis = new Analysis(functions, catalog, settings, types, parameters, variables);
      analysis.inlines = true;
      PlannedStatement planned = null;
      SqlException failure = null;
      try {
        planned = plan(((CalciteTree) tree).node(), analysis, List.copyOf(kept));
      } catch (SqlException e) {
        failure = e;
      }
      Optional<SortedSet<Integer>> missing = parameters.missing();
      if (missing.isPresent()) {
        kept = missing.get();
      } else if (failure != null) {
        throw failure;
      } else {
        return Objects.requireNonNull(planned);
      }
    }
  }

  private static PlannedStatement plan(SqlNode node, Analysis analysis, List<Integer> kept) {
    Parameters parameters = analysis.parameters;
    if (node instanceof Modification modification) {
      BoundDml dml = new DmlAnalyzer(analysis, null).analyze(modification);
      parameters.checkDecided();
      PhysicalPlanner planner = new PhysicalPlanner(analysis);
      PhysicalPlan plan = new DmlPlanner(planner).plan(dml);
      return new PlannedStatement(
          plan,
          dml.returning().stream().map(OutputField::column).toList(),
          parameters.types(),
          parameters.literals(),
          kept,
          parameters.deciding(),
          planner.slots().count(),
          kind(dml),
          planner.expressions().callsVolatile(),
          analysis.touched.all());
    }
    BoundQuery query = new QueryAnalyzer(analysis).query(node, null, null, true);
    List<OutputColumn> output = query.fields().stream().map(OutputField::column).toList();
    return planned(analysis, query.rel(), output, kept);
  }

  private static PlannedStatement planned(
      Analysis analysis, RelNode query, List<OutputColumn> output, List<Integer> kept) {
    Parameters parameters = analysis.parameters;
    parameters.checkDecided();
    PhysicalPlanner planner = new PhysicalPlanner(analysis);
    PhysicalPlan plan = planner.plan(query);
    return new PlannedStatement(
        plan,
        output,
        parameters.types(),
        parameters.literals(),
        kept,
        parameters.deciding(),
        planner.slots().count(),
        Kind.SELECT,
        planner.expressions().callsVolatile(),
        analysis.touched.all());
  }

  /**
   * Plans the assignment of a query's value to a part of a body's variable: the plan gives the
   * whole variable as it is afterwards.
   */
  public PlannedStatement planAssignment(
      Query value,
      PartTarget target,
      Catalog catalog,
      PlannerSettings settings,
      Variables variables) {
    Analysis analysis =
        new Analysis(functions, catalog, settings, types, new Parameters(List.of()), variables);
    analysis.inlines = true;
    BoundQuery query =
        new QueryAnalyzer(analysis).query(((CalciteTree) value.tree()).node(), null, null, true);
    if (query.fields().size() != 1) {
      return planned(
          analysis,
          query.rel(),
          query.fields().stream().map(OutputField::column).toList(),
          List.of());
    }
    RelNode assigned = new VariableAssignment(analysis).assigned(query.rel(), target);
    RelDataType type = assigned.getRowType().getFieldList().getFirst().getType();
    OutputColumn column =
        new OutputColumn(
            target.names().getFirst(), RelTypes.type(type), RelTypes.typmod(type), 0, 0);
    return planned(analysis, assigned, List.of(column), List.of());
  }

  private static Kind kind(BoundDml dml) {
    return switch (dml) {
      case BoundDml.Insert _ -> Kind.INSERT;
      case BoundDml.Update _ -> Kind.UPDATE;
      case BoundDml.Delete _ -> Kind.DELETE;
      case BoundDml.Merge _ -> Kind.MERGE;
      case BoundDml.Rewritten rewritten ->
          switch (rewritten.kind()) {
            case INSERT -> Kind.INSERT;
            case UPDATE -> Kind.UPDATE;
            case DELETE -> Kind.DELETE;
            case SELECT -> Kind.SELECT;
          };
    };
  }

  /**
   * A query that is not run: to be printed, and to tell what it refers to. Nothing in it waits for
   * an execution: {@code 'now'::timestamp} is the time at which this is asked, as in a view.
   */
  public AnalyzedQuery analyze(QueryTree tree, Catalog catalog, PlannerSettings settings) {
    return analyze(tree, catalog, settings, false);
  }

  /** As {@link #analyze}, for a text that was printed in the {@code STORED} style. */
  public AnalyzedQuery analyzeStored(QueryTree tree, Catalog catalog) {
    return analyze(tree, catalog, PlannerSettings.DEFAULT, true);
  }

  private AnalyzedQuery analyze(
      QueryTree tree, Catalog catalog, PlannerSettings settings, boolean stored) {
    Parameters parameters = Parameters.none();
    Analysis analysis =
        new Analysis(functions, catalog, settings, types, parameters).asWritten(stored);
    BoundQuery query =
        new QueryAnalyzer(analysis).query(((CalciteTree) tree).node(), null, null, true);
    parameters.checkDecided();
    return new AnalyzedQuery(query, functions, analysis.groupingKeys);
  }

  /**
   * Resolves USING or WITH CHECK of a policy, in which there may be subqueries.
   *
   * @param stored whether it was printed in the {@code STORED} style
   */
  public AnalyzedCondition analyzePolicy(
      ParsedExpression condition, Table table, Catalog catalog, boolean stored) {
    Parameters parameters = Parameters.none();
    Analysis analysis =
        new Analysis(functions, catalog, PlannerSettings.DEFAULT, types, parameters)
            .asWritten(stored);
    RexNode node = new StoredExpressions(analysis).analyze(condition, table, Clause.POLICY);
    RexNode truth = analysis.coercion.toBoolean(node, "POLICY");
    parameters.checkDecided();
    return new AnalyzedCondition(truth, table, functions, analysis.groupingKeys);
  }

  /**
   * A rule that is not run, as {@link #analyze}.
   *
   * @param stored whether its texts were printed in the {@code STORED} style
   */
  public AnalyzedRule analyzeRule(
      Table relation,
      RuleEvent event,
      @Nullable ParsedExpression condition,
      List<Statement> actions,
      Catalog catalog,
      boolean stored) {
    Analysis analysis =
        new Analysis(functions, catalog, PlannerSettings.DEFAULT, types, Parameters.none())
            .asWritten(stored);
    return new AnalyzedRule(
        new RuleAnalyzer(analysis, relation, event).analyze(condition, actions), functions);
  }

  /**
   * Resolves a function's body of the SQL standard's form.
   *
   * @param stored whether it is one that was printed in the {@code STORED} style
   */
  public AnalyzedBody analyzeBody(
      RoutineBody body, Variables variables, Catalog catalog, boolean stored) {
    Analysis analysis =
        new Analysis(
                functions, catalog, PlannerSettings.DEFAULT, types, Parameters.none(), variables)
            .asWritten(stored);
    return new AnalyzedBody(
        new BodyAnalyzer(analysis).analyze(body),
        body instanceof RoutineBody.Atomic,
        functions,
        analysis.groupingKeys);
  }

  /**
   * An expression over a table's row, for defaults, checks, index keys and the like. Columns are
   * {@link Expression.Input} over the live columns in order.
   *
   * @param clause where it stands, for what may stand there and for errors
   * @param table null when no column may be named
   * @param expected the result is cast to it as an assignment; null for any type
   */
  public Expression bindExpression(
      ParsedExpression expression,
      Clause clause,
      @Nullable Table table,
      Catalog catalog,
      @Nullable Type expected,
      int typmod) {
    Parameters parameters = new Parameters(List.of());
    Analysis analysis =
        new Analysis(functions, catalog, PlannerSettings.DEFAULT, types, parameters);
    analysis.keepsConversions = true;
    RexNode node = new StoredExpressions(analysis).analyze(expression, table, clause);
    RexNode result =
        expected == null
            ? analysis.coercion.unknownToText(node)
            : analysis.coercion.coerceTo(node, expected, typmod, Context.ASSIGNMENT, 0);
    if (result == null) {
      throw SqlException.of(
              SqlState.DATATYPE_MISMATCH,
              String.format(
                  Locale.ROOT,
                  "expression is of type %s but type %s is expected",
                  RelTypes.typeOf(node).displayName(),
                  expected))
          .because(new Reason.Mistyped(RelTypes.typeOf(node).displayName()))
          .at(PgCall.positionOf(node));
    }
    return built(analysis, result, clause, table);
  }

  /**
   * OIDs of the functions that an expression of the catalog calls, operators' and casts' among
   * them: what who has it evaluated must be allowed to execute.
   */
  public List<Integer> calls(
      ParsedExpression expression,
      Clause clause,
      @Nullable Table table,
      Catalog catalog,
      @Nullable Column into) {
    Analysis analysis = storedAnalysis(catalog);
    RexNode node = new StoredExpressions(analysis).analyze(expression, table, clause);
    if (into != null) {
      analysis.coercion.coerceTo(node, into.type(), into.typmod(), Context.ASSIGNMENT, 0);
    }
    return analysis.touched.all().functions();
  }

  /** The same of WHEN of a trigger. */
  public List<Integer> callsOfTrigger(ParsedExpression condition, Table table, Catalog catalog) {
    Analysis analysis = storedAnalysis(catalog);
    new TriggerConditions(table).analyze(analysis, condition, null);
    return analysis.touched.all().functions();
  }

  private Analysis storedAnalysis(Catalog catalog) {
    Analysis analysis =
        new Analysis(functions, catalog, PlannerSettings.DEFAULT, types, new Parameters(List.of()));
    analysis.keepsConversions = true;
    return analysis;
  }

  /** The next value of an identity column, which nobody needs a right of the sequence for. */
  public Expression identity(Column column, Catalog catalog) {
    Analysis analysis = storedAnalysis(catalog);
    return built(analysis, IdentityValue.of(analysis, column), Clause.DEFAULT, null);
  }

  /** The collations of an expression over a table's rows, COLLATE around it told apart. */
  public KeyCollations collations(ParsedExpression expression, Table table, Catalog catalog) {
    Analysis analysis =
        new Analysis(functions, catalog, PlannerSettings.DEFAULT, types, new Parameters(List.of()));
    analysis.keepsConversions = true;
    RexNode node =
        new StoredExpressions(analysis).analyze(expression, table, Clause.INDEX_EXPRESSION);
    RexNode own = node;
    while (PgCall.shapeOf(own) instanceof Shape.Collate) {
      own = ((PgCall) own).operands.getFirst();
    }
    return new KeyCollations(RelTypes.collation(own.getType()), RelTypes.collation(node.getType()));
  }

  /**
   * A condition over a table's row.
   *
   * @param name for {@code argument of CHECK must be type boolean}
   */
  public Expression bindCondition(
      ParsedExpression condition, Clause clause, Table table, Catalog catalog, String name) {
    Parameters parameters = new Parameters(List.of());
    Analysis analysis =
        new Analysis(functions, catalog, PlannerSettings.DEFAULT, types, parameters);
    analysis.keepsConversions = true;
    RexNode node =
        analysis.coercion.toBoolean(
            new StoredExpressions(analysis).analyze(condition, table, clause), name);
    if (clause == Clause.PUBLICATION_WHERE) {
      FilterRules.check(node, table);
    }
    return built(analysis, node, clause, table);
  }

  /**
   * Resolves WHEN of a trigger, over the fields of {@link TriggerConditions}.
   *
   * @param kind the trigger's, to be checked against; null for one that is in the catalog
   */
  public Expression bindTriggerCondition(
      ParsedExpression condition, Table table, Catalog catalog, @Nullable TriggerKind kind) {
    Parameters parameters = new Parameters(List.of());
    Analysis analysis =
        new Analysis(functions, catalog, PlannerSettings.DEFAULT, types, parameters);
    analysis.keepsConversions = true;
    TriggerConditions conditions = new TriggerConditions(table);
    RexNode node = conditions.analyze(analysis, condition, kind);
    return new PhysicalPlanner(analysis)
        .expressions()
        .build(
            analysis.coercion.toBoolean(node, "WHEN"),
            ExpressionBuilder.identity(conditions.fields()));
  }

  /**
   * WHEN of a trigger as PostgreSQL shows it back.
   *
   * @param written the table by whose names it was written
   * @param stored whether it was printed by this, in the {@code STORED} style
   */
  public String triggerConditionText(
      ParsedExpression condition,
      Table written,
      Table table,
      Catalog catalog,
      boolean stored,
      PrintStyle style) {
    Parameters parameters = new Parameters(List.of());
    Analysis analysis =
        new Analysis(functions, catalog, PlannerSettings.DEFAULT, types, parameters)
            .asWritten(stored);
    TriggerConditions conditions = new TriggerConditions(written);
    RexNode node = conditions.analyze(analysis, condition, null);
    return new QueryText(catalog, functions, FormatSettings.DEFAULT, style)
        .expression(analysis.coercion.toBoolean(node, "WHEN"), conditions.rows(table));
  }

  /** The condition of a domain, over VALUE as field 0. */
  public Expression domainCondition(
      Type base, int typmod, ParsedExpression condition, Catalog catalog) {
    Table row = DomainRules.valueRow(base, typmod);
    return bindCondition(condition, Clause.CHECK, row, catalog, "CHECK");
  }

  /** The field 0, of that type, held to the constraints of its domains. */
  public Expression domainCheck(Type type, Catalog catalog) {
    Parameters parameters = new Parameters(List.of());
    Analysis analysis =
        new Analysis(functions, catalog, PlannerSettings.DEFAULT, types, parameters);
    RexNode checked = DomainRules.checked(analysis, type);
    return new PhysicalPlanner(analysis).expressions().build(checked, new int[] {0});
  }

  private static Expression built(
      Analysis analysis, RexNode node, Clause clause, @Nullable Table table) {
    if (clause == Clause.GENERATED && !Rex.isImmutable(node)) {
      throw SqlException.of(
          SqlState.INVALID_OBJECT_DEFINITION, "generation expression is not immutable");
    }
    if (clause == Clause.PARTITION_KEY) {
      StoredExpressions.checkPartitionKey(node, table);
    }
    boolean key = clause == Clause.INDEX_EXPRESSION || clause == Clause.INDEX_PREDICATE;
    if (key && !Rex.isImmutable(node)) {
      throw SqlException.of(
          SqlState.INVALID_OBJECT_DEFINITION,
          "functions in " + clause.singleExpression() + " must be marked IMMUTABLE");
    }
    if (key && table != null && Rex.fields(node).length() > table.liveColumns().size()) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED, "index creation on system columns is not supported");
    }
    int fields = table == null ? 0 : table.liveColumns().size() + 2;
    return new PhysicalPlanner(analysis)
        .expressions()
        .build(node, ExpressionBuilder.identity(fields));
  }

  /**
   * What can be done to a relation that may be a view.
   *
   * @param triggers whether what triggers INSTEAD OF do counts
   */
  public WriteAbilities abilities(Table table, Catalog catalog, boolean triggers) {
    return UpdatableViews.abilities(
        new Analysis(functions, catalog, PlannerSettings.DEFAULT, types, new Parameters(List.of())),
        table,
        triggers);
  }

  /** The type that a statement names; 42704 when there is none. */
  public ResolvedType resolve(TypeName name, Catalog catalog) {
    return new TypeResolution(catalog).resolve(name);
  }
}
