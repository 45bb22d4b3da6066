package dev.tusk.executor.routine;

import dev.tusk.sql.function.FunctionSignature;

/** A language in which bodies are written. */
public interface Language {
  /** As LANGUAGE names it. */
  String name();

  /**
   * Checks a function that is being created; the catalog has it already.
   *
   * @param body whether its body is checked too: {@code check_function_bodies}
   * @throws dev.tusk.sql.error.SqlException what is wrong; the position is one in the body, whose
   *     place in the statement the caller knows
   */
  void check(FunctionSignature function, boolean body, RoutineContext context);

  /** Makes a body ready for calls of such types. */
  RoutineBody body(RoutineCall call, RoutineContext context);
}
