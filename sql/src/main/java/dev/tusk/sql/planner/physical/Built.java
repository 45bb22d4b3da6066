package dev.tusk.sql.planner.physical;

import dev.tusk.sql.plan.PhysicalPlan;

/**
 * A physical plan for a node of the algebra.
 *
 * @param positions for each field of the algebra's row its place in the plan's row, -1 when pruned
 */
record Built(PhysicalPlan plan, int[] positions) {
  double rows() {
    return plan.estimate().rows();
  }

  double cost() {
    return plan.estimate().totalCost();
  }

  int width() {
    return plan.types().size();
  }
}
