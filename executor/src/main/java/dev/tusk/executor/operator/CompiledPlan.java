package dev.tusk.executor.operator;

import dev.tusk.executor.expression.ExpressionCompiler;
import dev.tusk.executor.expression.Fold;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PlanParts;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plan turned into operators and closures, ready for any number of executions, also at the same
 * time: what the plan cache keeps.
 */
public final class CompiledPlan {
  private final PhysicalPlan plan;
  private final int slots;
  private final OperatorBuilder builder;
  private final Operator root;
  private final @Nullable Fold constants;
  private final boolean modifiesData;
  private final Map<PhysicalPlan, Operator> subplans =
      Collections.synchronizedMap(new IdentityHashMap<>());

  CompiledPlan(
      PhysicalPlan plan, int slots, OperatorBuilder builder, ExpressionCompiler expressions) {
    this.plan = plan;
    this.slots = slots;
    this.builder = builder;
    this.root = builder.build(plan);
    this.modifiesData = modifiesData(plan);
    this.constants = new PlanConstants(expressions).of(plan);
  }

  public PhysicalPlan plan() {
    return plan;
  }

  /** Whether it is, or has in its WITH, an INSERT, UPDATE or DELETE. */
  boolean modifiesData() {
    return modifiesData;
  }

  private static boolean modifiesData(PhysicalPlan plan) {
    return switch (plan) {
      case PhysicalPlan.Insert _, PhysicalPlan.Update _ -> true;
      case PhysicalPlan.Delete _, PhysicalPlan.Merge _ -> true;
      case PhysicalPlan.Steps _ -> true;
      default -> PlanParts.inputs(plan).stream().anyMatch(CompiledPlan::modifiesData);
    };
  }

  /** What of the plan is computed before its first row; null when nothing is. */
  @Nullable Fold constants() {
    return constants;
  }

  int slots() {
    return slots;
  }

  Operator root() {
    return root;
  }

  /** The operator of a subquery's plan, built at its first use. */
  Operator operator(PhysicalPlan subplan) {
    return subplans.computeIfAbsent(subplan, builder::build);
  }
}
