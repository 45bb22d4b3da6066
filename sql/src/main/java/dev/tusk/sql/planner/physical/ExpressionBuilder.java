package dev.tusk.sql.planner.physical;

import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.Expression.AggregateCall;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.SortKey;
import dev.tusk.sql.planner.algebra.Correlation;
import dev.tusk.sql.planner.algebra.Parameters;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.DomainRules;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** From expressions of the algebra to those the executor runs. */
public final class ExpressionBuilder {
  private final PhysicalPlanner planner;
  private boolean callsVolatile;

  ExpressionBuilder(PhysicalPlanner planner) {
    this.planner = planner;
  }

  /** Whether an expression built so far calls a volatile function. */
  public boolean callsVolatile() {
    return callsVolatile;
  }

  /**
   * The expression over a physical row.
   *
   * @param positions where in the row each field of the algebra's row stands
   */
  public Expression build(RexNode node, int[] positions) {
    Type type = RelTypes.compared(node.getType());
    return switch (node) {
      case RexInputRef input -> {
        int position = positions[input.getIndex()];
        assert position >= 0 : "field " + input + " was pruned";
        yield new Expression.Input(position, type);
      }
      case RexLiteral literal ->
          new Expression.Constant(
              literal.isNull() ? null : (Object) RexLiteral.booleanValue(literal), type);
      case PgCall call -> own(call, type, positions);
      case RexCall call -> standard(call, positions);
      default -> throw new IllegalStateException("no expression for " + node);
    };
  }

  public List<Expression> build(List<? extends RexNode> nodes, int[] positions) {
    List<Expression> list = new ArrayList<>(nodes.size());
    for (RexNode node : nodes) {
      list.add(build(node, positions));
    }
    return list;
  }

  @Nullable Expression buildOptional(@Nullable RexNode node, int[] positions) {
    return node == null || node.isAlwaysTrue() ? null : build(node, positions);
  }

  private Expression standard(RexCall call, int[] positions) {
    List<Expression> operands = build(call.operands, positions);
    return switch (call.getKind()) {
      case AND -> new Expression.And(operands, Types.BOOL);
      case OR -> new Expression.Or(operands, Types.BOOL);
      case NOT -> new Expression.Not(operands.getFirst(), Types.BOOL);
      case IS_TRUE -> new Expression.BooleanTest(operands.getFirst(), true, false, Types.BOOL);
      case IS_NOT_TRUE -> new Expression.BooleanTest(operands.getFirst(), true, true, Types.BOOL);
      case IS_FALSE -> new Expression.BooleanTest(operands.getFirst(), false, false, Types.BOOL);
      case IS_NOT_FALSE -> new Expression.BooleanTest(operands.getFirst(), false, true, Types.BOOL);
      case IS_NULL -> new Expression.IsNull(operands.getFirst(), false, Types.BOOL);
      case IS_NOT_NULL -> new Expression.IsNull(operands.getFirst(), true, Types.BOOL);
      default -> throw new IllegalStateException("no expression for " + call);
    };
  }

  private Expression own(PgCall call, Type type, int[] positions) {
    if (call.shape() instanceof Shape.Subquery subquery) {
      return subquery(call, subquery, type, positions);
    }
    List<Expression> o = build(call.operands, positions);
    return switch (call.shape()) {
      case Shape.Constant c -> new Expression.Constant(c.value(), type);
      case Shape.Parameter p -> parameter(p.index(), type, call.position());
      case Shape.Outer(Correlation correlation, int index) ->
          new Expression.Outer(correlation.firstSlot(planner.slots()) + index, type);
      case Shape.Function f -> {
        callsVolatile |= f.signature().volatility() == FunctionSignature.Volatility.VOLATILE;
        yield new Expression.Call(f.signature(), o, type, call.position());
      }
      case Shape.InOutCast _ -> new Expression.InOutCast(o.getFirst(), type, call.position());
      case Shape.Relabel _ -> new Expression.Relabel(o.getFirst(), type);
      case Shape.CurrentOf _ -> new Expression.CurrentOf(o.getFirst(), o.get(1), o.get(2), type);
      case Shape.ApplyTypmod t ->
          new Expression.ApplyTypmod(o.getFirst(), type, t.typmod(), t.explicit());
      case Shape.ArrayCast c ->
          new Expression.ArrayCast(o.getFirst(), build(c.element(), new int[] {0}), type);
      case Shape.IsNull n -> new Expression.IsNull(o.getFirst(), n.negated(), type);
      case Shape.BooleanTest t ->
          new Expression.BooleanTest(o.getFirst(), t.expected(), t.negated(), type);
      case Shape.DistinctFrom d ->
          new Expression.DistinctFrom(o.get(0), o.get(1), d.equality(), d.negated(), type);
      case Shape.Case _ -> caseOf(o, type);
      case Shape.Coalesce _ -> new Expression.Coalesce(o, type);
      case Shape.NullIf n -> new Expression.NullIf(o.get(0), o.get(1), n.equality(), type);
      case Shape.Extreme e -> new Expression.Extreme(o, e.greatest(), type);
      case Shape.ArrayOf a -> new Expression.ArrayOf(o, a.nested(), type);
      case Shape.RowOf _ -> row(call, o, type);
      case Shape.Field f -> new Expression.Field(o.getFirst(), f.index(), type);
      case Shape.Spread _ -> new Expression.Spread(o.getFirst(), type);
      case Shape.Subscript _ ->
          new Expression.Subscript(o.getFirst(), o.subList(1, o.size()), type);
      case Shape.Slice s ->
          new Expression.Slice(o.getFirst(), bounds(s.lower(), s.upper(), o, 1), type);
      case Shape.ArrayAssign a ->
          new Expression.ArrayAssign(
              o.get(0), o.get(1), bounds(a.lower(), a.upper(), o, 2), a.slice(), type);
      case Shape.FieldAssign a -> new Expression.FieldAssign(o.get(0), o.get(1), a.index(), type);
      case Shape.DomainCheck _ ->
          new Expression.DomainCheck(o.getFirst(), rules(type), type, call.position());
      case Shape.Quantified q ->
          new Expression.Quantified(
              o.get(0), q.operator(), o.get(1), q.all(), hashed(q, call.operands), type);
      case Shape.InList in ->
          new Expression.InList(
              o.getFirst(), o.subList(1, o.size()), in.equality(), in.negated(), type);
      case Shape.Collate(String collation) -> new Expression.Relabel(o.getFirst(), type, collation);
      case Shape.Keyword _,
          Shape.SwitchedCase _,
          Shape.RowComparison _,
          Shape.Subquery _,
          Shape.Aggregate _,
          Shape.Grouping _,
          Shape.Window _ ->
          throw new IllegalStateException("not planned: " + call);
    };
  }

