package dev.tusk.executor.routine;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.Routine;
import java.util.List;
import java.util.Objects;

/** Built-in functions that functions in LANGUAGE internal stand for. */
public final class BuiltinBodies {
  private BuiltinBodies() {}

  /** Whether there is a built-in function of that name at all. */
  public static boolean exist(String name) {
    FunctionCatalog builtin = FunctionCatalog.builtin();
    return !builtin.functions(name).isEmpty() || !builtin.supportFunctions(name).isEmpty();
  }

  /**
   * The function whose body a function of the user's has.
   *
   * @throws SqlException 0A000 when Tusk does not have it in that form
   */
  static FunctionSignature find(FunctionSignature function) {
    Routine routine = Objects.requireNonNull(function.routine());
    List<FunctionSignature> named = FunctionCatalog.builtin().functions(routine.source());
    for (FunctionSignature builtin : named) {
      if (builtin.arguments().equals(function.arguments())) {
        return builtin;
      }
    }
    for (FunctionSignature builtin : named) {
      if (builtin.arguments().size() == function.arguments().size()
          && builtin.kind() == function.kind()) {
        return builtin;
      }
    }
    throw SqlException.notSupported("built-in function \"" + routine.source() + "\" here");
  }

  /** The error for a name that no built-in function has. */
  public static SqlException missing(String name) {
    return SqlException.of(
        SqlState.UNDEFINED_FUNCTION, "there is no built-in function named \"" + name + "\"");
  }
}
