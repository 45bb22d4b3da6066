package dev.tusk.executor.expression;

import dev.tusk.sql.type.Type;
import java.util.List;

/** Makes a function's body for the actual types of a call, which polymorphic functions need. */
@FunctionalInterface
public interface FunctionBinder {
  FunctionBody bind(List<Type> argumentTypes, Type resultType);
}
