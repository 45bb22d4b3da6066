package dev.tusk.executor.expression;

import dev.tusk.sql.plan.PhysicalPlan;
import org.jspecify.annotations.Nullable;

/**
 * One run of a planned statement, as expressions see it: parameters, values of enclosing rows, the
 * session. Owned by the one thread that pulls the plan.
 */
public interface Execution {
  /** Values of {@code $n} and of the folded literals, already of the plan's parameter types. */
  @Nullable Object[] parameters();

  /** Slots for values of enclosing queries' rows. */
  @Nullable Object[] slots();

  FunctionContext functions();

  /** Starts a subquery's plan from its first row. */
  RowSource open(PhysicalPlan plan);

  /** A place for what a subquery or function keeps for the length of this execution. */
  <T> T memo(Object key, java.util.function.Supplier<T> first);

  /** What is known of an expression for the length of this execution. */
  Known known(dev.tusk.sql.plan.Expression expression, java.util.function.Supplier<Known> first);

  /**
   * Throws when the statement was cancelled or ran out of its time; cheap enough for inner loops.
   *
   * @throws dev.tusk.sql.error.SqlException 57014
   */
  void checkCancelled();
}
