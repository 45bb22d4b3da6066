package dev.tusk.executor.expression;

import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.Operands;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PlanParts;
import java.util.BitSet;

/**
 * Which slots a plan reads that nothing within it fills: values of rows farther out than the query
 * around, as a query of WITH has them that is put where it is named.
 */
public final class OuterReads {
  private final BitSet read = new BitSet();
  private final BitSet filled = new BitSet();

  private OuterReads() {}

  /** Whether there are any. */
  static boolean in(PhysicalPlan plan) {
    OuterReads reads = new OuterReads();
    reads.plan(plan);
    reads.read.andNot(reads.filled);
    return !reads.read.isEmpty();
  }

  /** Whether an expression has any. */
  public static boolean in(Expression expression) {
    OuterReads reads = new OuterReads();
    reads.expression(expression);
    reads.read.andNot(reads.filled);
    return !reads.read.isEmpty();
  }

  private void plan(PhysicalPlan plan) {
    if (plan instanceof PhysicalPlan.NestedLoopJoin join) {
      filled.set(join.firstSlot(), join.firstSlot() + join.outerValues().size());
    }
    PlanParts.expressions(plan).forEach(this::expression);
    PlanParts.inputs(plan).forEach(this::plan);
  }

  private void expression(Expression expression) {
    if (expression instanceof Expression.Outer outer) {
      read.set(outer.slot());
    }
    if (expression instanceof Expression.Subquery subquery) {
      filled.set(subquery.firstSlot(), subquery.firstSlot() + subquery.outerValues().size());
      Expression test = subquery.test();
      if (test != null) {
        expression(test);
      }
      plan(subquery.plan());
    }
    Operands.of(expression).forEach(this::expression);
  }
}
