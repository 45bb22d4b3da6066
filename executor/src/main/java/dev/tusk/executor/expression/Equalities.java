package dev.tusk.executor.expression;

import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.Operands;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Comparisons by {@code =} of one type, which a hash table can answer. */
public final class Equalities {
  /** Conversions that lose nothing and never fail. */
  private static final Set<String> WIDENING =
      Set.of("int4(int2)", "int8(int2)", "int8(int4)", "float8(float4)");

  private Equalities() {}

  /** A column of the row, and the value of an enclosing query's row that it is to equal. */
  public record Sides(Expression column, Expression outer) {}

  /** Whether it is the function of an {@code =} between two values of one type. */
  static boolean isEquality(FunctionSignature function) {
    return function.name().endsWith("eq")
        && !function.name().endsWith("regexeq")
        && function.arguments().size() == 2
        && function.arguments().get(0) == function.arguments().get(1);
  }

  /** The sides of {@code column = outer value}; null when the condition is none. */
  public static @Nullable Sides columnAndOuter(Expression condition) {
    if (!(condition instanceof Expression.Call(var function, var arguments, _, _))
        || !isEquality(function)
        || arguments.get(0).type() != arguments.get(1).type()) {
      return null;
    }
    Expression one = arguments.get(0);
    Expression other = arguments.get(1);
    if (isColumn(one) && isOuter(other)) {
      return new Sides(one, other);
    }
    return isColumn(other) && isOuter(one) ? new Sides(other, one) : null;
  }

  private static boolean isColumn(Expression expression) {
    return switch (expression) {
      case Expression.Input _ -> true;
      case Expression.Relabel(var operand, _, _) -> isColumn(operand);
      case Expression.Call(var function, var arguments, _, _) ->
          WIDENING.contains(function.key()) && isColumn(arguments.getFirst());
      default -> false;
    };
  }

  private static boolean isOuter(Expression expression) {
    return any(expression, e -> e instanceof Expression.Outer)
        && !any(expression, Equalities::changes);
  }

  /** Whether its value is not the same for all rows of the scan. */
  private static boolean changes(Expression expression) {
    return switch (expression) {
      case Expression.Input _, Expression.Subquery _ -> true;
      case Expression.Call(var function, _, _, _) ->
          function.volatility() == FunctionSignature.Volatility.VOLATILE;
      default -> false;
    };
  }

  private static boolean any(Expression expression, java.util.function.Predicate<Expression> test) {
    if (test.test(expression)) {
      return true;
    }
    List<Expression> operands = Operands.of(expression);
    return operands.stream().anyMatch(operand -> any(operand, test));
  }
}
