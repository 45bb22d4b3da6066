package dev.tusk.sql.planner.physical;

import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.planner.algebra.Parameters;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.Analysis;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A sort key seen as the distance between a vector of the row and a vector that is constant for the
 * execution.
 *
 * <p>Any strictly monotone form is seen through: {@code 1 - (a <=> b)}, {@code (a <#> b) * -1},
 * {@code (a <-> b) ^ 2}, {@code 1 / (1 + (a <-> b))}, {@code -inner_product(a, b)}, casts that keep
 * the order, swapped operands. What keeps the order only of positive values is seen through where
 * there are no others: {@code (1 - (a <-> b)) ^ 2} is not.
 *
 * @param vector over the row
 * @param metric operator whose distance grows as the sort key does, or falls as it does when {@code
 *     reversed}
 * @param distance the call in the key that is the metric's own distance, null for other functions
 * @param call the call in the key, whatever it is
 */
record DistanceOrder(
    RexNode vector,
    RexNode query,
    String metric,
    boolean reversed,
    @Nullable RexNode distance,
    PgCall call) {

  /** The distance in a sort key, null when it is none. */
  static @Nullable DistanceOrder of(Analysis analysis, RexNode key) {
    return see(analysis, key, false);
  }

  private static @Nullable DistanceOrder see(Analysis analysis, RexNode node, boolean reversed) {
    if (!(node instanceof PgCall call)) {
      return null;
    }
    return switch (call.shape()) {
      case Shape.Relabel _ -> see(analysis, call.operands.getFirst(), reversed);
      case Shape.Function(FunctionSignature function) -> {
        DistanceOrder bare = bare(function, call, reversed);
        yield bare != null ? bare : inside(analysis, function, call.operands, reversed);
      }
      default -> null;
    };
  }

  private static @Nullable DistanceOrder bare(
      FunctionSignature function, PgCall call, boolean reversed) {
    if (call.operands.size() != 2) {
      return null;
    }
    String metric = metric(function.name());
    if (metric == null) {
      return null;
    }
    boolean similarity = function.name().equals("inner_product");
    boolean own = !similarity && !function.name().endsWith("_l2_squared_distance");
    RexNode left = call.operands.get(0);
    RexNode right = call.operands.get(1);
    boolean swapped = Rex.constant(left);
    if (swapped == Rex.constant(right)) {
      return null;
    }
    return new DistanceOrder(
        swapped ? right : left,
        swapped ? left : right,
        metric,
        reversed != similarity,
        own ? call : null,
        call);
  }

  /**
   * The operator whose distance a function of pgvector's gives, or something that grows with it.
   */
  private static @Nullable String metric(String function) {
    return switch (function) {
      case "l2_distance",
          "vector_l2_squared_distance",
          "halfvec_l2_squared_distance",
          "sparsevec_l2_squared_distance" ->
          "<->";
      case "inner_product",
          "vector_negative_inner_product",
          "halfvec_negative_inner_product",
          "sparsevec_negative_inner_product" ->
          "<#>";
      case "cosine_distance" -> "<=>";
      case "l1_distance" -> "<+>";
      case "hamming_distance" -> "<~>";
      case "jaccard_distance" -> "<%>";
      default -> null;
    };
  }

  /** What the call gives, from the distance: the same but for the last bits. */
  RexNode from(Analysis analysis, RexNode field) {
    if (distance != null) {
      return field;
    }
    boolean similarity =
        call.shape() instanceof Shape.Function(FunctionSignature function)
            && function.name().equals("inner_product");
    return similarity
        ? analysis.operatorResolution.binary("-", analysis.constant(0.0, Types.FLOAT8, 0), field, 0)
        : analysis.operatorResolution.binary("*", field, field, 0);
  }

  private static @Nullable DistanceOrder inside(
      Analysis analysis, FunctionSignature function, List<RexNode> operands, boolean reversed) {
    String operator = analysis.functions.operatorName(function);
    if (operands.size() == 1) {
      if ("-".equals(operator)) {
        return see(analysis, operands.getFirst(), !reversed);
      }
      return switch (function.name()) {
        case "exp", "dexp" -> see(analysis, operands.getFirst(), reversed);
        case "sqrt", "dsqrt", "ln", "dlog1", "log", "dlog10" ->
            rising(analysis, operands.getFirst(), reversed);
        default -> null;
      };
    }
    if (operands.size() != 2) {
      return null;
    }
    boolean constantFirst = Rex.constant(operands.get(0));
    RexNode constant = operands.get(constantFirst ? 0 : 1);
    RexNode varying = operands.get(constantFirst ? 1 : 0);
    if (!Rex.constant(constant) || Rex.constant(varying)) {
      return null;
    }
    return switch (operator == null ? function.name() : operator) {
      case "+" -> see(analysis, varying, reversed);
      case "-" -> see(analysis, varying, reversed != constantFirst);
      case "*" -> scaled(analysis, varying, constant, reversed);
      case "/" ->
          constantFirst
              ? inverse(analysis, varying, constant, reversed)
              : scaled(analysis, varying, constant, reversed);
      case "^", "power", "pow" ->
          constantFirst || sign(constant) <= 0 ? null : rising(analysis, varying, reversed);
      default -> null;
    };
  }

  private static @Nullable DistanceOrder scaled(
      Analysis analysis, RexNode varying, RexNode constant, boolean reversed) {
    int sign = sign(constant);
    return sign == 0 ? null : see(analysis, varying, reversed != (sign < 0));
  }

  /** A constant divided falls as what it is divided by rises, on one side of zero. */
  private static @Nullable DistanceOrder inverse(
      Analysis analysis, RexNode varying, RexNode constant, boolean reversed) {
    int sign = sign(constant);
    return sign == 0 ? null : rising(analysis, varying, reversed == (sign < 0));
  }

  /** Powers, roots and logarithms keep the order of what is never negative. */
  private static @Nullable DistanceOrder rising(
      Analysis analysis, RexNode varying, boolean reversed) {
    return neverNegative(analysis, varying) ? see(analysis, varying, reversed) : null;
  }

  /** Whether a value is at least zero whatever the row. */
  private static boolean neverNegative(Analysis analysis, RexNode node) {
    if (!(node instanceof PgCall call)) {
      return false;
    }
    if (Rex.constant(node)) {
      return sign(node) > 0;
    }
    return switch (call.shape()) {
      case Shape.Relabel _ -> neverNegative(analysis, call.operands.getFirst());
      case Shape.Function(FunctionSignature function) -> {
        String metric = metric(function.name());
        String operator = analysis.functions.operatorName(function);
        yield switch (metric != null ? metric : operator == null ? function.name() : operator) {
          case "<->", "<=>", "<+>", "<~>", "<%>", "sqrt", "dsqrt", "exp", "dexp" -> true;
          case "+", "*", "/" ->
              call.operands.size() == 2
                  && call.operands.stream().allMatch(o -> neverNegative(analysis, o));
          case "^", "power", "pow" -> neverNegative(analysis, call.operands.getFirst());
          default -> false;
        };
      }
      default -> false;
    };
  }

  /**
   * -1 or 1 for a number whose sign is certain, else 0. A folded literal is written without one.
   */
  private static int sign(RexNode node) {
    if (!(node instanceof PgCall call)) {
      return 0;
    }
    return switch (call.shape()) {
      case Shape.Constant(Object value, Type type) -> value == null ? 0 : sign(value, type);
      case Shape.Parameter(Parameters.Index index) ->
          index instanceof Parameters.Index.Folded ? 1 : 0;
      case Shape.Relabel _ -> sign(call.operands.getFirst());
      case Shape.Function(FunctionSignature function) when call.operands.size() == 1 ->
          switch (function.name()) {
            case "int2um", "int4um", "int8um", "float4um", "float8um", "numeric_uminus" ->
                -sign(call.operands.getFirst());
            case "int4", "int8", "float4", "float8", "numeric" -> sign(call.operands.getFirst());
            default -> 0;
          };
      default -> 0;
    };
  }

  private static int sign(Object value, Type type) {
    if (value instanceof Number number) {
      return (int) Math.signum(number.doubleValue());
    }
    if (type.category() != 'N') {
      return 0;
    }
    String text = type.toText(value, dev.tusk.sql.type.FormatSettings.DEFAULT);
    return text.startsWith("-") ? -1 : text.matches("[0.]+|NaN") ? 0 : 1;
  }
}
