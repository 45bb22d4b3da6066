package dev.tusk.sql.planner.rewrite;

import dev.tusk.sql.planner.algebra.CommonTableEntry;
import dev.tusk.sql.planner.algebra.OuterJoins;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.analyze.Analysis;
import java.util.List;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.hep.HepMatchOrder;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.rules.FilterAggregateTransposeRule;
import org.apache.calcite.rel.rules.FilterJoinRule.FilterIntoJoinRule.FilterIntoJoinRuleConfig;
import org.apache.calcite.rel.rules.FilterJoinRule.JoinConditionPushRule.JoinConditionPushRuleConfig;
import org.apache.calcite.rel.rules.FilterMergeRule;
import org.apache.calcite.rel.rules.FilterProjectTransposeRule;
import org.apache.calcite.rel.rules.FilterSetOpTransposeRule;
import org.apache.calcite.rel.rules.ProjectMergeRule;
import org.apache.calcite.rel.rules.ProjectRemoveRule;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.tools.RelBuilderFactory;

/**
 * Rewrites algebra by Calcite's rules, in a fixed order: filters sink towards the tables,
 * projections merge. What is already in that shape, as any query over one table, is left alone.
 */
public final class Rewriting {
  private static final int BLOAT = 100;

  private final Analysis analysis;
  private final SubqueryJoins subqueryJoins;

  public Rewriting(Analysis analysis) {
    this.analysis = analysis;
    this.subqueryJoins = new SubqueryJoins(analysis);
  }

  public RelNode rewrite(RelNode rel) {
    RelNode joined = subqueryJoins.rewrite(prepared(rel, analysis));
    if (!worthwhile(joined)) {
      return FilterBarrierRule.withoutIdle(joined, false);
    }
    HepPlanner planner = new HepPlanner(Program.RULES);
    planner.setRoot(joined);
    return FilterBarrierRule.withoutIdle(planner.findBestExp(), false);
  }

  /** What must be seen of a query before its subqueries can become joins. */
  static RelNode prepared(RelNode rel, Analysis analysis) {
    RelNode flat = OuterJoins.reduce(new LateralJoins(analysis).rewrite(inline(rel)));
    return SingleRows.rewrite(flat, analysis.types);
  }

  /** Queries of WITH that are read once stand where they are read. */
  private static RelNode inline(RelNode rel) {
    CommonTableEntry entry = rel instanceof Rels.CteRows rows ? rows.entry : null;
    if (entry != null && entry.inlined()) {
      return inline(entry.query());
    }
    if (rel.getInputs().isEmpty()) {
      return rel;
    }
    List<RelNode> inputs = rel.getInputs().stream().map(Rewriting::inline).toList();
    return inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
  }

  /** Whether a rule could match: a filter or projection that is not right above a table. */
  private static boolean worthwhile(RelNode rel) {
    if (rel instanceof Filter || rel instanceof Project) {
      RelNode input = rel.getInputs().getFirst();
      if (input instanceof Project
          || rel instanceof Filter
              && (input instanceof Filter
                  || input instanceof Join
                  || input instanceof Aggregate
                  || input instanceof Union
                  || input instanceof Rels.Lateral
                  || input instanceof Rels.Barrier)) {
        return true;
      }
    }
    if (rel instanceof Join join && !join.getCondition().isAlwaysTrue()) {
      return true;
    }
    for (RelNode input : rel.getInputs()) {
      if (worthwhile(input)) {
        return true;
      }
    }
    return false;
  }

  /** The rules, made when the first statement needs them. */
  private static final class Program {
    /** No simplification: it knows neither our operators nor their nulls. */
    private static final RelBuilderFactory BUILDER =
        RelBuilder.proto(
            Contexts.of(
                RelBuilder.Config.DEFAULT
                    .withSimplify(false)
                    .withSimplifyValues(false)
                    .withSimplifyLimit(false)
                    .withPruneInputOfAggregate(false)
                    .withPushJoinCondition(false)
                    .withBloat(BLOAT)));

