package dev.tusk.executor.operator;

import dev.tusk.executor.expression.RowSource;

/**
 * A plan node, compiled: opens a fresh source of rows for each execution. Stateless and shared, as
 * the plan is; the sources hold the state.
 */
@FunctionalInterface
interface Operator {
  RowSource open(PlanExecution execution);
}
