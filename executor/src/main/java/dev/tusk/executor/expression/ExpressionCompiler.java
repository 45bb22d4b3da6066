package dev.tusk.executor.expression;

import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns expressions into closures.
 *
 * <p>Done once a plan, in about a microsecond, and shared by its executions: an {@link Evaluator}
 * keeps nothing between rows. What must be kept for the length of an execution (a parsed literal,
 * the answer of a subquery) goes to {@link Execution#memo}.
 */
public final class ExpressionCompiler {
  private final FunctionLibrary library;

  public ExpressionCompiler(FunctionLibrary library) {
    this.library = library;
  }

  public FunctionLibrary library() {
    return library;
  }

  public Evaluator compile(Expression expression) {
    return switch (expression) {
      case Expression.Constant(var value, _) -> (_, _) -> value;
      case Expression.Parameter(var index, _, _) -> (_, execution) -> execution.parameters()[index];
      case Expression.Input(var index, _) -> (row, _) -> row[index];
      case Expression.Outer(var slot, _) -> (_, execution) -> execution.slots()[slot];
      case Expression.Call call -> new CallCompiler(this).compile(call);
      case Expression.InOutCast cast -> CastCompiler.inOut(this, cast);
      case Expression.Relabel(var operand, _) -> compile(operand);
      case Expression.ApplyTypmod typmod -> CastCompiler.applyTypmod(this, typmod);
      case Expression.ArrayCast cast -> ArrayCompiler.cast(this, cast);
      case Expression.And(var operands, _) -> LogicCompiler.and(compileAll(operands));
      case Expression.Or(var operands, _) -> LogicCompiler.or(compileAll(operands));
      case Expression.Not(var operand, _) -> LogicCompiler.not(compile(operand));
      case Expression.IsNull test -> LogicCompiler.isNull(compile(test.operand()), test.negated());
      case Expression.BooleanTest test -> LogicCompiler.booleanTest(compile(test.operand()), test);
      case Expression.DistinctFrom test -> LogicCompiler.distinctFrom(this, test);
      case Expression.Case choice -> LogicCompiler.choose(this, choice);
      case Expression.Coalesce(var operands, _) -> LogicCompiler.coalesce(compileAll(operands));
      case Expression.NullIf test -> LogicCompiler.nullIf(this, test);
      case Expression.Extreme extreme -> LogicCompiler.extreme(this, extreme);
      case Expression.ArrayOf array -> ArrayCompiler.arrayOf(this, array);
      case Expression.Spread _ ->
          throw new IllegalStateException("VARIADIC is compiled with its call");
      case Expression.RowOf row -> ArrayCompiler.rowOf(this, row);
      case Expression.Field field -> ArrayCompiler.field(this, field);
      case Expression.Subscript subscript -> ArrayCompiler.subscript(this, subscript);
      case Expression.Slice slice -> ArrayCompiler.slice(this, slice);
      case Expression.ArrayAssign assign -> ArrayAssignment.compile(this, assign);
      case Expression.FieldAssign assign -> ArrayCompiler.fieldAssign(this, assign);
      case Expression.Quantified quantified -> ArrayCompiler.quantified(this, quantified);
      case Expression.InList list -> InListCompiler.compile(this, list);
      case Expression.Subquery subquery -> new SubqueryCompiler(this).compile(subquery);
    };
  }

  public @Nullable Evaluator compileOrNull(@Nullable Expression expression) {
    return expression == null ? null : compile(expression);
  }

  public Evaluator[] compileAll(List<Expression> expressions) {
    Evaluator[] evaluators = new Evaluator[expressions.size()];
    for (int i = 0; i < evaluators.length; i++) {
      evaluators[i] = compile(expressions.get(i));
    }
    return evaluators;
  }

  /** A function of two values, for comparisons that are not written as calls. */
  public TwoValues function(
      dev.tusk.sql.function.FunctionSignature function, Type left, Type right, Type result) {
    return new CallCompiler(this).twoValues(function, left, right, result);
  }

  /** The types of the expressions, in order. */
  static List<Type> types(List<Expression> expressions) {
    List<Type> types = new ArrayList<>(expressions.size());
    for (Expression expression : expressions) {
      types.add(expression.type());
    }
    return types;
  }
}
