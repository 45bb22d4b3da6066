package dev.tusk.executor.expression;

import dev.tusk.sql.plan.Expression;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A call of a set-returning function, compiled: gives all its values for a row. */
@FunctionalInterface
public interface SetEvaluator {
  Iterator<@Nullable Object> evaluate(@Nullable Object[] row, Execution execution);

  /** Compiles a call of a function of kind SET; any other expression is a set of one. */
  static SetEvaluator compile(Expression expression, ExpressionCompiler compiler) {
    if (expression instanceof Expression.Call call
        && compiler
                .library()
                .bind(call.function(), ExpressionCompiler.types(call.arguments()), call.type())
            instanceof FunctionBody.SetOfRows body) {
      Evaluator[] arguments = compiler.compileAll(call.arguments());
      boolean strict = call.function().strict();
      return (row, execution) -> {
        @Nullable Object[] values = CallCompiler.evaluateAll(arguments, row, execution);
        return strict && CallCompiler.hasNull(values)
            ? Collections.emptyIterator()
            : body.call(values, execution.functions());
      };
    }
    Evaluator single = compiler.compile(expression);
    return (row, execution) ->
        Collections.<@Nullable Object>singletonList(single.evaluate(row, execution)).iterator();
  }
}