  private List<Expression.DomainRule> rules(Type type) {
    DomainRules rules = new DomainRules(planner.analysis());
    List<Expression.DomainRule> built = new ArrayList<>();
    for (DomainType domain : DomainType.within(type)) {
      List<Expression.NamedCondition> conditions = new ArrayList<>();
      for (DomainRules.Condition condition : rules.of(domain)) {
        conditions.add(
            new Expression.NamedCondition(
                condition.name(), build(condition.test(), new int[] {0})));
      }
      built.add(new Expression.DomainRule(domain, conditions));
    }
    return built;
  }

  private Expression parameter(Parameters.Index index, Type type, int position) {
    Parameters parameters = planner.analysis().parameters;
    return switch (index) {
      case Parameters.Index.Declared(int number) -> new Expression.Parameter(number, type, 0);
      case Parameters.Index.Folded(int literal) ->
          new Expression.Parameter(
              parameters.declaredCount() + parameters.read(literal, type), type, position);
    };
  }

  private static Expression caseOf(List<Expression> operands, Type type) {
    List<Expression.When> whens = new ArrayList<>();
    for (int i = 0; i + 1 < operands.size(); i += 2) {
      whens.add(new Expression.When(operands.get(i), operands.get(i + 1)));
    }
    return new Expression.Case(whens, operands.size() % 2 == 1 ? operands.getLast() : null, type);
  }

  private static Expression row(PgCall call, List<Expression> fields, Type type) {
    RelTypes.Composite composite = RelTypes.composite(call.getType());
    return new Expression.RowOf(fields, composite == null ? List.of() : composite.names(), type);
  }

  private static List<Expression.Bounds> bounds(
      List<Boolean> lower, List<Boolean> upper, List<Expression> operands, int first) {
    List<Expression.Bounds> bounds = new ArrayList<>();
    int next = first;
    for (int i = 0; i < lower.size(); i++) {
      Expression low = lower.get(i) ? operands.get(next++) : null;
      Expression high = upper.get(i) ? operands.get(next++) : null;
      bounds.add(new Expression.Bounds(low, high));
    }
    return bounds;
  }

  private boolean hashed(Shape.Quantified quantified, List<RexNode> operands) {
    FunctionSignature operator = quantified.operator();
    String name = planner.analysis().functions.operatorName(operator);
    return (quantified.all() ? "<>" : "=").equals(name)
        && operator.routine() == null
        && !Rex.isVolatile(operands.get(1))
        && RelTypes.typeOf(operands.get(0)).hashed()
        && RelTypes.typeOf(operands.get(1)).elementType() == RelTypes.typeOf(operands.get(0));
  }

  private Expression subquery(PgCall call, Shape.Subquery subquery, Type type, int[] positions) {
    int outer = subquery.outerCount();
    List<Expression> outerValues = build(call.operands.subList(0, outer), positions);
    List<Expression> left = build(call.operands.subList(outer, call.operands.size()), positions);
    int firstSlot = outer == 0 ? 0 : subquery.correlation().firstSlot(planner.slots());
    PhysicalPlan plan =
        subquery.kind() == Expression.SubqueryKind.EXISTS
            ? planner.withoutFields(subquery.query())
            : planner.subplan(subquery.query());
    RexNode test = subquery.test();
    Expression condition =
        test == null ? null : build(test, identity(left.size() + plan.types().size()));
    return new Expression.Subquery(
        subquery.kind(), plan, outerValues, firstSlot, left, condition, type);
  }

  public static int[] identity(int count) {
    int[] positions = new int[count];
    Arrays.setAll(positions, i -> i);
    return positions;
  }

  /** An aggregate call whose operands are over the aggregate's input row. */
  AggregateCall aggregate(Shape.Aggregate shape, RexCall call, int[] positions) {
    List<Expression> operands = build(call.operands, positions);
    int arguments = shape.argumentCount();
    List<SortKey> orderBy = new ArrayList<>();
    for (int i = 0; i < shape.orderBy().size(); i++) {
      Shape.SortDirection direction = shape.orderBy().get(i);
      orderBy.add(
          new SortKey(operands.get(arguments + i), direction.descending(), direction.nullsFirst()));
    }
    return new AggregateCall(
        shape.function(),
        operands.subList(0, arguments),
        shape.distinct(),
        orderBy,
        shape.filter() ? operands.getLast() : null,
        RelTypes.type(call.getType()));
  }
}
