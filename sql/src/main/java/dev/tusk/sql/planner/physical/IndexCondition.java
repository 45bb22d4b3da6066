package dev.tusk.sql.planner.physical;

import dev.tusk.sql.function.CastSignature.Context;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.Analysis;
import dev.tusk.sql.type.CollatedType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A condition that an ordered index can answer: an expression over the row compared with something
 * that is constant for the execution.
 *
 * @param target the side that reads the row
 * @param values of the target's type; several for IN, one array for ANY
 * @param exact the index decides the condition alone; otherwise it stays as a filter too
 */
record IndexCondition(
    RexNode conjunct, RexNode target, Comparison comparison, List<RexNode> values, boolean exact) {

  enum Comparison {
    EQUAL,
    IN,
    ANY,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    Comparison swapped() {
      return switch (this) {
        case LESS -> GREATER;
        case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
        case GREATER -> LESS;
        case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
        case EQUAL, IN, ANY -> this;
      };
    }

    static @Nullable Comparison of(@Nullable String operator) {
      return switch (operator) {
        case "=" -> EQUAL;
        case "<" -> LESS;
        case "<=" -> LESS_OR_EQUAL;
        case ">" -> GREATER;
        case ">=" -> GREATER_OR_EQUAL;
        case null, default -> null;
      };
    }
  }

  boolean equality() {
    return switch (comparison) {
      case EQUAL, IN, ANY -> true;
      default -> false;
    };
  }

  /** The condition in a conjunct, null when it is none that an index answers. */
  static @Nullable IndexCondition of(Analysis analysis, RexNode conjunct) {
    if (!(conjunct instanceof PgCall call)) {
      return null;
    }
    return switch (call.shape()) {
      case Shape.Function(FunctionSignature function) when call.operands.size() == 2 -> {
        Comparison comparison = Comparison.of(analysis.functions.operatorName(function));
        yield comparison == null ? null : compared(analysis, call, comparison);
      }
      case Shape.InList(FunctionSignature _, boolean negated) when !negated -> {
        List<RexNode> members = call.operands.subList(1, call.operands.size());
        yield members.stream().allMatch(Rex::constant) && !Rex.constant(call.operands.get(0))
            ? sided(analysis, call, call.operands.get(0), Comparison.IN, members)
            : null;
      }
      case Shape.Quantified(FunctionSignature function, boolean all)
          when !all && "=".equals(analysis.functions.operatorName(function)) -> {
        RexNode array = call.operands.get(1);
        Type element = RelTypes.typeOf(array).elementType();
        RexNode target = bare(call.operands.get(0));
        yield Rex.constant(array)
                && element != null
                && sameOrder(element, RelTypes.typeOf(target))
                && !Rex.constant(target)
            ? new IndexCondition(call, target, Comparison.ANY, List.of(array), true)
            : null;
      }
      default -> null;
    };
  }

  private static @Nullable IndexCondition compared(
      Analysis analysis, RexCall call, Comparison comparison) {
    RexNode left = call.operands.get(0);
    RexNode right = call.operands.get(1);
    if (Rex.constant(right) && !Rex.constant(left)) {
      return sided(analysis, call, left, comparison, List.of(right));
    }
    if (Rex.constant(left) && !Rex.constant(right)) {
      return sided(analysis, call, right, comparison.swapped(), List.of(left));
    }
    return null;
  }

  private static @Nullable IndexCondition sided(
      Analysis analysis,
      RexNode conjunct,
      RexNode side,
      Comparison comparison,
      List<RexNode> values) {
    RexNode target = bare(side);
    Type type = RelTypes.typeOf(target);
    List<RexNode> converted = new ArrayList<>();
    boolean exact = true;
    for (RexNode value : values) {
      Type valueType = RelTypes.typeOf(value);
      if (sameOrder(valueType, type)) {
        converted.add(value);
      } else if (integer(type) && integer(valueType)) {
        converted.add(integerAs(analysis, value, valueType, type, comparison));
        exact &= valueType.length() <= type.length();
      } else {
        return null;
      }
    }
    return new IndexCondition(conjunct, target, comparison, converted, exact);
  }

  /** Without a change of type that keeps the value: varchar read as text. */
  static RexNode bare(RexNode side) {
    if (!(PgCall.shapeOf(side) instanceof Shape.Relabel)) {
      return side;
    }
    RexNode inner = ((PgCall) side).operands.getFirst();
    return Objects.equals(
            CollatedType.order(RelTypes.compared(inner.getType())),
            CollatedType.order(RelTypes.compared(side.getType())))
        ? inner
        : side;
  }

  static boolean sameOrder(Type value, Type target) {
    return value == target || text(value) && text(target);
  }

  private static boolean text(Type type) {
    return type == Types.TEXT || type == Types.VARCHAR;
  }

  private static boolean integer(Type type) {
    return type == Types.INT2 || type == Types.INT4 || type == Types.INT8;
  }

  /**
   * The value as the column's integer type. One that does not fit can equal nothing; as a bound it
   * becomes the type's extreme, and the condition stays as a filter.
   */
  private static RexNode integerAs(
      Analysis analysis, RexNode value, Type from, Type to, Comparison comparison) {
    if (from.length() <= to.length()) {
      return analysis.coercion.coerce(value, to, Context.IMPLICIT, 0);
    }
    long max = to == Types.INT2 ? Short.MAX_VALUE : Integer.MAX_VALUE;
    RexNode wide = analysis.coercion.coerce(value, Types.INT8, Context.IMPLICIT, 0);
    RexNode low = analysis.constant(-max - 1, Types.INT8, 0);
    RexNode high = analysis.constant(max, Types.INT8, 0);
    var operators = analysis.operatorResolution;
    if (comparison == Comparison.EQUAL || comparison == Comparison.IN) {
      RexNode fits =
          Rex.and(
              analysis.cluster.getRexBuilder(),
              List.of(operators.binary(">=", wide, low, 0), operators.binary("<=", wide, high, 0)));
      RexNode narrow = analysis.coercion.coerce(wide, to, Context.ASSIGNMENT, 0);
      return analysis.call(new Shape.Case(), to, List.of(fits, narrow), 0);
    }
    RexNode clamped =
        analysis.call(
            new Shape.Extreme(true),
            Types.INT8,
            List.of(
                low, analysis.call(new Shape.Extreme(false), Types.INT8, List.of(high, wide), 0)),
            0);
    return analysis.coercion.coerce(clamped, to, Context.ASSIGNMENT, 0);
  }
}
