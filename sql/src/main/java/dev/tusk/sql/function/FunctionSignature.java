package dev.tusk.sql.function;

import dev.tusk.sql.type.Type;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A function of {@code pg_proc}: what it takes and gives, not how. The executor finds the code
 * under {@link #key}.
 *
 * @param arguments declared types; polymorphic ones are {@code anyelement}, {@code anyarray}, …
 * @param variadic whether the last argument, an array, may be given as separate elements
 * @param requiredArguments how many must be given; the others have defaults that the executor knows
 * @param strict NULL in, NULL out, without a call
 * @param routine what is known of a function of the user's besides; null for a built-in one
 */
public record FunctionSignature(
    int oid,
    String name,
    List<Type> arguments,
    boolean variadic,
    int requiredArguments,
    Type result,
    Kind kind,
    boolean strict,
    Volatility volatility,
    @Nullable Routine routine) {

  /** A built-in function. */
  public FunctionSignature(
      int oid,
      String name,
      List<Type> arguments,
      boolean variadic,
      int requiredArguments,
      Type result,
      Kind kind,
      boolean strict,
      Volatility volatility) {
    this(oid, name, arguments, variadic, requiredArguments, result, kind, strict, volatility, null);
  }

  /** What a call of it does: {@code prokind}, with set-returning functions told apart. */
  public enum Kind {
    SCALAR,
    SET,
    AGGREGATE,
    WINDOW,
    /** Called by CALL only. */
    PROCEDURE
  }

  /** {@code provolatile}. */
  public enum Volatility {
    IMMUTABLE,
    STABLE,
    VOLATILE
  }

  /**
   * Name and declared argument types, e.g. {@code lower(text)}: unique among all built-in
   * functions.
   */
  public String key() {
    return name + arguments.stream().map(Type::name).collect(Collectors.joining(",", "(", ")"));
  }
}
