package dev.tusk.sql.planner.deparse;

import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.Shape;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Which operands need no parentheses where only the needed ones are written ({@code isSimpleNode}).
 */
record Parenthesis(Deparser deparser) {

  /** What an expression stands in. */
  sealed interface Around {
    /** AND, OR or NOT. */
    record Connective(SqlKind kind) implements Around {}

    /** An operator; whether the expression is its first operand. */
    record Operator(PgCall call, boolean first) implements Around {}

    /** A cast, or words of SQL's own. */
    record Cast() implements Around {}

    /** A field's name behind it. */
    record Selected() implements Around {}

    /** Anything else without parentheses of its own. */
    record Other() implements Around {}

    Around CAST = new Cast();
    Around OTHER = new Other();
  }

  boolean simple(RexNode node, Around around) {
    if (deparser.expressions.reference(node) != null) {
      return true;
    }
    return switch (node) {
      case RexInputRef _, RexLiteral _ -> true;
      case PgCall call -> own(call, around);
      case RexCall call -> connective(call, around);
      default -> false;
    };
  }

  private boolean own(PgCall call, Around around) {
    return switch (call.shape()) {
      case Shape.Constant _,
          Shape.Parameter _,
          Shape.Keyword _,
          Shape.ApplyTypmod _,
          Shape.Case _,
          Shape.SwitchedCase _,
          Shape.Coalesce _,
          Shape.NullIf _,
          Shape.Extreme _,
          Shape.Grouping _,
          Shape.ArrayOf _,
          Shape.RowOf _,
          Shape.Subscript _,
          Shape.Slice _,
          Shape.Aggregate _,
          Shape.Window _ ->
          true;
      case Shape.Outer(var correlation, int index) ->
          simple(deparser.outer(correlation, index), around);
      case Shape.Field _ -> !(around instanceof Around.Selected);
      case Shape.InOutCast _, Shape.Relabel _, Shape.ArrayCast _, Shape.DomainCheck _ ->
          simple(call.operands.getFirst(), Around.OTHER);
      case Shape.Function _ -> call.form() != PgCall.Form.OPERATOR || operator(call, around);
      case Shape.DistinctFrom(var _, boolean negated) -> negated ? false : test(around);
      case Shape.IsNull _, Shape.BooleanTest _, Shape.Subquery _ -> test(around);
      case Shape.Quantified _,
          Shape.InList _,
          Shape.Spread _,
          Shape.ArrayAssign _,
          Shape.FieldAssign _,
          Shape.CurrentOf _,
          Shape.Collate _,
          Shape.RowComparison _ ->
          false;
    };
  }

  private static boolean test(Around around) {
    return around instanceof Around.Connective;
  }

  private static boolean connective(RexCall call, Around around) {
    if (!(around instanceof Around.Connective(SqlKind outer))) {
      return false;
    }
    return switch (call.getKind()) {
      case NOT, AND -> outer == SqlKind.AND || outer == SqlKind.OR;
      case OR -> outer == SqlKind.OR;
      default -> false;
    };
  }

  private boolean operator(PgCall call, Around around) {
    if (!(around instanceof Around.Operator(PgCall outer, boolean first))) {
      return test(around);
    }
    String inner = binary(call);
    String parent = binary(outer);
    boolean low = "+-".contains(inner);
    boolean high = "*/%".contains(inner);
    boolean lowParent = "+-".contains(parent);
    boolean highParent = "*/%".contains(parent);
    if (inner.isEmpty() || parent.isEmpty() || !low && !high || !lowParent && !highParent) {
      return false;
    }
    return high && lowParent || low == lowParent && first;
  }

  /** The name of an operator of one character between two operands; empty for another. */
  private String binary(PgCall call) {
    if (call.operands.size() != 2
        || !(call.shape() instanceof Shape.Function(FunctionSignature function))) {
      return "";
    }
    String name = deparser.calls.operatorName(function);
    return name.length() == 1 ? name : "";
  }
}
