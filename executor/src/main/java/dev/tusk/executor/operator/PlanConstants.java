package dev.tusk.executor.operator;

import dev.tusk.executor.expression.ExpressionCompiler;
import dev.tusk.executor.expression.Fold;
import dev.tusk.executor.expression.Folding;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PlanParts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The constants of a plan, in the order in which PostgreSQL's planner meets them. */
final class PlanConstants {
  private final Folding folding;

  PlanConstants(ExpressionCompiler expressions) {
    this.folding = new Folding(expressions, this::of);
  }

  /** Computes all that is constant in a plan; null when nothing is. */
  @Nullable Fold of(PhysicalPlan plan) {
    List<Fold> folds = new ArrayList<>();
    collect(plan, folds);
    if (folds.isEmpty()) {
      return null;
    }
    return execution -> {
      for (Fold fold : folds) {
        fold.fold(execution);
      }
      return null;
    };
  }

  private void collect(PhysicalPlan plan, List<Fold> folds) {
    boolean inputFirst = plan instanceof PhysicalPlan.Limit || plan instanceof PhysicalPlan.Insert;
    if (inputFirst) {
      PlanParts.inputs(plan).forEach(input -> collect(input, folds));
    }
    for (Expression expression : PlanParts.expressions(plan)) {
      Fold fold = folding.of(expression);
      if (fold != null) {
        folds.add(fold);
      }
    }
    if (!inputFirst) {
      PlanParts.inputs(plan).forEach(input -> collect(input, folds));
    }
  }
}
