package dev.tusk.executor.routine;

import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.Known;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call of a body, for expressions of it that need no plan. */
public final class BodyExecution implements Execution {
  private static final @Nullable Object[] NO_SLOTS = {};

  private final @Nullable Object[] parameters;
  private final FunctionContext context;
  private @Nullable Map<Object, Object> memo;

  public BodyExecution(@Nullable Object[] parameters, FunctionContext context) {
    this.parameters = parameters;
    this.context = context;
  }

  @Override
  public @Nullable Object[] parameters() {
    return parameters;
  }

  @Override
  public @Nullable Object[] slots() {
    return NO_SLOTS;
  }

  @Override
  public FunctionContext functions() {
    return context;
  }

  @Override
  public RowSource open(PhysicalPlan plan) {
    throw new IllegalStateException("an expression without a plan has no subquery");
  }

  @Override
  @SuppressWarnings("unchecked") // each key is used with one type, by the expression that owns it
  public <T> T memo(Object key, Supplier<T> first) {
    Map<Object, Object> kept = memo;
    if (kept == null) {
      kept = new IdentityHashMap<>();
      memo = kept;
    }
    return (T) kept.computeIfAbsent(key, _ -> first.get());
  }

  @Override
  public Known known(Expression expression, Supplier<Known> first) {
    return memo(expression, first);
  }

  @Override
  public void checkCancelled() {
    context.checkCancelled();
  }
}
