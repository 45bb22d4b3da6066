package dev.tusk.sql.plan;

import dev.tusk.sql.function.FunctionSignature.Volatility;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What of a condition is asked once, and what for each row; either is null when there is nothing.
 */
public record ConditionParts(@Nullable Expression once, @Nullable Expression each) {
  public static ConditionParts of(@Nullable Expression condition) {
    return of(condition, 0);
  }

  /**
   * The parts of a condition.
   *
   * @param fixed how many of the row's first fields stay the same while it is asked
   */
  public static ConditionParts of(@Nullable Expression condition, int fixed) {
    List<Expression> once = new ArrayList<>();
    List<Expression> each = new ArrayList<>();
    for (Expression conjunct : conjuncts(condition)) {
      (dependsOnRow(conjunct, fixed) ? each : once).add(conjunct);
    }
    return new ConditionParts(and(once), and(each));
  }

  /** A condition without the parts that another consists of; null when nothing is left. */
  public static @Nullable Expression without(
      @Nullable Expression condition, @Nullable Expression other) {
    return unless(condition, conjuncts(other)::contains);
  }

  /** A condition without some of its parts; null when nothing is left. */
  public static @Nullable Expression unless(
      @Nullable Expression condition, Predicate<Expression> left) {
    return and(conjuncts(condition).stream().filter(left.negate()).toList());
  }

  private static List<Expression> conjuncts(@Nullable Expression condition) {
    return switch (condition) {
      case null -> List.of();
      case Expression.And(var operands, _) -> operands;
      default -> List.of(condition);
    };
  }

  private static @Nullable Expression and(List<Expression> conjuncts) {
    return switch (conjuncts.size()) {
      case 0 -> null;
      case 1 -> conjuncts.getFirst();
      default -> new Expression.And(conjuncts, conjuncts.getFirst().type());
    };
  }

  private static boolean dependsOnRow(Expression expression, int fixed) {
    return switch (expression) {
      case Expression.Input input -> input.index() >= fixed;
      case Expression.Call call when call.function().volatility() == Volatility.VOLATILE -> true;
      default -> Operands.of(expression).stream().anyMatch(o -> dependsOnRow(o, fixed));
    };
  }
}
