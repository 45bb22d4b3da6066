package dev.tusk.executor.expression;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.type.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The bodies of all functions by {@link FunctionSignature#key}, filled once when an engine starts
 * and only read afterwards.
 */
public final class FunctionLibrary {
  private final Map<String, FunctionBinder> binders = new HashMap<>();
  private RoutineBinder routines =
      (function, _, _, _) -> {
        throw SqlException.notSupported("function " + function.key());
      };

  /** Adds a function whose body does not depend on the call's types. */
  public FunctionLibrary none(String key, FunctionBody.NoArgument body) {
    return typed(key, (_, _) -> body);
  }

  public FunctionLibrary one(String key, FunctionBody.OneArgument body) {
    return typed(key, (_, _) -> body);
  }

  public FunctionLibrary two(String key, FunctionBody.TwoArguments body) {
    return typed(key, (_, _) -> body);
  }

  public FunctionLibrary any(String key, FunctionBody.AnyArguments body) {
    return typed(key, (_, _) -> body);
  }

  public FunctionLibrary set(String key, FunctionBody.SetOfRows body) {
    return typed(key, (_, _) -> body);
  }

  public FunctionLibrary aggregate(String key, FunctionBody.Aggregate body) {
    return typed(key, (_, _) -> body);
  }

  /** Adds a function whose body is made for the types of each call. */
  public FunctionLibrary typed(String key, FunctionBinder binder) {
    FunctionBinder before = binders.put(key, binder);
    if (before != null) {
      throw new IllegalStateException("two bodies for function " + key);
    }
    return this;
  }

  /** Who makes bodies of the user's functions. */
  public FunctionLibrary routines(RoutineBinder binder) {
    routines = binder;
    return this;
  }

  /** The body for a call. */
  public FunctionBody bind(FunctionSignature function, List<Type> argumentTypes, Type result) {
    if (function.routine() != null) {
      return routines.bind(function, argumentTypes, result, this);
    }
    FunctionBinder binder = binders.get(function.key());
    if (binder == null) {
      throw SqlException.notSupported("function " + function.key());
    }
    return binder.bind(argumentTypes, result);
  }

  public boolean contains(FunctionSignature function) {
    return binders.containsKey(function.key());
  }

  public Set<String> keys() {
    return Set.copyOf(binders.keySet());
  }
}
