package dev.tusk.executor.expression;

import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.Operands;
import dev.tusk.sql.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls of functions: strictness outside, the shape of the body inside. All arguments are computed
 * before one that is NULL decides, so that one that fails always does.
 */
final class CallCompiler {
  private final ExpressionCompiler compiler;

  CallCompiler(ExpressionCompiler compiler) {
    this.compiler = compiler;
  }

  Evaluator compile(Expression.Call call) {
    if (!call.arguments().isEmpty()
        && call.arguments().getLast() instanceof Expression.Spread spread) {
      return new SpreadCall(compiler, call, spread);
    }
    FunctionBody body =
        compiler
            .library()
            .bind(call.function(), ExpressionCompiler.types(call.arguments()), call.type());
    Evaluator[] arguments = arguments(call);
    boolean strict = call.function().strict();
    return switch (body) {
      case FunctionBody.NoArgument none -> (_, execution) -> none.call(execution.functions());
      case FunctionBody.OneArgument one -> one(one, arguments[0]);
      case FunctionBody.TwoArguments two -> two(two, arguments[0], arguments[1]);
      case FunctionBody.AnyArguments any -> strict ? strict(any, arguments) : lax(any, arguments);
      case FunctionBody.SetOfRows set -> firstOf(set, arguments, strict);
      case FunctionBody.Aggregate _ ->
          throw new IllegalStateException(call.function().key() + " is an aggregate");
    };
  }

  /**
   * What comes from rows and parameters was looked at when it came; what is computed is looked at
   * here, before a function whose time depends on its size.
   */
  private Evaluator[] arguments(Expression.Call call) {
    Evaluator[] arguments = compiler.compileAll(call.arguments());
    if (FunctionCost.of(call.function()) == FunctionCost.LINEAR) {
      for (int i = 0; i < arguments.length; i++) {
        Expression argument = call.arguments().get(i);
        if (!Operands.of(argument).isEmpty() && !FunctionCost.isFixed(argument.type())) {
          arguments[i] = admitted(arguments[i]);
        }
      }
    }
    return arguments;
  }

  private static Evaluator admitted(Evaluator argument) {
    return (row, execution) -> {
      Object value = argument.evaluate(row, execution);
      execution.functions().admit(value);
      return value;
    };
  }

  private static Evaluator one(FunctionBody.OneArgument body, Evaluator argument) {
    return (row, execution) -> {
      Object value = argument.evaluate(row, execution);
      return value == null ? null : body.call(value, execution.functions());
    };
  }

  private static Evaluator two(FunctionBody.TwoArguments body, Evaluator left, Evaluator right) {
    return (row, execution) -> {
      Object a = left.evaluate(row, execution);
      Object b = right.evaluate(row, execution);
      return a == null || b == null ? null : body.call(a, b, execution.functions());
    };
  }

  private static Evaluator strict(FunctionBody.AnyArguments body, Evaluator[] arguments) {
    return (row, execution) -> {
      @Nullable Object[] values = evaluateAll(arguments, row, execution);
      return hasNull(values) ? null : body.call(values, execution.functions());
    };
  }

  private static Evaluator lax(FunctionBody.AnyArguments body, Evaluator[] arguments) {
    return (row, execution) ->
        body.call(evaluateAll(arguments, row, execution), execution.functions());
  }

  /** Where a set is not expected, the planner has left a call that gives one row. */
  private static Evaluator firstOf(
      FunctionBody.SetOfRows body, Evaluator[] arguments, boolean strict) {
    return (row, execution) -> {
      @Nullable Object[] values = evaluateAll(arguments, row, execution);
      if (strict && hasNull(values)) {
        return null;
      }
      var rows = body.call(values, execution.functions());
      return rows.hasNext() ? rows.next() : null;
    };
  }

  TwoValues twoValues(FunctionSignature function, Type left, Type right, Type result) {
    FunctionBody body = compiler.library().bind(function, List.of(left, right), result);
    return switch (body) {
      case FunctionBody.TwoArguments two ->
          (a, b, execution) ->
              a == null || b == null ? null : two.call(a, b, execution.functions());
      case FunctionBody.AnyArguments any ->
          (a, b, execution) ->
              function.strict() && (a == null || b == null)
                  ? null
                  : any.call(new @Nullable Object[] {a, b}, execution.functions());
      default -> throw new IllegalStateException(function.key() + " does not take two values");
    };
  }

  static @Nullable Object[] evaluateAll(
      Evaluator[] evaluators, @Nullable Object[] row, Execution execution) {
    @Nullable Object[] values = new Object[evaluators.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = evaluators[i].evaluate(row, execution);
    }
    return values;
  }

  static boolean hasNull(@Nullable Object[] values) {
    for (Object value : values) {
      if (value == null) {
        return true;
      }
    }
    return false;
  }
}
