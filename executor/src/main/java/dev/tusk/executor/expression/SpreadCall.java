package dev.tusk.executor.expression;

import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code f(a, VARIADIC array)}: a call with as many arguments as the array has elements. */
final class SpreadCall implements Evaluator {
  /** The function's body for a number of elements, made anew when it changes. */
  private record Bound(int elements, FunctionBody.AnyArguments body) {}

  private final ExpressionCompiler compiler;
  private final Expression.Call call;
  private final Evaluator[] first;
  private final Evaluator array;
  private final Type elementType;
  private volatile @Nullable Bound last;

  SpreadCall(ExpressionCompiler compiler, Expression.Call call, Expression.Spread spread) {
    this.compiler = compiler;
    this.call = call;
    this.first = compiler.compileAll(call.arguments().subList(0, call.arguments().size() - 1));
    this.array = compiler.compile(spread.array());
    this.elementType = ArrayCompiler.elementType(spread.array().type());
  }

  @Override
  public @Nullable Object evaluate(@Nullable Object[] row, Execution execution) {
    @Nullable Object[] given = CallCompiler.evaluateAll(first, row, execution);
    Object elements = array.evaluate(row, execution);
    if (elements == null && !call.function().name().equals("format")) {
      return null;
    }
    // A template is written out without arguments, too; the other functions have no answer then.
    List<@Nullable Object> spread =
        elements instanceof ArrayValue values ? values.elements() : List.of();
    @Nullable Object[] arguments = Arrays.copyOf(given, given.length + spread.size());
    for (int i = 0; i < spread.size(); i++) {
      arguments[given.length + i] = spread.get(i);
    }
    return body(spread.size()).call(arguments, execution.functions());
  }

  private FunctionBody.AnyArguments body(int elements) {
    Bound bound = last;
    if (bound == null || bound.elements != elements) {
      List<Type> types = new ArrayList<>();
      call.arguments().subList(0, first.length).forEach(argument -> types.add(argument.type()));
      types.addAll(Collections.nCopies(elements, elementType));
      bound =
          new Bound(
              elements,
              (FunctionBody.AnyArguments)
                  compiler.library().bind(call.function(), types, call.type()));
      last = bound;
    }
    return bound.body;
  }
}
