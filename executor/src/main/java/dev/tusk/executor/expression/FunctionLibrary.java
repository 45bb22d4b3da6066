package dev.tusk.executor.expression;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.type.CollatedType;
import dev.tusk.sql.type.Collation;
import dev.tusk.sql.type.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The bodies of all functions by {@link FunctionSignature#key}, filled once when an engine starts
 * and only read afterwards.
 */
public final class FunctionLibrary {
  private final Map<String, FunctionBinder> binders = new HashMap<>();
  private final Map<String, FunctionBinder> collated = new HashMap<>();
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

  /** Adds what a function does under a collation that orders by more than the bytes. */
  public FunctionLibrary collated(String key, FunctionBinder binder) {
    collated.put(key, binder);
    return this;
  }

  /** A function that does the same under such a collation, where it allows for that. */
  public FunctionLibrary collatedCheck(String key, Consumer<Collation> check) {
    return collated(
        key,
        (types, result) -> {
          Collation collation = Objects.requireNonNull(CollatedType.collation(types.getFirst()));
          FunctionBody body = Objects.requireNonNull(binders.get(key)).bind(types, result);
          return checked(body, () -> check.accept(collation));
        });
  }

  private static FunctionBody checked(FunctionBody body, Runnable check) {
    return switch (body) {
      case FunctionBody.NoArgument none ->
          (FunctionBody.NoArgument)
              context -> {
                check.run();
                return none.call(context);
              };
      case FunctionBody.OneArgument one ->
          (FunctionBody.OneArgument)
              (a, context) -> {
                check.run();
                return one.call(a, context);
              };
      case FunctionBody.TwoArguments two ->
          (FunctionBody.TwoArguments)
              (a, b, context) -> {
                check.run();
                return two.call(a, b, context);
              };
      case FunctionBody.AnyArguments any ->
          (FunctionBody.AnyArguments)
              (arguments, context) -> {
                check.run();
                return any.call(arguments, context);
              };
      case FunctionBody.SetOfRows set ->
          (FunctionBody.SetOfRows)
              (arguments, context) -> {
                check.run();
                return set.call(arguments, context);
              };
      case FunctionBody.Aggregate aggregate -> aggregate;
    };
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
    if (!argumentTypes.isEmpty() && argumentTypes.getFirst() instanceof CollatedType) {
      FunctionBinder own = collated.get(function.key());
      if (own != null) {
        return own.bind(argumentTypes, result);
      }
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
