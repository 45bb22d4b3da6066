package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.function.FunctionSignature.Volatility;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.Operands;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows under a condition that reads none of them: it is asked once, before the first, and where it
 * does not hold the input is not even opened (PostgreSQL's One-Time Filter).
 */
final class OneTime implements RowSource {
  private static final @Nullable Object[] NO_ROW = {};

  private final Operator input;
  private final Evaluator condition;
  private final PlanExecution execution;
  private @Nullable RowSource rows;
  private boolean asked;

  OneTime(Operator input, Evaluator condition, PlanExecution execution) {
    this.input = input;
    this.condition = condition;
    this.execution = execution;
  }

  /**
   * The parts of a condition that are asked once, and those that are asked for each row; either is
   * null when there are none.
   */
  record Parts(@Nullable Expression once, @Nullable Expression each) {}

  static Parts parts(Expression condition) {
    return parts(condition, 0);
  }

  /**
   * @param fixed how many fields of the row stay the same
   */
  static Parts parts(Expression condition, int fixed) {
    List<Expression> once = new ArrayList<>();
    List<Expression> each = new ArrayList<>();
    for (Expression conjunct : conjuncts(condition)) {
      (dependsOnRow(conjunct, fixed) ? each : once).add(conjunct);
    }
    return new Parts(and(once, condition), and(each, condition));
  }

  static List<Expression> conjuncts(Expression condition) {
    return condition instanceof Expression.And(var operands, _) ? operands : List.of(condition);
  }

  static @Nullable Expression and(List<Expression> conjuncts, Expression condition) {
    return switch (conjuncts.size()) {
      case 0 -> null;
      case 1 -> conjuncts.getFirst();
      default -> new Expression.And(conjuncts, condition.type());
    };
  }

  private static boolean dependsOnRow(Expression expression, int fixed) {
    return switch (expression) {
      case Expression.Input input -> input.index() >= fixed;
      case Expression.Call call when call.function().volatility() == Volatility.VOLATILE -> true;
      default -> Operands.of(expression).stream().anyMatch(o -> dependsOnRow(o, fixed));
    };
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (!asked) {
      asked = true;
      if (condition.holds(NO_ROW, execution)) {
        rows = input.open(execution);
      }
    }
    RowSource source = rows;
    return source == null ? null : source.next();
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
    }
  }
}
