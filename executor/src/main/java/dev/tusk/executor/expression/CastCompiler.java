package dev.tusk.executor.expression;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Type;

/** Conversions through text and fitting to a typmod. */
final class CastCompiler {
  private CastCompiler() {}

  /**
   * Through text. A literal or parameter is read once an execution rather than once a row: a vector
   * of 768 numbers costs more to read than a distance to compute.
   */
  static Evaluator inOut(ExpressionCompiler compiler, Expression.InOutCast cast) {
    Evaluator operand = compiler.compile(cast.operand());
    Type source = cast.operand().type();
    Type target = cast.type();
    int position = cast.position();
    boolean dated = target.category() == 'D';
    Evaluator convert =
        (row, execution) -> {
          Object value = operand.evaluate(row, execution);
          if (value == null) {
            return null;
          }
          FunctionContext context = execution.functions();
          FormatSettings format = context.format();
          return convert(
              value,
              source,
              target,
              dated ? format.at(context.transactionMicros()) : format,
              position);
        };
    return constantForExecution(cast.operand()) ? oncePerExecution(cast, convert) : convert;
  }

  static Evaluator applyTypmod(ExpressionCompiler compiler, Expression.ApplyTypmod expression) {
    Evaluator operand = compiler.compile(expression.operand());
    Type type = expression.type();
    int typmod = expression.typmod();
    boolean explicit = expression.explicit();
    return (row, execution) -> {
      Object value = operand.evaluate(row, execution);
      return value == null ? null : type.applyTypmod(value, typmod, explicit);
    };
  }

  private static Object convert(
      Object value, Type source, Type target, FormatSettings format, int position) {
    String text = value instanceof String string ? string : source.toText(value, format);
    try {
      return target.parse(text, format);
    } catch (SqlException e) {
      throw e.at(position);
    }
  }

  private static boolean constantForExecution(Expression expression) {
    return expression instanceof Expression.Parameter
        || expression instanceof Expression.Constant
        || (expression instanceof Expression.Relabel(var operand, _, _)
            && constantForExecution(operand));
  }

  private record Kept(@org.jspecify.annotations.Nullable Object value) {}

  private static Evaluator oncePerExecution(Expression key, Evaluator convert) {
    return (row, execution) ->
        execution.memo(key, () -> new Kept(convert.evaluate(row, execution))).value();
  }
}
