package dev.tusk.sql.planner.physical;

import dev.tusk.sql.plan.Estimate;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.Recheck;
import dev.tusk.sql.plan.RowLock;
import dev.tusk.sql.plan.SortKey;
import dev.tusk.sql.planner.algebra.BoundDml;
import dev.tusk.sql.planner.algebra.CommonTableEntry;
import dev.tusk.sql.planner.algebra.Correlation;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.Analysis;
import dev.tusk.sql.planner.rewrite.Rewriting;
import dev.tusk.sql.type.BuiltinCollations;
import dev.tusk.sql.type.Collation;
import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalIntersect;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalMinus;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * From algebra to physical plan, top down: each node is asked for the fields that are needed, so
 * columns are pruned on the way, and tells where they stand in its rows.
 */
public final class PhysicalPlanner {
  private final Analysis analysis;
  private final Correlation.Slots slots = new Correlation.Slots();
  private final ExpressionBuilder expressions = new ExpressionBuilder(this);
  private final AccessPaths accessPaths;
  private final JoinPlanner joins;
  private final GroupingPlanner grouping;
  private final OrderPlanner ordering;
  private final Rewriting rewriting;
  private final Guesses guesses;

  public PhysicalPlanner(Analysis analysis) {
    this.analysis = analysis;
    this.accessPaths = new AccessPaths(this);
    this.joins = new JoinPlanner(this);
    this.grouping = new GroupingPlanner(this);
    this.ordering = new OrderPlanner(this);
    this.rewriting = new Rewriting(analysis);
    this.guesses = new Guesses(analysis);
  }

  Analysis analysis() {
    return analysis;
  }

  public Correlation.Slots slots() {
    return slots;
  }

  public ExpressionBuilder expressions() {
    return expressions;
  }

  AccessPaths accessPaths() {
    return accessPaths;
  }

  OrderPlanner ordering() {
    return ordering;
  }

  Guesses guesses() {
    return guesses;
  }

  Rewriting rewriting() {
    return rewriting;
  }

  /** The plan of a whole query: its fields in order. */
  public PhysicalPlan plan(RelNode query) {
    RelNode rewritten = rewritten(query);
    int fields = rewritten.getRowType().getFieldCount();
    BitSet all = new BitSet();
    all.set(0, fields);
    return inOrder(build(rewritten, all), ExpressionBuilder.identity(fields), rewritten);
  }

  PhysicalPlan subplan(RelNode query) {
    return plan(query);
  }

  RelNode rewritten(RelNode query) {
    return rewriting.rewrite(new ConstantFolding(this).fold(query));
  }

  /** The plan of a query of which only its number of rows counts. */
  PhysicalPlan withoutFields(RelNode query) {
    return build(rewritten(query), new BitSet()).plan();
  }

  /** Brings the wanted fields in this order, each once. */
  PhysicalPlan inOrder(Built built, int[] wanted, RelNode rel) {
    boolean same = wanted.length == built.width();
    for (int i = 0; i < wanted.length && same; i++) {
      same = built.positions()[wanted[i]] == i;
    }
    if (same) {
      return built.plan();
    }
    List<Expression> fields = new ArrayList<>();
    List<Type> types = new ArrayList<>();
    for (int field : wanted) {
      Type type = fieldType(rel, field);
      fields.add(new Expression.Input(built.positions()[field], type));
      types.add(type);
    }
    PhysicalPlan plan = built.plan();
    return new PhysicalPlan.Project(
        plan, fields, types, Costs.perRow(plan, built.rows(), types, 0));
  }

  static Type fieldType(RelNode rel, int field) {
    return RelTypes.compared(rel.getRowType().getFieldList().get(field).getType());
  }

