package dev.tusk.sql.planner.physical;

import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.plan.Expression.SubqueryKind;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * In which order the parts of a condition are asked: the cheap ones first ({@code
 * order_qual_clauses}), and of two alike an equality last, since PostgreSQL keeps equalities apart
 * and puts them back behind the others.
 */
final class ConditionOrder {
  /** Elements of an array that is not known ({@code estimate_array_length}). */
  private static final int UNKNOWN_ELEMENTS = 10;

  /** From how many members on a list is hashed ({@code MIN_ARRAY_SIZE_FOR_HASHED_SAOP}). */
  private static final int HASHED_MEMBERS = 9;

  /** A subquery that is run for each row, which no row should meet that need not. */
  private static final double SUBPLAN = 1e6;

  private ConditionOrder() {}

  static List<RexNode> order(List<RexNode> conjuncts, RexBuilder builder) {
    return order(conjuncts, builder, _ -> 0);
  }

  /**
   * The order where some must be asked before others.
   *
   * @param level of a condition: those of lower ones come first
   */
  static List<RexNode> order(
      List<RexNode> conjuncts, RexBuilder builder, ToIntFunction<RexNode> level) {
    record Part(RexNode condition, int level, double cost, boolean equality) {}
    List<Part> parts = new ArrayList<>(conjuncts.size());
    for (RexNode conjunct : conjuncts) {
      RexNode condition = nullIsFalse(conjunct, builder);
      parts.add(
          new Part(condition, level.applyAsInt(conjunct), cost(conjunct), isEquivalence(conjunct)));
    }
    parts.sort(
        Comparator.comparingInt(Part::level)
            .thenComparingDouble(Part::cost)
            .thenComparing(Part::equality));
    return parts.stream().map(Part::condition).toList();
  }

  /** Where a condition decides about a row, a NULL that is constant is false at once. */
  private static RexNode nullIsFalse(RexNode node, RexBuilder builder) {
    if (node instanceof RexCall call
        && (call.getKind() == SqlKind.AND || call.getKind() == SqlKind.OR)) {
      List<RexNode> operands = Rex.map(call.operands, o -> nullIsFalse(o, builder));
      return operands.equals(call.operands) ? node : call.clone(call.getType(), operands);
    }
    boolean mayBeNull =
        node instanceof RexCall call
            && !call.operands.isEmpty()
            && !(PgCall.shapeOf(node) instanceof Shape.Subquery)
            && Rex.any(node, ConditionOrder::isNull);
    return mayBeNull ? builder.makeCall(SqlStdOperatorTable.IS_TRUE, node) : node;
  }

  private static boolean isNull(RexNode node) {
    return PgCall.shapeOf(node) instanceof Shape.Constant(Object value, Type _) && value == null;
  }

  /** Whether it becomes a member of an equivalence class ({@code process_equivalence}). */
  private static boolean isEquivalence(RexNode node) {
    return PgCall.shapeOf(node) instanceof Shape.Function(FunctionSignature function)
        && isEquality(function)
        && !comparesWithItself((RexCall) node)
        && !isFolded((RexCall) node)
        && !Rex.isVolatile(node);
  }

  static boolean isEquality(FunctionSignature function) {
    return function.name().endsWith("eq")
        && !function.name().endsWith("regexeq")
        && function.arguments().size() == 2
        && function.result() == Types.BOOL
        && function.arguments().getFirst() != Types.VECTOR;
  }

  private static boolean comparesWithItself(RexCall call) {
    return call.operands.size() == 2 && call.operands.get(0).equals(call.operands.get(1));
  }

  /** In calls of an operator ({@code cost_qual_eval}). */
  static double cost(RexNode node) {
    if (!(node instanceof RexCall call) || isFolded(call)) {
      return 0;
    }
    double below = call.operands.stream().mapToDouble(ConditionOrder::cost).sum();
    return switch (PgCall.shapeOf(node)) {
      case Shape.Function(FunctionSignature function) ->
          isEquality(function) && isFree(call, function) ? below : below + 1;
      case Shape.InOutCast _ -> below + 2;
      case Shape.ApplyTypmod _, Shape.DistinctFrom _, Shape.NullIf _, Shape.Extreme _ -> below + 1;
      case Shape.ArrayCast(RexNode element) -> below + UNKNOWN_ELEMENTS * cost(element);
      case Shape.InList _ -> below + members(call.operands.size() - 1);
      case Shape.Quantified _ -> below + members(elements(call.operands.get(1)));
      case Shape.Subquery subquery -> below + cost(subquery);
      case null, default -> below;
    };
  }

  /** {@code x = x} only asks whether x is NULL, and {@code b = true} is b. */
  private static boolean isFree(RexCall call, FunctionSignature function) {
    return comparesWithItself(call)
        || function.arguments().getFirst() == Types.BOOL
            && call.operands.stream().anyMatch(Rex::constant);
  }

  private static boolean isFolded(RexCall call) {
    return Rex.constant(call) && Rex.isImmutable(call) && !Rex.hasSubquery(call);
  }

  private static double members(int count) {
    return count >= HASHED_MEMBERS ? 2 : count / 2.0;
  }

  private static int elements(RexNode array) {
    return switch (PgCall.shapeOf(array)) {
      case Shape.ArrayOf _ -> ((RexCall) array).operands.size();
      case Shape.Constant(ArrayValue value, Type _) -> value.size();
      case null, default -> UNKNOWN_ELEMENTS;
    };
  }

  private static double cost(Shape.Subquery subquery) {
    if (subquery.outerCount() > 0) {
      return SUBPLAN;
    }
    return subquery.kind() == SubqueryKind.ANY || subquery.kind() == SubqueryKind.ALL ? 1 : 0;
  }
}
