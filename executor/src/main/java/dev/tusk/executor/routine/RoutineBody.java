package dev.tusk.executor.routine;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The body of a function of the user's, made ready for the types of its calls and used by one
 * session; it may be called while it runs. Arguments are those of the parameters that take values,
 * in order, defaults filled in; those of a strict function are never null.
 */
public interface RoutineBody {
  /**
   * The value of one call: that of the result's type; of a function with several outputs, or one
   * that returns a row, a RecordValue; null for {@code void}.
   */
  @Nullable Object call(@Nullable Object[] arguments, RoutineContext context);

  /**
   * The outputs of one CALL.
   *
   * @param atomic whether it must leave the transaction as it is
   */
  default @Nullable Object callProcedure(
      @Nullable Object[] arguments, RoutineContext context, boolean atomic) {
    return call(arguments, context);
  }

  /** The values of one call of a function that returns a set, in order. */
  Iterator<@Nullable Object> rows(@Nullable Object[] arguments, RoutineContext context);
}
