package dev.tusk.executor.expression;

import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function called with values, whatever the form of its body: NULL for NULL where it is strict.
 */
@FunctionalInterface
public interface FunctionCaller {
  @Nullable Object call(@Nullable Object[] arguments, FunctionContext context);

  /** The caller of a function that gives one value, for arguments of these types. */
  static FunctionCaller of(
      FunctionSignature function, List<Type> argumentTypes, Type result, FunctionLibrary library) {
    FunctionBody body = library.bind(function, argumentTypes, result);
    FunctionCaller caller =
        switch (body) {
          case FunctionBody.NoArgument none -> (_, context) -> none.call(context);
          case FunctionBody.OneArgument one ->
              (a, context) -> a[0] == null ? null : one.call(a[0], context);
          case FunctionBody.TwoArguments two ->
              (a, context) -> a[0] == null || a[1] == null ? null : two.call(a[0], a[1], context);
          case FunctionBody.AnyArguments any -> any::call;
          case FunctionBody.SetOfRows _, FunctionBody.Aggregate _ ->
              throw new IllegalStateException(function.key() + " gives no single value");
        };
    return function.strict()
        ? (a, context) -> CallCompiler.hasNull(a) ? null : caller.call(a, context)
        : caller;
  }
}
