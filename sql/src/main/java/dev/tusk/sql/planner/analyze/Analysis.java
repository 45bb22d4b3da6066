package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.catalog.Variables;
import dev.tusk.sql.catalog.View;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.CalciteTree;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.planner.algebra.BoundQuery;
import dev.tusk.sql.planner.algebra.Parameters;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.PlannerSettings;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.algebra.Signatures;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.Query;
import dev.tusk.sql.statement.QueryTree;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/** What the analysis of one statement shares: catalogs, settings, parameters, the algebra. */
public final class Analysis {
  public final Signatures functions;
  public final Catalog catalog;
  public final PlannerSettings settings;
  public final RelTypes types;
  public final Parameters parameters;
  public final RelOptCluster cluster;
  public final Coercion coercion;
  final FunctionResolution functionResolution;
  public final OperatorResolution operatorResolution;
  final Collations collations;
  final @Nullable Variables variables;

  /** What the statement reads, writes and calls. */
  public final Touched touched;

  private final Set<Long> openViews;

  /** Tables whose policies are being resolved. */
  private final Set<Long> openPolicies;

  private final Map<String, RexNode> stored = new HashMap<>();
  private final AtomicInteger cteIds;

  /** What a body that is put in the place of its function's call is called with; else null. */
  final @Nullable InlinedArguments arguments;

  /** The role whose rights count for what is named: its OID, 0 for the current one. */
  long checkAs;

  /** Whether calls of functions in LANGUAGE sql are replaced by their bodies: when planning. */
  public boolean inlines;

  /** Set for expressions that are shown back: conversions of constants stay as calls. */
  public boolean keepsConversions;

  /**
   * Set for a query that is only printed or asked what it refers to: what PostgreSQL prints in
   * words of their own stays apart, and nothing that it reads at once waits for the execution.
   */
  public boolean asWritten;

  /** The primary keys by which columns are grouped that GROUP BY does not name. */
  public final Set<Long> groupingKeys = new TreeSet<>();

  /** Set beside it for a text that was printed before: its parentheses are all meant. */
  public boolean printed;

  public Analysis(
      Signatures functions,
      Catalog catalog,
      PlannerSettings settings,
      RelTypes types,
      Parameters parameters) {
    this(functions, catalog, settings, types, parameters, null);
  }

  /** Of a statement in a function's body. */
  public Analysis(
      Signatures functions,
      Catalog catalog,
      PlannerSettings settings,
      RelTypes types,
      Parameters parameters,
      @Nullable Variables variables) {
    this.variables = variables;
    this.arguments = null;
    this.openViews = new HashSet<>();
    this.openPolicies = new HashSet<>();
    this.touched = new Touched();
    this.cteIds = new AtomicInteger();
    this.functions = functions;
    this.catalog = catalog;
    this.settings = settings;
    this.types = types;
    this.parameters = parameters;
    this.cluster =
        RelOptCluster.create(
            new HepPlanner(HepProgram.builder().build()), new RexBuilder(types.factory()));
    this.coercion = new Coercion(this);
    this.functionResolution = new FunctionResolution(this);
    this.operatorResolution = new OperatorResolution(this);
    this.collations = new Collations(this);
  }

  /**
   * This one, for what is printed back.
   *
   * @param stored whether the text was printed before
   */
  public Analysis asWritten(boolean stored) {
    keepsConversions = true;
    asWritten = true;
    printed = stored;
    return this;
  }

  /** Of a body that stands for a call in the statement that is analysed. */
  Analysis(Analysis around, Variables variables, InlinedArguments arguments) {
    this(around, true, variables, arguments);
  }

  private Analysis(
      Analysis around,
      boolean inlines,
      @Nullable Variables variables,
      @Nullable InlinedArguments arguments) {
    this.variables = variables;
    this.arguments = arguments;
    this.openViews = around.openViews;
    this.openPolicies = around.openPolicies;
    this.checkAs = around.checkAs;
    this.touched = around.touched;
    this.cteIds = around.cteIds;
    this.functions = around.functions;
    this.catalog = around.catalog;
    this.settings = around.settings;
    this.types = around.types;
    this.parameters = around.parameters;
    this.cluster = around.cluster;
    this.inlines = inlines;
    this.coercion = new Coercion(this);
    this.functionResolution = new FunctionResolution(this);
    this.operatorResolution = new OperatorResolution(this);
    this.collations = new Collations(this);
  }

  /** A stored expression (an index's key or predicate, a default) over a table's rows. */
  public RexNode bindText(String text, Rels.Scan scan) {
    RexNode bound =
        stored.computeIfAbsent(
            scan.table.oid() + " " + text,
            _ -> // What an index reads of a table below is not the statement's to be allowed.
            touched.unnoted(() -> new StoredExpressions(this).bind(text, scan.table)));
    List<Column> own = scan.table.liveColumns();
    return Rex.replace(
        bound,
        n ->
            n instanceof RexInputRef field
                    && field.getIndex() < own.size()
                    && scan.columns.indexOf(own.get(field.getIndex()).number()) != field.getIndex()
                ? scan.column(own.get(field.getIndex()).number(), field.getType())
                : null);
  }

