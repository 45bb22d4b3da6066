package dev.tusk.executor.stored;

import dev.tusk.executor.operator.PlanCompiler;
import dev.tusk.sql.explain.ExpressionText;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.planner.Planner;

/**
 * With what an engine reads, compiles and prints expressions.
 *
 * @param expressionText as the catalog keeps them
 * @param prettyText as pg_get_expr prints them with its second argument
 */
public record ExpressionTools(
    Planner planner,
    PlanCompiler compiler,
    FunctionCatalog functions,
    ExpressionText expressionText,
    ExpressionText prettyText) {}
