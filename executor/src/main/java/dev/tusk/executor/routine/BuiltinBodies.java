package dev.tusk.executor.routine;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.Routine;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Built-in functions that functions in LANGUAGE internal stand for. */
public final class BuiltinBodies {
  private BuiltinBodies() {}

  /** Functions of many types, by {@code prosrc}: one whose body does for all of them. */
  private static final Map<String, Integer> CONSTRUCTORS =
      Map.of(
          "range_constructor2",
          3840,
          "range_constructor3",
          3841,
          "multirange_constructor0",
          4280,
          "multirange_constructor1",
          4281,
          "multirange_constructor2",
          4282);

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
    Integer constructor = CONSTRUCTORS.get(routine.source());
    if (constructor != null) {
      return Objects.requireNonNull(FunctionCatalog.builtin().function(constructor));
    }
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