  /** Of something that knows nothing of the statement, by the rights of a role. */
  private Analysis as(long role) {
    Analysis analysis = new Analysis(this, inlines, null, null);
    analysis.checkAs = role;
    return analysis;
  }

  /** The query of a view, which knows nothing of the statement that it stands in. */
  BoundQuery viewQuery(Table table) {
    View view =
        catalog.view(table).orElseThrow(() -> new IllegalStateException("no view " + table.name()));
    if (!openViews.add(table.oid())) {
      throw SqlException.of(
          SqlState.INVALID_OBJECT_DEFINITION,
          String.format(
              Locale.ROOT,
              "infinite recursion detected in rules for relation \"%s\"",
              table.name()));
    }
    try {
      QueryTree tree = ((Query) SqlParser.parse(view.text()).getFirst().statement()).tree();
      return new QueryAnalyzer(as(view.owner()))
          .query(((CalciteTree) tree).node(), null, null, true);
    } catch (SqlException e) {
      throw e.replacePosition(0);
    } finally {
      openViews.remove(table.oid());
    }
  }

  /** A relation as this query comes to it. */
  Touched.Place place(long relation) {
    return new Touched.Place(checkAs, relation);
  }

  /** A name is written with its schema, which who writes it must be allowed to use. */
  void names(String schema, int position) {
    if (checkAs == 0) {
      touched.schema(schema);
      try {
        catalog.requireUsage(schema);
      } catch (SqlException e) {
        throw e.at(position);
      }
    }
  }

  /** Refuses views of users where {@code restrict_nonsystem_relation_kind} says so. */
  void requireReadable(Table view) {
    if (settings.restrictViews() && !asWritten && catalog.view(view).isPresent()) {
      throw SqlException.of(
          SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
          String.format(
              Locale.ROOT, "access to non-system view \"%s\" is restricted", view.name()));
    }
  }

  /**
   * A condition of a policy over the rows of its table, which knows nothing of the statement that
   * it is asked in.
   *
   * @param readsOthers whether there are queries in it, which may have policies of their own to ask
   * @param role by whose rights these read
   */
  RexNode policyCondition(Table table, ParsedExpression condition, boolean readsOthers, long role) {
    if (readsOthers && openPolicies.contains(table.oid())) {
      throw SqlException.of(
          SqlState.INVALID_OBJECT_DEFINITION,
          String.format(
              Locale.ROOT,
              "infinite recursion detected in policy for relation \"%s\"",
              table.name()));
    }
    boolean first = openPolicies.add(table.oid());
    try {
      Analysis own = as(role);
      RexNode node = new StoredExpressions(own).analyze(condition, table, Clause.POLICY);
      return coercion.toBoolean(StoredExpressions.withoutPositions(node), "POLICY");
    } catch (SqlException e) {
      throw e.replacePosition(0);
    } finally {
      if (first) {
        openPolicies.remove(table.oid());
      }
    }
  }

  /** The rows of a view. */
  RelNode viewRows(Table table) {
    RelNode rows = viewQuery(table).rel();
    boolean barrier = catalog.view(table).map(View::securityBarrier).orElse(false);
    return barrier ? new Rels.Barrier(rows, functions) : rows;
  }

  int newCteId() {
    return cteIds.getAndIncrement();
  }

  RelDataType type(Type type) {
    return types.of(type);
  }

  /** A call of an own shape. */
  public RexNode call(Shape shape, Type type, List<? extends RexNode> operands, int position) {
    return collations.of(new PgCall(shape, types.of(type), operands, position));
  }

  public RexNode call(
      Shape shape, RelDataType type, List<? extends RexNode> operands, int position) {
    return shape instanceof Shape.Collate
        ? new PgCall(shape, type, operands, position)
        : collations.of(new PgCall(shape, type, operands, position));
  }

  public RexNode constant(@Nullable Object value, Type type, int position) {
    return new PgCall(new Shape.Constant(value, type), types.of(type), List.of(), position);
  }

  /** A parameter, from 0: a constant where the plan is made for its value. */
  RexNode parameter(int number, RelDataType type, int position) {
    if (!parameters.hasValue(number)) {
      var index = new Parameters.Index.Declared(number);
      return call(new Shape.Parameter(index), type, List.of(), position);
    }
    Object value = parameters.value(number);
    return value instanceof Boolean truth && RelTypes.type(type) == Types.BOOL
        ? truth(truth)
        : new PgCall(new Shape.Constant(value, RelTypes.type(type)), type, List.of(), position);
  }

  /** A condition as the algebra wants it, without AND in AND. */
  RexNode flat(RexNode condition) {
    return asWritten ? RexUtil.flatten(cluster.getRexBuilder(), condition) : condition;
  }

  RexNode truth(boolean value) {
    return cluster.getRexBuilder().makeLiteral(value);
  }
}