    static final HepProgram RULES =
        HepProgram.builder()
            .addMatchOrder(HepMatchOrder.TOP_DOWN)
            .addRuleCollection(
                List.of(
                    filterMerge(),
                    filterProject(),
                    FilterRule.above(Join.class, BUILDER, FilterConstantRule::new).toRule(),
                    filterJoin(),
                    joinCondition(),
                    filterAggregate(),
                    filterSetOp(),
                    FilterRule.above(Rels.Lateral.class, BUILDER, FilterLateralRule::new).toRule(),
                    FilterRule.above(Rels.Barrier.class, BUILDER, FilterBarrierRule::new).toRule()))
            .addMatchOrder(HepMatchOrder.BOTTOM_UP)
            .addRuleCollection(List.of(projectMerge(), projectRemove()))
            .build();

    private static RelOptRule filterMerge() {
      return FilterMergeRule.Config.DEFAULT
          .withOperandSupplier(filter ->
              filter
                  .operand(LogicalFilter.class)
                  .predicate(f -> !FilterConstantRule.constant(f))
                  .oneInput(below -> below.operand(LogicalFilter.class).anyInputs()))
          .withRelBuilderFactory(BUILDER)
          .toRule();
    }

    /** A row that is computed is one row: what is asked of it may be volatile. */
    private static RelOptRule filterProject() {
      return FilterProjectTransposeRule.Config.DEFAULT
          .withOperandFor(LogicalFilter.class, _ -> true, LogicalProject.class, Program::repeatable)
          .withRelBuilderFactory(BUILDER)
          .toRule();
    }

    private static RelOptRule filterJoin() {
      return FilterIntoJoinRuleConfig.SMART_FALSE
          .withPredicate((join, type, condition) -> !Rex.isVolatile(condition))
          .withOperandSupplier(filter ->
              filter
                  .operand(LogicalFilter.class)
                  .predicate(f -> !FilterConstantRule.constant(f))
                  .oneInput(below -> below.operand(Join.class).anyInputs()))
          .withRelBuilderFactory(BUILDER)
          .toRule();
    }

    private static RelOptRule joinCondition() {
      return JoinConditionPushRuleConfig.DEFAULT
          .withPredicate((join, type, condition) -> !Rex.isVolatile(condition))
          .withRelBuilderFactory(BUILDER)
          .toRule();
    }

    private static RelOptRule filterAggregate() {
      return FilterAggregateTransposeRule.Config.DEFAULT
          .withOperandSupplier(filter ->
              filter
                  .operand(LogicalFilter.class)
                  .predicate(Program::movable)
                  .oneInput(a -> a.operand(LogicalAggregate.class).anyInputs()))
          .withRelBuilderFactory(BUILDER)
          .toRule();
    }

    private static RelOptRule filterSetOp() {
      return FilterSetOpTransposeRule.Config.DEFAULT
          .withOperandSupplier(filter ->
              filter
                  .operand(LogicalFilter.class)
                  .predicate(Program::movable)
                  .oneInput(u -> u.operand(LogicalUnion.class).anyInputs()))
          .withRelBuilderFactory(BUILDER)
          .toRule();
    }

    private static RelOptRule projectMerge() {
      return ProjectMergeRule.Config.DEFAULT
          .withOperandSupplier(top ->
              top.operand(LogicalProject.class)
                  .oneInput(bottom ->
                      bottom
                          .operand(LogicalProject.class)
                          .predicate(Program::repeatable)
                          .anyInputs()))
          .withRelBuilderFactory(BUILDER)
          .toRule();
    }

    private static RelOptRule projectRemove() {
      return ProjectRemoveRule.Config.DEFAULT.withRelBuilderFactory(BUILDER).toRule();
    }

    private static boolean movable(Filter filter) {
      return !Rex.isVolatile(filter.getCondition());
    }

    /** Whether its expressions may be evaluated elsewhere, more or less often. */
    private static boolean repeatable(Project project) {
      return project.getProjects().stream().noneMatch(Rex::isVolatile);
    }
  }
}
