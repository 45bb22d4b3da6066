package dev.tusk.executor.expression;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The code of a function. Arguments of a strict function are never null: the caller answers NULL
 * itself.
 */
public sealed interface FunctionBody {
  @FunctionalInterface
  non-sealed interface NoArgument extends FunctionBody {
    @Nullable Object call(FunctionContext context);
  }

  @FunctionalInterface
  non-sealed interface OneArgument extends FunctionBody {
    @Nullable Object call(Object argument, FunctionContext context);
  }

  @FunctionalInterface
  non-sealed interface TwoArguments extends FunctionBody {
    @Nullable Object call(Object left, Object right, FunctionContext context);
  }

  /**
   * Three and more, variadic ones (collected in an array value), or not strict (elements may be
   * null).
   */
  @FunctionalInterface
  non-sealed interface AnyArguments extends FunctionBody {
    @Nullable Object call(@Nullable Object[] arguments, FunctionContext context);
  }

  /**
   * A set-returning function; a composite row is a RecordValue. Rows are made as they are asked
   * for.
   */
  @FunctionalInterface
  non-sealed interface SetOfRows extends FunctionBody {
    Iterator<@Nullable Object> call(@Nullable Object[] arguments, FunctionContext context);
  }

  /** An aggregate: a new accumulator per group. */
  @FunctionalInterface
  non-sealed interface Aggregate extends FunctionBody {
    Accumulator start(FunctionContext context);
  }
}
