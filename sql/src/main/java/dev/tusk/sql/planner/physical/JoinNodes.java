package dev.tusk.sql.planner.physical;

import dev.tusk.sql.plan.Estimate;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PhysicalPlan.JoinType;
import dev.tusk.sql.plan.SortKey;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/** The nodes of joins, once it is decided which side is which. */
final class JoinNodes {
  private final PhysicalPlanner planner;

  JoinNodes(PhysicalPlanner planner) {
    this.planner = planner;
  }

  /** The right side in a hash table. */
  Built hash(Built left, Built right, EquiJoins.Keys keys, JoinType type, double rows) {
    int[] both = both(left, right);
    List<Expression> leftKeys = planner.expressions().build(keys.left(), left.positions());
    List<Expression> rightKeys = planner.expressions().build(keys.right(), right.positions());
    Expression residual =
        keys.residual().isEmpty() ? null : planner.condition(keys.residual(), both);
    List<Type> types = types(left, right, type);
    Estimate l = left.plan().estimate();
    Estimate r = right.plan().estimate();
    double startup = l.startupCost() + r.totalCost() + r.rows() * (Costs.OPERATOR + Costs.ROW);
    double total =
        startup + l.totalCost() - l.startupCost() + l.rows() * Costs.OPERATOR + rows * Costs.ROW;
    return new Built(
        new PhysicalPlan.HashJoin(
            left.plan(),
            right.plan(),
            type,
            leftKeys,
            rightKeys,
            residual,
            (int) JoinCosts.buckets(planner.guesses().of(right.plan()).rows()),
            types,
            new Estimate(startup, total, Math.max(1, rows), Costs.width(types))),
        both);
  }

  /** Both sides sorted by the keys and read side by side. */
  Built merge(Built left, Built right, EquiJoins.Keys keys, JoinType type, double rows) {
    int[] both = both(left, right);
    List<Expression> leftKeys = planner.expressions().build(keys.left(), left.positions());
    List<Expression> rightKeys = planner.expressions().build(keys.right(), right.positions());
    Expression residual =
        keys.residual().isEmpty() ? null : planner.condition(keys.residual(), both);
    List<Type> types = types(left, right, type);
    PhysicalPlan l = sorted(left.plan(), leftKeys);
    PhysicalPlan r = sorted(right.plan(), rightKeys);
    double startup = l.estimate().startupCost() + r.estimate().startupCost();
    double total =
        l.estimate().totalCost()
            + r.estimate().totalCost()
            + (left.rows() + right.rows()) * Costs.OPERATOR
            + rows * Costs.ROW;
    return new Built(
        new PhysicalPlan.MergeJoin(
            l,
            r,
            type,
            leftKeys,
            rightKeys,
            residual,
            types,
            new Estimate(startup, total, Math.max(1, rows), Costs.width(types))),
        both);
  }

  private static PhysicalPlan sorted(PhysicalPlan plan, List<Expression> keys) {
    if (keys.isEmpty()) {
      return plan;
    }
    List<SortKey> order =
        new LinkedHashSet<>(keys).stream().map(key -> new SortKey(key, false, false)).toList();
    return new PhysicalPlan.Sort(
        plan, order, plan.types(), Costs.sort(plan, Double.POSITIVE_INFINITY));
  }

  /** Each left row with all right rows, which depend on the outer values or are kept. */
  Built loop(
      Built left,
      Built right,
      JoinType type,
      List<RexNode> conditions,
      List<Expression> outerValues,
      int firstSlot,
      double rows) {
    return loop(left, right, type, conditions, outerValues, firstSlot, false, rows);
  }

  Built loop(
      Built left,
      Built right,
      JoinType type,
      List<RexNode> conditions,
      List<Expression> outerValues,
      int firstSlot,
      boolean materialized,
      double rows) {
    int[] both = both(left, right);
    Expression condition = conditions.isEmpty() ? null : planner.condition(conditions, both);
    List<Type> types = types(left, right, type);
    Estimate l = left.plan().estimate();
    Estimate r = right.plan().estimate();
    double perLoop =
        outerValues.isEmpty() ? r.rows() * (Costs.OPERATOR + Costs.ROW) : r.totalCost();
    double total = l.totalCost() + r.totalCost() + Math.max(1, l.rows()) * perLoop;
    return new Built(
        new PhysicalPlan.NestedLoopJoin(
            left.plan(),
            right.plan(),
            type,
            condition,
            outerValues,
            firstSlot,
            materialized,
            types,
            new Estimate(l.startupCost(), total, Math.max(1, rows), Costs.width(types))),
        both);
  }

  static int[] both(Built left, Built right) {
    int[] both = left.positions().clone();
    for (int i = 0; i < both.length; i++) {
      if (right.positions()[i] >= 0) {
        both[i] = left.width() + right.positions()[i];
      }
    }
    return both;
  }

  private static List<Type> types(Built left, Built right, JoinType type) {
    if (type == JoinType.SEMI || type == JoinType.ANTI) {
      return left.plan().types();
    }
    List<Type> types = new ArrayList<>(left.plan().types());
    types.addAll(right.plan().types());
    return types;
  }
}
