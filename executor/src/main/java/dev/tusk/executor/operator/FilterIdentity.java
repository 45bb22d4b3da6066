package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.ExpressionCompiler;
import dev.tusk.executor.search.RowFilter;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.FunctionSignature.Volatility;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.Operands;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.type.ArrayValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What decides a filter's answer beside the row: the expression, and the values of those of its
 * parts that read no row (parameters, folded literals, {@code now()}, values of outer rows).
 *
 * <p>Only for filters whose other parts are immutable functions of values in the row.
 */
final class FilterIdentity {
  private final RowFilter.Shape shape;
  private final Evaluator[] constants;

  private FilterIdentity(RowFilter.Shape shape, Evaluator[] constants) {
    this.shape = shape;
    this.constants = constants;
  }

  /** The identity of a search's filter; null when its answers are not to be kept. */
  static @Nullable FilterIdentity of(
      Expression filter, PhysicalPlan.VectorSearch plan, ExpressionCompiler compiler) {
    List<Expression> constants = new ArrayList<>();
    if (!isFixed(filter, plan.columns(), plan.column(), constants)) {
      return null;
    }
    return new FilterIdentity(
        new RowFilter.Shape(filter, plan.columns()), compiler.compileAll(constants));
  }

  /** For one execution; null when a constant cannot be had, for the filter to say so if need be. */
  RowFilter.@Nullable Identity evaluate(PlanExecution execution) {
    @Nullable Object[] values = new Object[constants.length];
    try {
      for (int i = 0; i < values.length; i++) {
        values[i] = comparable(constants[i].evaluate(Limit.NO_FIELDS, execution));
      }
    } catch (SqlException e) {
      return null;
    }
    return new RowFilter.Identity(shape, values);
  }

  private static @Nullable Object comparable(@Nullable Object value) {
    if (value instanceof ArrayValue array) {
      Object[] parts = new Object[1 + 2 * array.dimensions()];
      parts[0] = array.elements();
      for (int d = 0; d < array.dimensions(); d++) {
        parts[1 + 2 * d] = array.length(d);
        parts[2 + 2 * d] = array.lowerBound(d);
      }
      return parts;
    }
    return value;
  }

  private static boolean readsRow(Expression expression) {
    return expression instanceof Expression.Input
        || Operands.of(expression).stream().anyMatch(FilterIdentity::readsRow);
  }

  private static boolean isFixed(
      Expression expression, List<Integer> columns, int vectorColumn, List<Expression> constants) {
    if (expression instanceof Expression.Constant) {
      return true;
    }
    if (!readsRow(expression)) {
      constants.add(expression);
      return true;
    }
    boolean fixed =
        switch (expression) {
          // Vectors take long to read, and what is asked of them differs with every query.
          case Expression.Input input -> columns.get(input.index()) != vectorColumn;
          case Expression.Call call ->
              call.function().kind() == FunctionSignature.Kind.SCALAR
                  && isImmutable(call.function());
          case Expression.DistinctFrom test -> isImmutable(test.equality());
          case Expression.NullIf test -> isImmutable(test.equality());
          case Expression.Quantified test -> isImmutable(test.operator());
          case Expression.InList test -> isImmutable(test.equality());
          case Expression.Relabel _, Expression.ApplyTypmod _, Expression.Subscript _ -> true;
          case Expression.And _, Expression.Or _, Expression.Not _ -> true;
          case Expression.IsNull _, Expression.BooleanTest _, Expression.Case _ -> true;
          case Expression.Coalesce _,
              Expression.Extreme _,
              Expression.ArrayOf _,
              Expression.Spread _ ->
              true;
          // Texts of values depend on settings; the rest is rare.
          default -> false;
        };
    for (Expression operand : Operands.of(expression)) {
      fixed = fixed && isFixed(operand, columns, vectorColumn, constants);
    }
    return fixed;
  }

  private static boolean isImmutable(FunctionSignature function) {
    return function.volatility() == Volatility.IMMUTABLE;
  }
}
