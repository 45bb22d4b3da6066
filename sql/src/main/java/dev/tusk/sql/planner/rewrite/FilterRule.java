package dev.tusk.sql.planner.rewrite;

import dev.tusk.sql.planner.algebra.Rex;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilderFactory;
import org.jspecify.annotations.Nullable;

/** A rule that takes conditions from above a node to below it. */
abstract class FilterRule extends RelRule<FilterRule.Config> {
  FilterRule(Config config) {
    super(config);
  }

  /** What a rule matches. */
  static Config above(
      Class<? extends RelNode> node, RelBuilderFactory builder, Function<Config, FilterRule> rule) {
    return new Config(
        builder,
        filter -> filter.operand(LogicalFilter.class).oneInput(b -> b.operand(node).anyInputs()),
        null,
        rule);
  }

  /** The rows that meet all conditions. */
  static RelNode filtered(RelNode rel, List<RexNode> conditions) {
    return conditions.isEmpty()
        ? rel
        : LogicalFilter.create(rel, Rex.and(rel.getCluster().getRexBuilder(), conditions));
  }

  /** Calcite's form of what a rule matches. */
  record Config(
      RelBuilderFactory relBuilderFactory,
      OperandTransform operandSupplier,
      @Nullable String text,
      Function<Config, FilterRule> rule)
      implements RelRule.Config {
    @Override
    public RelOptRule toRule() {
      return rule.apply(this);
    }

    @Override
    public @Nullable String description() {
      return text;
    }

    @Override
    public Config withDescription(@Nullable String description) {
      return new Config(relBuilderFactory, operandSupplier, description, rule);
    }

    @Override
    public Config withRelBuilderFactory(RelBuilderFactory factory) {
      return new Config(factory, operandSupplier, text, rule);
    }

    @Override
    public Config withOperandSupplier(OperandTransform transform) {
      return new Config(relBuilderFactory, transform, text, rule);
    }
  }
}
