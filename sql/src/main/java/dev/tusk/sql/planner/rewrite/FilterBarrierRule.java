package dev.tusk.sql.planner.rewrite;

import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexNode;

/** Only conditions that tell nothing of the rows go below a view's security barrier. */
final class FilterBarrierRule extends FilterRule {
  FilterBarrierRule(Config config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    LogicalFilter filter = call.rel(0);
    Rels.Barrier barrier = call.rel(1);
    List<RexNode> below = new ArrayList<>();
    List<RexNode> above = new ArrayList<>();
    for (RexNode conjunct : Rex.conjuncts(filter.getCondition())) {
      (barrier.lets(conjunct) ? below : above).add(conjunct);
    }
    if (!below.isEmpty()) {
      RelNode filtered = barrier.over(List.of(filtered(barrier.getInput(0), below)));
      call.transformTo(filtered(filtered, above));
    }
  }

  /**
   * The algebra without barriers that hold nothing back: a condition that cannot pass stands right
   * above its barrier.
   */
  static RelNode withoutIdle(RelNode rel, boolean below) {
    if (rel instanceof Rels.Barrier barrier && !below) {
      return withoutIdle(barrier.getInput(0), false);
    }
    boolean conditions =
        rel instanceof LogicalFilter
            || rel instanceof org.apache.calcite.rel.core.Join
            || rel instanceof Rels.Lateral;
    List<RelNode> inputs = rel.getInputs().stream().map(i -> withoutIdle(i, conditions)).toList();
    return inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
  }
}
