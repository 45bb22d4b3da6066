package dev.tusk.executor.operator;

import dev.tusk.executor.expression.ExpressionCompiler;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PlannedStatement;

/** Turns plans into operators. One an engine; thread-safe. */
public final class PlanCompiler {
  private final FunctionLibrary library;
  private final FunctionCatalog catalog;

  public PlanCompiler(FunctionLibrary library, FunctionCatalog catalog) {
    this.library = library;
    this.catalog = catalog;
  }

  /** For expressions outside plans: defaults, checks, index keys. */
  public ExpressionCompiler expressions() {
    return new ExpressionCompiler(library);
  }

  public CompiledPlan compile(PlannedStatement statement) {
    return compile(statement.plan(), statement.slots(), false);
  }

  /** With rows and time of each node measured, for EXPLAIN ANALYZE. */
  public CompiledPlan compileMeasured(PlannedStatement statement) {
    return compile(statement.plan(), statement.slots(), true);
  }

  private CompiledPlan compile(PhysicalPlan plan, int slots, boolean measured) {
    ExpressionCompiler expressions = expressions();
    return new CompiledPlan(
        plan,
        slots,
        new OperatorBuilder(expressions, catalog, countedNode(plan), measured),
        expressions);
  }

  /** The node whose rows the command tag counts: the statement's own, not one of WITH. */
  private static PhysicalPlan countedNode(PhysicalPlan plan) {
    return switch (plan) {
      case PhysicalPlan.With with -> countedNode(with.body());
      case PhysicalPlan.Steps several when several.counted() >= 0 ->
          countedNode(several.steps().get(several.counted()));
      default -> plan;
    };
  }
}
