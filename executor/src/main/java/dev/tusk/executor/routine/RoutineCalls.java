package dev.tusk.executor.routine;

import dev.tusk.executor.expression.FunctionBody;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.executor.expression.RoutineBinder;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.Routine;
import dev.tusk.sql.type.Type;
import java.util.List;
import java.util.Objects;

/** Calls of the user's functions, which are made by the session that runs the plan. */
public final class RoutineCalls implements RoutineBinder {
  @Override
  public FunctionBody bind(
      FunctionSignature function, List<Type> argumentTypes, Type result, FunctionLibrary library) {
    Routine declared = Objects.requireNonNull(function.routine());
    if (function.kind() == FunctionSignature.Kind.AGGREGATE) {
      return UserAggregate.of(function, argumentTypes, result, library);
    }
    if (declared.language().equals("internal")) {
      return library.bind(BuiltinBodies.find(function), argumentTypes, result);
    }
    RoutineCall call = new RoutineCall(function, argumentTypes, result);
    return switch (function.kind()) {
      case SCALAR, PROCEDURE ->
          (FunctionBody.AnyArguments)
              (arguments, context) -> {
                RoutineContext routine = RoutineContext.of(context);
                return routine.routines().call(call, arguments, routine);
              };
      case SET ->
          (FunctionBody.SetOfRows)
              (arguments, context) -> {
                RoutineContext routine = RoutineContext.of(context);
                return routine.routines().rows(call, arguments, routine);
              };
      case AGGREGATE, WINDOW -> throw SqlException.notSupported("function " + function.key());
    };
  }
}
