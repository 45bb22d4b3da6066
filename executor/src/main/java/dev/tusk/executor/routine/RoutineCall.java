package dev.tusk.executor.routine;

import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.Routine;
import dev.tusk.sql.type.Type;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call of a function of the user's as a plan has it: the key under which a session keeps its
 * body. Equal calls of several plans share one.
 */
public final class RoutineCall {
  private final FunctionSignature function;
  private final List<Type> argumentTypes;
  private final Type resultType;
  private final int hash;

  /**
   * A call.
   *
   * @param argumentTypes those of the values given, in which no polymorphic one is left
   * @param resultType likewise
   */
  public RoutineCall(FunctionSignature function, List<Type> argumentTypes, Type resultType) {
    this.function = function;
    this.argumentTypes = List.copyOf(argumentTypes);
    this.resultType = resultType;
    this.hash = 31 * function.oid() + this.argumentTypes.hashCode();
  }

  public FunctionSignature function() {
    return function;
  }

  public List<Type> argumentTypes() {
    return argumentTypes;
  }

  public Type resultType() {
    return resultType;
  }

  public Routine routine() {
    return Objects.requireNonNull(function.routine());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || other instanceof RoutineCall that
            && hash == that.hash
            && resultType.equals(that.resultType)
            && argumentTypes.equals(that.argumentTypes)
            && function.equals(that.function);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
