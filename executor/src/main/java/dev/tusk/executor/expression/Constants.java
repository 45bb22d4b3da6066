package dev.tusk.executor.expression;

import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.FunctionSignature.Kind;
import dev.tusk.sql.function.FunctionSignature.Volatility;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.Operands;
import dev.tusk.sql.type.Types;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Tells the {@link Constancy} of expressions; what was told once is kept. */
final class Constants {
  private final Map<Expression, Constancy> known = new IdentityHashMap<>();

  Constancy of(Expression expression) {
    if (isLeaf(expression)) {
      return Constancy.ALWAYS;
    }
    Constancy found = known.get(expression);
    if (found == null) {
      found = find(expression);
      known.put(expression, found);
    }
    return found;
  }

  private Constancy find(Expression expression) {
    return switch (expression) {
      case Expression.Constant _, Expression.Parameter _ -> Constancy.ALWAYS;
      case Expression.Input _, Expression.Outer _, Expression.Subquery _ -> Constancy.NEVER;
      case Expression.Spread e -> of(e.array());
      case Expression.Call e -> call(e);
      case Expression.And _, Expression.Or _ -> connected(Operands.of(expression));
      case Expression.Case _, Expression.Coalesce _ -> choice(Operands.of(expression));
      case Expression.NullIf e -> nullIf(e);
      case Expression.InOutCast e ->
          isLiteral(e) || readsTheSame(e) ? of(e.operand()) : Constancy.NEVER;
      case Expression.ArrayCast e -> isImmutable(e.element()) ? of(e.operand()) : Constancy.NEVER;
      case Expression.DistinctFrom e -> immutable(e.equality()) ? all(e) : Constancy.NEVER;
      case Expression.Quantified e -> immutable(e.operator()) ? all(e) : Constancy.NEVER;
      case Expression.InList e -> immutable(e.equality()) ? all(e) : Constancy.NEVER;
      case Expression.IsNull e ->
          e.operand() instanceof Expression.RowOf(var fields, _, _) ? connected(fields) : all(e);
      case Expression.Relabel _, Expression.ApplyTypmod _, Expression.Not _ -> all(expression);
      case Expression.BooleanTest _, Expression.Extreme _, Expression.ArrayOf _ -> all(expression);
      case Expression.RowOf _, Expression.Field _, Expression.Subscript _ -> all(expression);
      case Expression.Slice _, Expression.ArrayAssign _ -> all(expression);
      case Expression.FieldAssign _, Expression.DomainCheck _ -> Constancy.NEVER;
      case Expression.CurrentOf _ -> Constancy.NEVER;
    };
  }

  /** Whether it is a value already. */
  static boolean isLeaf(Expression expression) {
    return expression instanceof Expression.Constant || expression instanceof Expression.Parameter;
  }

  /** Whether it is a literal, which is read when the statement is: its value is of that moment. */
  private static boolean isLiteral(Expression.InOutCast cast) {
    return cast.position() > 0 && isLeaf(cast.operand());
  }

  private static boolean readsTheSame(Expression.InOutCast cast) {
    return cast.operand().type().outputIsImmutable() && cast.type().inputIsImmutable();
  }

  private static boolean immutable(FunctionSignature function) {
    return function.volatility() == Volatility.IMMUTABLE;
  }

  /** Whether a function's calls can be computed beforehand: {@code evaluate_function}. */
  static boolean isFoldable(FunctionSignature function) {
    return immutable(function)
        && function.kind() == Kind.SCALAR
        && function.result() != Types.RECORD;
  }

  private Constancy all(Expression expression) {
    return all(Operands.of(expression));
  }

  private Constancy all(List<Expression> operands) {
    Constancy least = Constancy.ALWAYS;
    for (Expression operand : operands) {
      Constancy constancy = of(operand);
      least = constancy.compareTo(least) < 0 ? constancy : least;
    }
    return least;
  }

  private Constancy call(Expression.Call call) {
    Constancy arguments = all(call.arguments());
    if (isFoldable(call.function()) && arguments != Constancy.NEVER) {
      return arguments;
    }
    return call.function().strict()
            && call.function().kind() == Kind.SCALAR
            && call.arguments().stream().anyMatch(this::mayBeNull)
            && !hidesItsFailures(call.arguments())
        ? Constancy.MAYBE
        : Constancy.NEVER;
  }

  /** Whether it can turn out to be NULL before any row is read. */
  private boolean mayBeNull(Expression expression) {
    return switch (expression) {
      case Expression.Constant(var value, _) -> value == null;
      // A literal has a value.
      case Expression.Parameter(_, _, int position) -> position == 0;
      default -> of(expression) != Constancy.NEVER;
    };
  }

  /** Arguments that cannot fail: nobody sees whether they are computed before a NULL decides. */
  private static boolean hidesItsFailures(List<Expression> arguments) {
    return arguments.stream()
        .allMatch(a ->
            a instanceof Expression.Parameter
                || a instanceof Expression.Input
                || a instanceof Expression.Outer
                || a instanceof Expression.Relabel(Expression.Input _, _, _));
  }

  /** One operand may decide. */
  private Constancy connected(List<Expression> operands) {
    Constancy every = all(operands);
    return every == Constancy.NEVER && operands.stream().anyMatch(o -> of(o) != Constancy.NEVER)
        ? Constancy.MAYBE
        : every;
  }

  /** The first operand must be known before another can be chosen. */
  private Constancy choice(List<Expression> operands) {
    Constancy every = all(operands);
    return every == Constancy.NEVER
            && !operands.isEmpty()
            && of(operands.getFirst()) != Constancy.NEVER
        ? Constancy.MAYBE
        : every;
  }

  private Constancy nullIf(Expression.NullIf test) {
    Constancy both = immutable(test.equality()) ? all(test) : Constancy.NEVER;
    return both == Constancy.NEVER && mayBeNull(test.left()) ? Constancy.MAYBE : both;
  }

  private static boolean isImmutable(Expression element) {
    return switch (element) {
      case Expression.Call e when !immutable(e.function()) -> false;
      case Expression.InOutCast e when !readsTheSame(e) -> false;
      default -> Operands.of(element).stream().allMatch(Constants::isImmutable);
    };
  }
}
