package dev.tusk.executor.expression;

import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.type.Type;
import java.util.List;

/** Makes what a plan calls of a function of the user's, which is no part of the library. */
@FunctionalInterface
public interface RoutineBinder {
  FunctionBody bind(
      FunctionSignature function, List<Type> argumentTypes, Type result, FunctionLibrary library);
}
