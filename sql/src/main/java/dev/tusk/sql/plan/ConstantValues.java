package dev.tusk.sql.plan;

import org.jspecify.annotations.Nullable;

/**
 * Computes constant expressions for the planner, which knows no function's body: a catalog that can
 * do this is one, too. Without it, constants are left to the execution.
 */
public interface ConstantValues {
  /**
   * The value of an expression that reads no row and no parameter.
   *
   * @throws dev.tusk.sql.error.SqlException where it has none
   */
  @Nullable Object constant(Expression expression);
}
