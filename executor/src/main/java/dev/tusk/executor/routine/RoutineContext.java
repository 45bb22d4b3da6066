package dev.tusk.executor.routine;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.sql.error.SqlException;
import java.util.List;

/** What a function may know beside its arguments, where it may also run statements. */
public interface RoutineContext extends FunctionContext {
  StatementPort statements();

  /** Sets {@code name=value} each for the time of a call; what is given undoes it. */
  Runnable setForCall(List<String> settings);

  /** Runs what follows as a function's owner until what is given is run. */
  Runnable becomeOwner(long function);

  /** The session's functions of the user's. */
  Routines routines();

  /**
   * The context of a body that runs statements.
   *
   * @throws SqlException 0A000 where no session stands behind the call
   */
  static RoutineContext of(FunctionContext context) {
    if (context instanceof RoutineContext routine) {
      return routine;
    }
    throw SqlException.notSupported("a function that runs statements here");
  }
}
