package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.FunctionSignature.Volatility;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.type.Type;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * What may stand in the condition of a table in a publication: it is read where objects of the
 * user's may be gone (check_simple_rowfilter_expr of commands/publicationcmds.c).
 */
public final class FilterRules {
  private static final int FIRST_NORMAL_OID = 16_384;

  private final int columns;

  private FilterRules(Table table) {
    this.columns = table.liveColumns().size();
  }

  /** Throws for the first node, outside in, that may not stand there. */
  public static void check(RexNode condition, Table table) {
    new FilterRules(table).check(condition);
  }

  private void check(RexNode node) {
    String detail = wrong(node);
    if (detail != null) {
      throw SqlException.of(SqlState.FEATURE_NOT_SUPPORTED, "invalid publication WHERE expression")
          .withDetail(detail)
          .at(position(node));
    }
    if (node instanceof RexCall call) {
      call.operands.forEach(this::check);
    }
  }

  private static int position(RexNode node) {
    int own = PgCall.positionOf(node);
    if (node instanceof RexCall call && PgCall.shapeOf(node) instanceof Shape.Subquery) {
      for (RexNode operand : call.operands) {
        int position = PgCall.positionOf(operand);
        own = position > 0 && position < own ? position : own;
      }
    }
    return own;
  }

  private @Nullable String wrong(RexNode node) {
    if (node instanceof RexInputRef field && field.getIndex() >= columns) {
      return "System columns are not allowed.";
    }
    Shape shape = PgCall.shapeOf(node);
    if (shape instanceof Shape.Subquery) {
      return "Only columns, constants, built-in operators, built-in data types, built-in"
          + " collations, and immutable built-in functions are allowed.";
    }
    FunctionSignature called =
        switch (shape) {
          case Shape.Function(FunctionSignature f) -> f;
          case Shape.DistinctFrom d -> d.equality();
          case Shape.NullIf n -> n.equality();
          case Shape.Quantified q -> q.operator();
          case Shape.InList l -> l.equality();
          case null, default -> null;
        };
    boolean operator =
        !(shape instanceof Shape.Function) || ((PgCall) node).form() == PgCall.Form.OPERATOR;
    if (called != null && operator && called.oid() >= FIRST_NORMAL_OID) {
      return "User-defined operators are not allowed.";
    }
    Type type = RelTypes.typeOf(node);
    if (type.oid() >= FIRST_NORMAL_OID) {
      return "User-defined types are not allowed.";
    }
    if (called != null
        && (called.oid() >= FIRST_NORMAL_OID || called.volatility() != Volatility.IMMUTABLE)) {
      return "User-defined or built-in mutable functions are not allowed.";
    }
    return null;
  }
}
