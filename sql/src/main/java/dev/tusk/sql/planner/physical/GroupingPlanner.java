package dev.tusk.sql.planner.physical;

import dev.tusk.sql.plan.Estimate;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.Expression.AggregateCall;
import dev.tusk.sql.plan.Expression.Frame;
import dev.tusk.sql.plan.Expression.FrameBound;
import dev.tusk.sql.plan.Expression.WindowCall;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.SortKey;
import dev.tusk.sql.planner.algebra.PgAggregate;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** GROUP BY, DISTINCT and window functions. */
final class GroupingPlanner {
  private static final double GROUP_SHARE = 0.1;
  private static final double DEFAULT_GROUPS = 200;

  private final PhysicalPlanner planner;

  GroupingPlanner(PhysicalPlanner planner) {
    this.planner = planner;
  }

  /** What both forms of grouping come to; calls and keys over {@code input}'s fields. */
  private record Groups(
      RelNode input, List<Integer> keys, List<List<Integer>> sets, List<PgCall> calls) {
    boolean masked() {
      return sets.size() > 1;
    }
  }

  Built aggregate(LogicalAggregate aggregate, BitSet required) {
    if (distinct(aggregate)) {
      return distinct(aggregate.getInput());
    }
    List<RexNode> fields = Rels.fieldsOf(aggregate.getInput());
    List<PgCall> calls = new ArrayList<>();
    for (var call : aggregate.getAggCallList()) {
      Shape.Aggregate shape =
          java.util.Objects.requireNonNull(((PgAggregate) call.getAggregation()).shape());
      List<RexNode> operands = call.getArgList().stream().map(fields::get).toList();
      calls.add(new PgCall(shape, call.getType(), operands, 0));
    }
    List<Integer> keys = aggregate.getGroupSet().asList();
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      all.add(i);
    }
    return aggregate(new Groups(aggregate.getInput(), keys, List.of(all), calls), required);
  }

  Built groupedSets(Rels.GroupedSets grouped, BitSet required) {
    List<Integer> keys = new ArrayList<>();
    for (int i = 0; i < grouped.keys; i++) {
      keys.add(i);
    }
    return aggregate(new Groups(grouped.input(), keys, grouped.sets, grouped.calls), required);
  }

  /**
   * Keys and arguments are evaluated over the row below the projection that prepares them, so that
   * one operator does both.
   */
  private Built aggregate(Groups groups, BitSet required) {
    RelNode below = groups.input();
    List<RexNode> prepared = Rels.fieldsOf(below);
    if (below instanceof LogicalProject project
        && project.getProjects().stream().noneMatch(Rex::isVolatile)) {
      prepared = project.getProjects();
      below = project.getInput();
    }
    List<RexNode> source = prepared;
    List<RexNode> keys = groups.keys().stream().map(source::get).toList();
    int firstCall = keys.size() + (groups.masked() ? 1 : 0);
    List<PgCall> calls = new ArrayList<>();
    for (int i = 0; i < groups.calls().size(); i++) {
      if (required.get(firstCall + i)) {
        calls.add((PgCall) Rex.substitute(groups.calls().get(i), source));
      }
    }
    int fields = firstCall + groups.calls().size();
    if (keys.isEmpty() && calls.isEmpty() && !groups.masked() && overOneRelation(below)) {
      return oneRow(positions(fields, firstCall, required));
    }
    BitSet needed = new BitSet();
    keys.forEach(k -> Rex.fields(k, needed));
    calls.forEach(c -> Rex.fields(c, needed));
    Built input = planner.build(below, needed);
    return aggregated(groups, input, keys, calls, positions(fields, firstCall, required));
  }

  private static Built oneRow(int[] positions) {
    Estimate estimate = new Estimate(0, Costs.ROW, 1, Costs.width(List.of()));
    return new Built(new PhysicalPlan.Values(List.of(List.of()), List.of(), estimate), positions);
  }

  /**
   * Whether nobody need go through it to know that all of it is one group: as PostgreSQL, whose
   * {@code preprocess_minmax_aggregates} finds one relation and no aggregate that is read.
   */
  private static boolean overOneRelation(RelNode rel) {
    return switch (rel) {
      case Rels.Scan _ -> true;
      case LogicalFilter filter -> overOneRelation(filter.getInput());
      case LogicalProject project -> overOneRelation(project.getInput());
      default -> false;
    };
  }

  private static boolean distinct(LogicalAggregate aggregate) {
    return aggregate.getAggCallList().isEmpty()
        && aggregate.getGroupSet().cardinality() > 0
        && aggregate.getGroupSet().cardinality()
            == aggregate.getInput().getRowType().getFieldCount();
  }

  private Built distinct(RelNode input) {
    PhysicalPlan plan = planner.whole(input);
    double rows = groups(plan.estimate().rows(), plan.types().size());
    if (!planner.analysis().settings.hashAggregates()
        && plan.types().stream().allMatch(Type::ordered)) {
      return unique(plan, rows);
    }
    return new Built(
        new PhysicalPlan.Distinct(
            plan, plan.types(), Costs.blocking(plan, rows, plan.types(), plan.types().size())),
        ExpressionBuilder.identity(plan.types().size()));
  }

  /** DISTINCT by sorting. */
  private static Built unique(PhysicalPlan plan, double rows) {
    List<Expression> fields = new ArrayList<>();
    List<SortKey> keys = new ArrayList<>();
    for (int i = 0; i < plan.types().size(); i++) {
      fields.add(new Expression.Input(i, plan.types().get(i)));
      keys.add(new SortKey(fields.getLast(), false, false));
    }
    PhysicalPlan sorted =
        new PhysicalPlan.Sort(plan, keys, plan.types(), Costs.sort(plan, plan.estimate().rows()));
    return new Built(
        new PhysicalPlan.DistinctOn(
            sorted, fields, plan.types(), Costs.perRow(sorted, rows, plan.types(), fields.size())),
        ExpressionBuilder.identity(fields.size()));
  }

  private Built aggregated(
      Groups groups, Built input, List<RexNode> keys, List<PgCall> calls, int[] positions) {
    List<Expression> keyExpressions = planner.expressions().build(keys, input.positions());
    List<AggregateCall> aggregateCalls = new ArrayList<>();
    for (PgCall call : calls) {
      aggregateCalls.add(
          planner.expressions().aggregate((Shape.Aggregate) call.shape(), call, input.positions()));
    }
    List<Type> types = new ArrayList<>();
    keyExpressions.forEach(key -> types.add(key.type()));
    if (groups.masked()) {
      types.add(Types.INT4);
    }
    aggregateCalls.forEach(call -> types.add(call.type()));
    double rows = keys.isEmpty() ? 1 : groups(input.rows(), keys.size());
    int work = Math.max(1, keys.size() + calls.size());
    return new Built(
        new PhysicalPlan.Aggregate(
            input.plan(),
            keyExpressions,
            groups.sets(),
            sorted(keyExpressions, aggregateCalls),
            aggregateCalls,
            types,
            Costs.blocking(input.plan(), rows, types, work)),
        positions);
  }

  /** Whether PostgreSQL would sort to find the groups. */
  private boolean sorted(List<Expression> keys, List<AggregateCall> calls) {
    boolean ordered =
        calls.stream()
            .anyMatch(c ->
                c.distinct()
                    || !c.orderBy().isEmpty()
                    || c.function().arguments().size() > c.arguments().size());
    boolean hashed = planner.analysis().settings.hashAggregates();
    return !keys.isEmpty()
        && (ordered || !hashed)
        && keys.stream().allMatch(key -> key.type().ordered());
  }

  private static int[] positions(int fields, int firstCall, BitSet required) {
    int[] positions = new int[fields];
    Arrays.fill(positions, -1);
    int next = 0;
    for (int i = 0; i < fields; i++) {
      if (i < firstCall || required.get(i)) {
        positions[i] = next++;
      }
    }
    return positions;
  }

  private static double groups(double rows, int keys) {
    return Math.max(1, Math.min(rows, Math.max(rows * GROUP_SHARE, DEFAULT_GROUPS * keys)));
  }

  Built window(Rels.WindowRows window, BitSet required) {
    int inputFields = window.input().getRowType().getFieldCount();
    BitSet needed = new BitSet();
    required.stream().filter(f -> f < inputFields).forEach(needed::set);
    Rex.expressions(window).forEach(e -> Rex.fields(e, needed));
    Built input = planner.build(window.input(), needed);
    int[] in = input.positions();
    List<SortKey> orderBy = new ArrayList<>();
    for (Rels.Ordering o : window.orderBy) {
      orderBy.add(planner.sortKey(o.expression(), o.descending(), o.nullsFirst(), in));
    }
    List<WindowCall> calls = new ArrayList<>();
    List<Type> types = new ArrayList<>(input.plan().types());
    int[] positions = Arrays.copyOf(in, inputFields + window.calls.size());
    for (int i = 0; i < window.calls.size(); i++) {
      Rels.WindowFunction function = window.calls.get(i);
      Shape.Window shape = (Shape.Window) function.call().shape();
      calls.add(
          new WindowCall(
              planner.expressions().aggregate(shape.aggregate(), function.call(), in),
              frame(function.bounds())));
      positions[inputFields + i] = types.size();
      types.add(RelTypes.type(function.call().getType()));
    }
    return new Built(
        new PhysicalPlan.Window(
            input.plan(),
            planner.expressions().build(window.partitionBy, in),
            orderBy,
            calls,
            types,
            Costs.blocking(input.plan(), input.rows(), types, 2 + calls.size())),
        positions);
  }

  private Frame frame(Rels.WindowBounds bounds) {
    return new Frame(
        bounds.mode(),
        new FrameBound(bounds.start(), offset(bounds.startOffset())),
        new FrameBound(bounds.end(), offset(bounds.endOffset())),
        bounds.exclusion());
  }

  private @Nullable Expression offset(@Nullable RexNode offset) {
    return planner.expressions().buildOptional(offset, new int[0]);
  }
}
