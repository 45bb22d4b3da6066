package dev.tusk.sql.planner.rewrite;

import dev.tusk.sql.plan.PhysicalPlan.JoinType;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexNode;

/**
 * Conditions on the left row go below a lateral join, those on the right row of an inner one too.
 */
final class FilterLateralRule extends FilterRule {
  FilterLateralRule(Config config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    LogicalFilter filter = call.rel(0);
    Rels.Lateral lateral = call.rel(1);
    int leftFields = lateral.getInput(0).getRowType().getFieldCount();
    List<RexNode> left = new ArrayList<>();
    List<RexNode> right = new ArrayList<>();
    List<RexNode> rest = new ArrayList<>();
    for (RexNode conjunct : Rex.conjuncts(filter.getCondition())) {
      var fields = Rex.fields(conjunct);
      if (Rex.isVolatile(conjunct) || fields.isEmpty()) {
        rest.add(conjunct);
      } else if (fields.length() <= leftFields) {
        left.add(conjunct);
      } else if (fields.nextSetBit(0) >= leftFields && lateral.joinType == JoinType.INNER) {
        right.add(Rex.shift(conjunct, -leftFields));
      } else {
        rest.add(conjunct);
      }
    }
    if (left.isEmpty() && right.isEmpty()) {
      return;
    }
    RelNode pushed =
        lateral.over(
            List.of(filtered(lateral.getInput(0), left), filtered(lateral.getInput(1), right)));
    call.transformTo(filtered(pushed, rest));
  }
}
