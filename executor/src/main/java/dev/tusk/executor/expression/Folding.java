package dev.tusk.executor.expression;

import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.Operands;
import dev.tusk.sql.plan.PhysicalPlan;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Constant folding by PostgreSQL's rules ({@code eval_const_expressions} of clauses.c): operands
 * are looked at from left to right; AND, OR, CASE and COALESCE stop where a constant decides, and
 * what stands behind is never computed; a strict call with a NULL is NULL, whatever its other
 * arguments are.
 *
 * <p>PostgreSQL has the values when it plans. Our plans are shared by statements with other
 * literals, so this is done with the values of an execution, when it begins.
 */
public final class Folding {
  static final @Nullable Object[] NO_ROW = {};

  private final ExpressionCompiler compiler;
  private final ExpressionCompiler plain;
  private final Constants constants;
  private final Function<PhysicalPlan, @Nullable Fold> plans;
  private final Map<Expression, Optional<Fold>> made = new IdentityHashMap<>();

  /**
   * For expressions of a plan.
   *
   * @param compiler the plan's
   * @param plans folds a subquery's plan
   */
  public Folding(ExpressionCompiler compiler, Function<PhysicalPlan, @Nullable Fold> plans) {
    this.compiler = compiler;
    this.plain = compiler.plain();
    this.constants = compiler.constants();
    this.plans = plans;
  }

  /** What is to be done before the first row; null when nothing is. */
  public @Nullable Fold of(Expression expression) {
    return Constants.isLeaf(expression) ? null : any(expression);
  }

  private @Nullable Fold any(Expression expression) {
    Optional<Fold> known = made.get(expression);
    if (known == null) {
      known = Optional.ofNullable(make(expression));
      made.put(expression, known);
    }
    return known.orElse(null);
  }

  private @Nullable Fold make(Expression expression) {
    if (expression instanceof Expression.Spread(var array, _)) {
      return any(array);
    }
    if (expression instanceof Expression.Constant(var value, _)) {
      Known known = new Known(value);
      return _ -> known;
    }
    if (expression instanceof Expression.Parameter(int index, _, _)) {
      return execution -> new Known(execution.parameters()[index]);
    }
    return switch (constants.of(expression)) {
      case ALWAYS -> {
        Evaluator evaluator = plain.compile(expression);
        yield execution ->
            execution.known(expression, () -> new Known(evaluator.evaluate(NO_ROW, execution)));
      }
      case MAYBE -> {
        Fold decided = decided(expression);
        yield execution -> {
          Known known =
              execution.known(
                  expression,
                  () -> {
                    Known found = decided.fold(execution);
                    return found == null ? Known.NOTHING : found;
                  });
          return known == Known.NOTHING ? null : known;
        };
      }
      case NEVER -> walked(expression);
    };
  }

  /** Looks at the parts of what is no constant itself; null where there is nothing to look at. */
  private @Nullable Fold walked(Expression expression) {
    if (!(expression instanceof Expression.Subquery)
        && Operands.of(expression).stream().allMatch(this::isIdle)) {
      return null;
    }
    Fold fold = decided(expression);
    return execution -> {
      fold.fold(execution);
      return null;
    };
  }

  private boolean isIdle(Expression expression) {
    return of(expression) == null;
  }

  private Fold decided(Expression expression) {
    return switch (expression) {
      case Expression.And(var operands, _) -> connected(folds(operands), false);
      case Expression.Or(var operands, _) -> connected(folds(operands), true);
      case Expression.Case e -> choice(e);
      case Expression.Coalesce(var operands, _) -> coalesce(folds(operands));
      case Expression.IsNull(Expression.RowOf(var fields, _, _), boolean negated, _) ->
          rowIsNull(folds(fields), negated);
      case Expression.Call e ->
          operation(e, e.function().strict(), Constants.isFoldable(e.function()));
      case Expression.NullIf e -> nullIf(e);
      case Expression.Subquery e -> subquery(e);
      default -> operation(expression, false, constants.of(expression) != Constancy.NEVER);
    };
  }

