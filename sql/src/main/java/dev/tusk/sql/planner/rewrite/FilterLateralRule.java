package dev.tusk.sql.planner.rewrite;

import dev.tusk.sql.plan.PhysicalPlan.JoinType;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on the left row go below a lateral join, those on the right row of an inner one too.
 */
final class FilterLateralRule extends RelRule<FilterLateralRule.Config> {
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

  private static RelNode filtered(RelNode rel, List<RexNode> conditions) {
    return conditions.isEmpty()
        ? rel
        : LogicalFilter.create(rel, Rex.and(rel.getCluster().getRexBuilder(), conditions));
  }

  /** What the rule matches. */
  record Config(
      RelBuilderFactory relBuilderFactory, OperandTransform operandSupplier, @Nullable String text)
      implements RelRule.Config {
    static Config of(RelBuilderFactory builder) {
      return new Config(
          builder,
          filter ->
              filter
                  .operand(LogicalFilter.class)
                  .oneInput(l -> l.operand(Rels.Lateral.class).anyInputs()),
          null);
    }

    @Override
    public FilterLateralRule toRule() {
      return new FilterLateralRule(this);
    }

    @Override
    public @Nullable String description() {
      return text;
    }

    @Override
    public Config withDescription(@Nullable String description) {
      return new Config(relBuilderFactory, operandSupplier, description);
    }

    @Override
    public Config withRelBuilderFactory(RelBuilderFactory factory) {
      return new Config(factory, operandSupplier, text);
    }

    @Override
    public Config withOperandSupplier(OperandTransform transform) {
      return new Config(relBuilderFactory, transform, text);
    }
  }
}
