package dev.tusk.executor.routine;

import dev.tusk.executor.expression.Accumulator;
import dev.tusk.executor.expression.FunctionBody;
import dev.tusk.executor.expression.FunctionCaller;
import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.function.AggregateParts;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate of the user's: its functions, bound to the types of a call ({@code nodeAgg.c}). The
 * moving form is not used: a frame that moves is added up again.
 */
final class UserAggregate implements FunctionBody.Aggregate {
  private final FunctionCaller transition;
  private final boolean strict;
  private final @Nullable FunctionCaller finish;
  private final Type state;
  private final @Nullable String initial;
  private final int extra;

  private UserAggregate(
      FunctionCaller transition,
      boolean strict,
      @Nullable FunctionCaller finish,
      Type state,
      @Nullable String initial,
      int extra) {
    this.transition = transition;
    this.strict = strict;
    this.finish = finish;
    this.state = state;
    this.initial = initial;
    this.extra = extra;
  }

  static UserAggregate of(
      FunctionSignature function, List<Type> argumentTypes, Type result, FunctionLibrary library) {
    AggregateParts parts =
        Objects.requireNonNull(Objects.requireNonNull(function.routine()).aggregate());
    if (parts.kind() != 'n') {
      throw SqlException.notSupported("ordered-set aggregate " + function.name());
    }
    AggregateParts.State step = parts.state();
    Type state = PolymorphicOutputs.actual(step.type(), function.arguments(), argumentTypes);
    List<Type> types = new ArrayList<>();
    types.add(state);
    types.addAll(argumentTypes);
    FunctionSignature last = step.finish();
    List<Type> finishTypes = step.extra() ? types : List.of(state);
    return new UserAggregate(
        FunctionCaller.of(step.transition(), types, state, library),
        step.transition().strict(),
        last == null ? null : FunctionCaller.of(last, finishTypes, result, library),
        state,
        step.initial(),
        step.extra() ? argumentTypes.size() : 0);
  }

  @Override
  public Accumulator start(FunctionContext context) {
    Object first = initial == null ? null : state.parse(initial, context.format());
    return new State(first, context);
  }

  private final class State implements Accumulator {
    private final FunctionContext context;
    private @Nullable Object value;

    /** Whether a row has made the state, where nothing else does. */
    private boolean begun;

    State(@Nullable Object value, FunctionContext context) {
      this.value = value;
      this.context = context;
      this.begun = value != null;
    }

    @Override
    public void add(@Nullable Object[] arguments) {
      if (strict) {
        for (Object argument : arguments) {
          if (argument == null) {
            return;
          }
        }
        if (!begun) {
          value = arguments[0];
          begun = true;
          return;
        }
        if (value == null) {
          return;
        }
      }
      @Nullable Object[] all = new @Nullable Object[arguments.length + 1];
      all[0] = value;
      System.arraycopy(arguments, 0, all, 1, arguments.length);
      value = transition.call(all, context);
    }

    @Override
    public @Nullable Object result() {
      FunctionCaller last = finish;
      if (last == null) {
        return value;
      }
      @Nullable Object[] all = Arrays.copyOf(new @Nullable Object[] {value}, 1 + extra);
      return last.call(all, context);
    }
  }
}