  private List<Fold> folds(List<Expression> expressions) {
    List<Fold> folds = new ArrayList<>(expressions.size());
    for (Expression expression : expressions) {
      Fold fold = any(expression);
      folds.add(fold == null ? _ -> null : fold);
    }
    return folds;
  }

  /**
   * What needs all its operands.
   *
   * @param strict whether a constant NULL among them decides
   * @param foldable whether it is a constant when they are
   */
  private Fold operation(Expression expression, boolean strict, boolean foldable) {
    List<Fold> operands = folds(Operands.of(expression));
    Evaluator evaluator = foldable ? compiler.bare(expression) : null;
    return execution -> {
      boolean all = true;
      boolean isNull = false;
      for (Fold operand : operands) {
        Known known = operand.fold(execution);
        all &= known != null;
        isNull |= known != null && known.value() == null;
      }
      if (strict && isNull) {
        return new Known(null);
      }
      return all && evaluator != null ? new Known(evaluator.evaluate(NO_ROW, execution)) : null;
    };
  }

  private static Fold connected(List<Fold> operands, boolean decisive) {
    return execution -> {
      boolean all = true;
      boolean isNull = false;
      for (Fold operand : operands) {
        Known known = operand.fold(execution);
        if (known == null) {
          all = false;
        } else if (known.value() == null) {
          isNull = true;
        } else if ((Boolean) known.value() == decisive) {
          return known;
        }
      }
      return all ? new Known(isNull ? null : !decisive) : null;
    };
  }

  private Fold choice(Expression.Case choice) {
    List<Fold> conditions = folds(choice.whens().stream().map(Expression.When::condition).toList());
    List<Fold> results = folds(choice.whens().stream().map(Expression.When::result).toList());
    Expression otherwise = choice.otherwise();
    Fold last = otherwise == null ? _ -> new Known(null) : folds(List.of(otherwise)).getFirst();
    return execution -> {
      boolean open = true;
      for (int i = 0; i < conditions.size(); i++) {
        Known condition = conditions.get(i).fold(execution);
        if (condition != null && !Boolean.TRUE.equals(condition.value())) {
          continue;
        }
        Known result = results.get(i).fold(execution);
        if (condition != null) {
          return open ? result : null;
        }
        open = false;
      }
      Known result = last.fold(execution);
      return open ? result : null;
    };
  }

  private static Fold coalesce(List<Fold> operands) {
    return execution -> {
      boolean open = true;
      for (Fold operand : operands) {
        Known known = operand.fold(execution);
        if (known == null) {
          open = false;
        } else if (known.value() != null) {
          return open ? known : null;
        }
      }
      return open ? new Known(null) : null;
    };
  }

  private static Fold rowIsNull(List<Fold> fields, boolean negated) {
    return execution -> {
      boolean all = true;
      for (Fold field : fields) {
        Known known = field.fold(execution);
        if (known == null) {
          all = false;
        } else if ((known.value() == null) == negated) {
          return new Known(false);
        }
      }
      return all ? new Known(true) : null;
    };
  }

  private Fold nullIf(Expression.NullIf test) {
    Fold both = operation(test, false, constants.of(test) != Constancy.NEVER);
    Fold left = folds(List.of(test.left())).getFirst();
    return execution -> {
      Known value = left.fold(execution);
      Known result = both.fold(execution);
      return value != null && value.value() == null ? value : result;
    };
  }

  private Fold subquery(Expression.Subquery subquery) {
    List<Fold> around = folds(Operands.of(subquery));
    Expression test = subquery.test();
    Fold tested = test == null ? null : any(test);
    Fold plan = plans.apply(subquery.plan());
    return execution -> {
      around.forEach(fold -> fold.fold(execution));
      if (tested != null) {
        tested.fold(execution);
      }
      if (plan != null) {
        plan.fold(execution);
      }
      return null;
    };
  }
}