  /** Plans a node whose rewriting is done. */
  Built build(RelNode rel, BitSet required) {
    return switch (rel) {
      case LogicalProject project -> project(project, required);
      case LogicalFilter filter -> filter(filter, required);
      case Rels.Scan scan -> accessPaths.scan(scan, List.of(), required);
      case LogicalJoin join -> joins.join(join, List.of(), required);
      case Rels.Lateral lateral -> joins.lateral(lateral, required);
      case LogicalAggregate aggregate -> grouping.aggregate(aggregate, required);
      case Rels.GroupedSets grouped -> grouping.groupedSets(grouped, required);
      case Rels.WindowRows window -> grouping.window(window, required);
      case LogicalSort sort -> ordering.sort(sort, required);
      case Rels.Cut cut -> ordering.cut(cut, required);
      case Rels.FirstOfRun first -> ordering.firstOfRun(first, required);
      case Rels.Unfold unfold -> unfold(unfold, required);
      case LogicalUnion union -> union(union, required);
      case LogicalIntersect intersect ->
          setOperation(
              PhysicalPlan.SetOperator.INTERSECT, intersect.all, intersect.getInputs(), rel);
      case LogicalMinus minus ->
          setOperation(PhysicalPlan.SetOperator.EXCEPT, minus.all, minus.getInputs(), rel);
      case Rels.Rows rows -> rows(rows, required);
      case Rels.FunctionRows function -> function(function);
      case Rels.CteRows cte -> cteScan(cte);
      case Rels.With with -> with(with, required);
      case Rels.Recursion recursion -> recursion(recursion);
      case Rels.Lock lock -> lock(lock, required);
      case Rels.Barrier barrier -> build(barrier.getInput(0), required);
      default -> throw new IllegalStateException("no plan for " + rel.getRelTypeName());
    };
  }

  private Built project(LogicalProject project, BitSet required) {
    List<RexNode> projects = project.getProjects();
    BitSet needed = new BitSet();
    boolean plain = true;
    BitSet kept = (BitSet) required.clone();
    for (int i = 0; i < projects.size(); i++) {
      if (Rex.isVolatile(projects.get(i))) {
        kept.set(i);
      }
      if (kept.get(i)) {
        Rex.fields(projects.get(i), needed);
        plain &= projects.get(i) instanceof RexInputRef;
      }
    }
    Built input = build(project.getInput(), needed);
    if (plain) {
      return new Built(input.plan(), through(projects, kept, input.positions()));
    }
    return projected(input, projects, kept);
  }

  private static int[] through(List<RexNode> projects, BitSet kept, int[] inputPositions) {
    int[] positions = new int[projects.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = kept.get(i) ? inputPositions[((RexInputRef) projects.get(i)).getIndex()] : -1;
    }
    return positions;
  }

