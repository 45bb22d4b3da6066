package dev.tusk.sql.explain;

import dev.tusk.sql.function.OperatorSignature;
import dev.tusk.sql.plan.Expression;
import java.util.List;
import java.util.Map;

/** Which operands need parentheses in the pretty form (ruleutils.c: isSimpleNode). */
final class Parentheses {
  private Parentheses() {}

  static boolean needed(
      Map<Integer, OperatorSignature> operators, Expression parent, Expression operand) {
    return switch (operand) {
      case Expression.Call call when operators.containsKey(call.function().oid()) ->
          !isOperator(operators, parent)
              ? !isLogic(parent)
              : !bindsTighter(operators, (Expression.Call) parent, call);
      case Expression.Call _ -> false;
      case Expression.And _, Expression.Not _ ->
          !(parent instanceof Expression.And || parent instanceof Expression.Or);
      case Expression.Or _ -> !(parent instanceof Expression.Or);
      case Expression.IsNull _,
          Expression.BooleanTest _,
          Expression.DistinctFrom _,
          Expression.CurrentOf _,
          Expression.Subquery _ ->
          !isLogic(parent);
      case Expression.InOutCast cast -> needed(operators, cast, cast.operand());
      case Expression.Relabel label when label.collation() != null -> true;
      case Expression.Relabel cast -> needed(operators, cast, cast.operand());
      case Expression.DomainCheck cast -> needed(operators, cast, cast.operand());
      case Expression.ArrayCast cast -> needed(operators, cast, cast.operand());
      case Expression.ApplyTypmod cast -> needed(operators, cast, cast.operand());
      case Expression.Quantified _, Expression.InList _ -> true;
      case Expression.Constant _,
          Expression.Parameter _,
          Expression.Input _,
          Expression.Outer _,
          Expression.Case _,
          Expression.Coalesce _,
          Expression.NullIf _,
          Expression.Extreme _,
          Expression.ArrayOf _,
          Expression.Spread _,
          Expression.RowOf _,
          Expression.Field _,
          Expression.Subscript _,
          Expression.Slice _,
          Expression.ArrayAssign _,
          Expression.FieldAssign _ ->
          false;
    };
  }

  private static boolean isLogic(Expression node) {
    return node instanceof Expression.And
        || node instanceof Expression.Or
        || node instanceof Expression.Not;
  }

  private static boolean isOperator(Map<Integer, OperatorSignature> operators, Expression node) {
    return node instanceof Expression.Call call && operators.containsKey(call.function().oid());
  }

  /** Of arithmetic operators products go before sums, and equals from the left. */
  private static boolean bindsTighter(
      Map<Integer, OperatorSignature> operators, Expression.Call parent, Expression.Call operand) {
    int outer = strength(operators, parent);
    int inner = strength(operators, operand);
    if (outer == 0 || inner == 0) {
      return false;
    }
    return inner > outer || inner == outer && operand == parent.arguments().getFirst();
  }

  /** 2 for a product, 1 for a sum, 0 for any other operator. */
  private static int strength(Map<Integer, OperatorSignature> operators, Expression.Call call) {
    OperatorSignature operator = operators.get(call.function().oid());
    if (operator == null || operator.left() == null) {
      return 0;
    }
    return List.of("*", "/", "%").contains(operator.name())
        ? 2
        : List.of("+", "-").contains(operator.name()) ? 1 : 0;
  }
}
