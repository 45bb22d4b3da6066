package dev.tusk.sql.planner.rewrite;

import dev.tusk.sql.planner.algebra.Rex;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexNode;

/**
 * A condition that reads no row of a join decides about all of it, before any is read: it stays
 * above the join, as PostgreSQL's gating Result, where the others go below.
 */
final class FilterConstantRule extends FilterRule {
  FilterConstantRule(Config config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    LogicalFilter filter = call.rel(0);
    RelNode join = call.rel(1);
    List<RexNode> constant = new ArrayList<>();
    List<RexNode> rest = new ArrayList<>();
    for (RexNode conjunct : Rex.conjuncts(filter.getCondition())) {
      (constant(conjunct) ? constant : rest).add(conjunct);
    }
    if (!constant.isEmpty() && !rest.isEmpty()) {
      call.transformTo(filtered(filtered(join, rest), constant));
    }
  }

  /** Whether all that it asks is of that kind. */
  static boolean constant(Filter filter) {
    return Rex.conjuncts(filter.getCondition()).stream().allMatch(FilterConstantRule::constant);
  }

  private static boolean constant(RexNode condition) {
    return Rex.fields(condition).isEmpty() && !Rex.isVolatile(condition);
  }
}