  /** Evaluates the wanted ones of the expressions over a row; constants-only rows fold in. */
  Built projected(Built input, List<RexNode> projects, BitSet kept) {
    int[] positions = new int[projects.size()];
    List<Expression> results = new ArrayList<>();
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < positions.length; i++) {
      positions[i] = -1;
      if (kept.get(i)) {
        positions[i] = results.size();
        results.add(expressions.build(projects.get(i), input.positions()));
        types.add(RelTypes.compared(projects.get(i).getType()));
      }
    }
    PhysicalPlan plan = input.plan();
    if (plan instanceof PhysicalPlan.Values(var rows, var empty, _)
        && rows.size() == 1
        && empty.isEmpty()) {
      Estimate estimate = new Estimate(0, 0.01, 1, Costs.width(types));
      return new Built(new PhysicalPlan.Values(List.of(results), types, estimate), positions);
    }
    Estimate estimate = Costs.perRow(plan, input.rows(), types, results.size());
    return new Built(new PhysicalPlan.Project(plan, results, types, estimate), positions);
  }

  private Built filter(LogicalFilter filter, BitSet required) {
    List<RexNode> conjuncts = Rex.conjuncts(filter.getCondition());
    for (RexNode conjunct : conjuncts) {
      if (never(conjunct)
          && !Rex.anyExpression(filter.getInput(), e -> Rex.any(e, PhysicalPlanner::mayFail))) {
        return nothing(filter, required);
      }
      if (Rex.any(conjunct, PhysicalPlanner::mayFail)) {
        break;
      }
    }
    return switch (filter.getInput()) {
      case Rels.Scan scan -> accessPaths.scan(scan, conjuncts, required);
      case LogicalJoin join -> joins.join(join, conjuncts, required);
      default -> filtered(filter.getInput(), conjuncts, required);
    };
  }

  private static boolean never(RexNode condition) {
    return condition.isAlwaysFalse()
        || PgCall.shapeOf(condition) instanceof Shape.Constant(Object value, Type _)
            && !Boolean.TRUE.equals(value);
  }

  /** Whether it is computed before the first row is read, and may fail then. */
  static boolean mayFail(RexNode node) {
    return node instanceof RexCall call && !call.operands.isEmpty() && Rex.constant(call);
  }

  static Built nothing(RelNode rel, BitSet required) {
    int[] positions = new int[rel.getRowType().getFieldCount()];
    java.util.Arrays.fill(positions, -1);
    List<Type> types = new ArrayList<>();
    for (int field = required.nextSetBit(0); field >= 0; field = required.nextSetBit(field + 1)) {
      positions[field] = types.size();
      types.add(fieldType(rel, field));
    }
    Estimate estimate = new Estimate(0, 0, 0, Costs.width(types));
    return new Built(new PhysicalPlan.Values(List.of(), types, estimate), positions);
  }

  /** A filter over whatever its input becomes. */
  Built filtered(RelNode input, List<RexNode> conjuncts, BitSet required) {
    BitSet needed = (BitSet) required.clone();
    conjuncts.forEach(c -> Rex.fields(c, needed));
    return filtered(build(input, needed), conjuncts);
  }

  Built filtered(Built built, List<RexNode> conjuncts) {
    if (conjuncts.isEmpty()) {
      return built;
    }
    Expression condition = condition(conjuncts, built.positions());
    double rows = Math.max(1, built.rows() * Selectivity.guess(conjuncts));
    List<Type> types = built.plan().types();
    return new Built(
        new PhysicalPlan.Filter(
            built.plan(),
            condition,
            types,
            Costs.perRow(built.plan(), rows, types, conjuncts.size())),
        built.positions());
  }

  /** The conjunction over a physical row. */
  Expression condition(List<RexNode> conjuncts, int[] positions) {
    RexBuilder builder = analysis.cluster.getRexBuilder();
    RexNode whole = Rex.and(builder, ConditionOrder.order(conjuncts, builder));
    return expressions.build(whole, positions);
  }

  /** The conjunction of conditions on a scan's rows, policies first. */
  Expression condition(List<RexNode> conjuncts, int[] positions, ScanConditions conditions) {
    RexBuilder builder = analysis.cluster.getRexBuilder();
    RexNode whole = Rex.and(builder, ConditionOrder.order(conjuncts, builder, conditions::order));
    return expressions.build(whole, positions);
  }

  private Built unfold(Rels.Unfold unfold, BitSet required) {
    int inputFields = unfold.input().getRowType().getFieldCount();
    BitSet needed = new BitSet();
    required.stream().filter(f -> f < inputFields).forEach(needed::set);
    unfold.sets.forEach(s -> Rex.fields(s, needed));
    Built input = build(unfold.input(), needed);
    int[] positions = new int[inputFields + unfold.sets.size()];
    List<Expression> fields = new ArrayList<>();
    List<Boolean> sets = new ArrayList<>();
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < positions.length; i++) {
      positions[i] = -1;
      boolean set = i >= inputFields;
      if (set || required.get(i)) {
        positions[i] = fields.size();
        RexNode node =
            set
                ? unfold.sets.get(i - inputFields)
                : new RexInputRef(i, unfold.getRowType().getFieldList().get(i).getType());
        fields.add(expressions.build(node, input.positions()));
        sets.add(set && Rex.setReturning(node));
        types.add(RelTypes.compared(node.getType()));
      }
    }
    double rows = input.rows() * AccessPaths.SET_ROWS;
    return new Built(
        new PhysicalPlan.ProjectSet(
            input.plan(), fields, sets, types, Costs.perRow(input.plan(), rows, types, 1)),
        positions);
  }

  private Built union(LogicalUnion union, BitSet required) {
    assert union.all : "UNION is planned as DISTINCT over UNION ALL";
    int[] wanted = required.stream().toArray();
    List<PhysicalPlan> inputs = new ArrayList<>();
    double rows = 0;
    double cost = 0;
    for (RelNode input : union.getInputs()) {
      PhysicalPlan plan = inOrder(build(input, required), wanted, input);
      inputs.add(plan);
      rows += plan.estimate().rows();
      cost += plan.estimate().totalCost();
    }
    List<Type> types = new ArrayList<>();
    int[] positions = new int[union.getRowType().getFieldCount()];
    java.util.Arrays.fill(positions, -1);
    for (int i = 0; i < wanted.length; i++) {
      positions[wanted[i]] = i;
      types.add(fieldType(union, wanted[i]));
    }
    return new Built(
        new PhysicalPlan.Append(
            inputs, null, types, new Estimate(0, cost, rows, Costs.width(types))),
        positions);
  }

  private Built setOperation(
      PhysicalPlan.SetOperator operator, boolean all, List<RelNode> inputs, RelNode rel) {
    PhysicalPlan left = whole(inputs.get(0));
    PhysicalPlan right = whole(inputs.get(1));
    Estimate l = left.estimate();
    Estimate r = right.estimate();
    double startup = l.totalCost() + r.totalCost() + (l.rows() + r.rows()) * Costs.OPERATOR;
    Estimate estimate = new Estimate(startup, startup, l.rows(), l.width());
    return new Built(
        new PhysicalPlan.SetOperation(operator, all, left, right, left.types(), estimate),
        ExpressionBuilder.identity(rel.getRowType().getFieldCount()));
  }

  /** All fields of a node in order. */
  PhysicalPlan whole(RelNode rel) {
    int fields = rel.getRowType().getFieldCount();
    BitSet all = new BitSet();
    all.set(0, fields);
    return inOrder(build(rel, all), ExpressionBuilder.identity(fields), rel);
  }

  private Built rows(Rels.Rows rows, BitSet required) {
    int[] positions = new int[rows.getRowType().getFieldCount()];
    java.util.Arrays.fill(positions, -1);
    int[] wanted = required.stream().toArray();
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < wanted.length; i++) {
      positions[wanted[i]] = i;
      types.add(fieldType(rows, wanted[i]));
    }
    List<List<Expression>> values = new ArrayList<>();
    for (List<RexNode> row : rows.rows) {
      List<Expression> fields = new ArrayList<>(wanted.length);
      for (int field : wanted) {
        fields.add(expressions.build(row.get(field), new int[0]));
      }
      values.add(fields);
    }
    int count = values.size();
    Estimate estimate = new Estimate(0, count * Costs.ROW, count, Costs.width(types));
    return new Built(new PhysicalPlan.Values(values, types, estimate), positions);
  }

  private Built function(Rels.FunctionRows function) {
    List<PhysicalPlan.FunctionCall> calls = new ArrayList<>();
    double rows = 1;
    for (Rels.FunctionCall call : function.calls) {
      calls.add(
          new PhysicalPlan.FunctionCall(
              rows(expressions.build(call.call(), new int[0]), call.call()), call.fields()));
      rows = Rex.setReturning(call.call()) ? AccessPaths.FUNCTION_ROWS : rows;
    }
    List<Type> types = types(function);
    Estimate estimate = new Estimate(0, rows * Costs.ROW, rows, Costs.width(types));
    return new Built(
        new PhysicalPlan.FunctionScan(
            function.alias, function.columnNames, calls, function.ordinality, types, estimate),
        ExpressionBuilder.identity(types.size()));
  }

  /** The call of a function that gives records knows their fields. */
  private static Expression rows(Expression built, RexNode call) {
    RelTypes.Composite fields = RelTypes.composite(call.getType());
    if (fields == null
        || !(built instanceof Expression.Call function)
        || function.type() != Types.RECORD) {
      return built;
    }
    List<CompositeType.Field> all = new ArrayList<>();
    for (int i = 0; i < fields.types().size(); i++) {
      RelDataType type = fields.types().get(i);
      all.add(
          new CompositeType.Field(
              i + 1, fields.names().get(i), RelTypes.type(type), RelTypes.typmod(type)));
    }
    return new Expression.Call(
        function.function(),
        function.arguments(),
        CompositeType.anonymous(all),
        function.position());
  }

  static List<Type> types(RelNode rel) {
    return rel.getRowType().getFieldList().stream()
        .map(f -> RelTypes.compared(f.getType()))
        .toList();
  }

  private Built cteScan(Rels.CteRows cte) {
    List<Type> types = types(cte);
    double rows = Costs.UNKNOWN_ROWS / 10;
    Estimate estimate = new Estimate(0, rows * 2 * Costs.ROW, rows, Costs.width(types));
    return new Built(
        new PhysicalPlan.CteScan(cte.cteId, cte.name, cte.alias, cte.columnNames, types, estimate),
        ExpressionBuilder.identity(types.size()));
  }

  private Built with(Rels.With with, BitSet required) {
    List<PhysicalPlan.Cte> ctes = ctes(with.ctes);
    Built body = build(with.input(), required);
    if (ctes.isEmpty()) {
      return body;
    }
    double cost = ctes.stream().mapToDouble(c -> c.plan().estimate().totalCost()).sum();
    return new Built(withCtes(ctes, cost, body.plan()), body.positions());
  }

  /** Those queries of WITH that run apart from their readers. */
  List<PhysicalPlan.Cte> ctes(List<CommonTableEntry> entries) {
    List<PhysicalPlan.Cte> ctes = new ArrayList<>();
    for (CommonTableEntry entry : entries) {
      if (entry.kept()) {
        BoundDml dml = entry.dml();
        PhysicalPlan plan = dml != null ? new DmlPlanner(this).plan(dml) : plan(entry.query());
        ctes.add(new PhysicalPlan.Cte(entry.id(), entry.name(), plan, dml != null));
        guesses.query(entry.id(), plan);
      }
    }
    return ctes;
  }

  private static PhysicalPlan withCtes(
      List<PhysicalPlan.Cte> ctes, double cost, PhysicalPlan body) {
    Estimate e = body.estimate();
    Estimate estimate =
        new Estimate(e.startupCost() + cost, e.totalCost() + cost, e.rows(), e.width());
    return new PhysicalPlan.With(ctes, body, body.types(), estimate);
  }

  private Built recursion(Rels.Recursion recursion) {
    PhysicalPlan start = whole(recursion.getInput(0));
    guesses.workTable(recursion.cteId, start);
    PhysicalPlan step = whole(recursion.getInput(1));
    Estimate s = start.estimate();
    double rows = s.rows() + step.estimate().rows() * 10;
    Estimate estimate =
        new Estimate(0, s.totalCost() + step.estimate().totalCost() * 10, rows, s.width());
    return new Built(
        new PhysicalPlan.RecursiveUnion(
            recursion.cteId, start, step, recursion.distinct, start.types(), estimate),
        ExpressionBuilder.identity(start.types().size()));
  }

  private Built lock(Rels.Lock lock, BitSet required) {
    Rels.Locking locking = lock.locking;
    BitSet needed = (BitSet) required.clone();
    for (Rels.LockedRow row : locking.rows()) {
      needed.set(row.rowIdField());
      if (row.tableField() >= 0) {
        needed.set(row.tableField());
      }
    }
    locking.copied().forEach(copied -> needed.set(copied.target()));
    Built input = build(lock.input(), needed);
    List<RowLock> locks = new ArrayList<>();
    for (Rels.LockedRow row : locking.rows()) {
      locks.add(
          new RowLock(
              row.table(),
              input.positions()[row.rowIdField()],
              row.tableField() < 0 ? -1 : input.positions()[row.tableField()],
              row.strength(),
              row.waiting(),
              row.start(),
              row.columns(),
              row.members()));
    }
    PhysicalPlan plan = input.plan();
    return new Built(
        new PhysicalPlan.LockRows(
            plan,
            locks,
            recheck(locking, input.positions()),
            plan.types(),
            Costs.perRow(plan, input.rows(), plan.types(), 1)),
        input.positions());
  }

  private Recheck recheck(Rels.Locking locking, int[] positions) {
    int[] all = ExpressionBuilder.identity(locking.width());
    List<Recheck.Copied> copied = new ArrayList<>();
    for (Rels.Copied copy : locking.copied()) {
      copied.add(new Recheck.Copied(positions[copy.target()], copy.field()));
    }
    List<Recheck.Check> checks = new ArrayList<>();
    for (Rels.Check check : locking.checks()) {
      checks.add(
          new Recheck.Check(
              expressions.build(check.condition(), all), check.nullFrom(), check.nullTo()));
    }
    List<Recheck.Output> outputs = new ArrayList<>();
    for (int i = 0; i < locking.outputs().size(); i++) {
      if (positions[i] >= 0) {
        outputs.add(
            new Recheck.Output(positions[i], expressions.build(locking.outputs().get(i), all)));
      }
    }
    return new Recheck(locking.width(), copied, checks, outputs);
  }

  /** A sort key as the executor has it. */
  SortKey sortKey(RexNode expression, boolean descending, boolean nullsFirst, int[] positions) {
    Collation collation = RelTypes.collation(expression.getType());
    boolean shown =
        collation != null
            && !collation.undetermined()
            && !collation.equals(BuiltinCollations.of(RelTypes.typeOf(expression)));
    return new SortKey(
        expressions.build(expression, positions),
        descending,
        nullsFirst,
        collation != null && shown ? collation.name() : null);
  }
}
