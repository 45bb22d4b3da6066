package dev.tusk.sql.planner.algebra;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** A call of a {@link PgOperator}, knowing where it is written. */
public final class PgCall extends RexCall {
  private final int position;

  public PgCall(Shape shape, RelDataType type, List<? extends RexNode> operands, int position) {
    this(new PgOperator(shape), type, operands, position);
  }

  private PgCall(
      PgOperator operator, RelDataType type, List<? extends RexNode> operands, int position) {
    super(SqlParserPos.ZERO, type, operator, operands);
    this.position = position;
  }

  public Shape shape() {
    return ((PgOperator) op).shape();
  }

  /** Character of the statement, from 1; 0 when unknown. */
  public int position() {
    return position;
  }

  /** The shape when the node is such a call. */
  public static @Nullable Shape shapeOf(RexNode node) {
    return node instanceof PgCall call ? call.shape() : null;
  }

  /** Where an expression begins ({@code exprLocation}); 0 when unknown. */
  public static int positionOf(RexNode node) {
    return switch (node) {
      case PgCall call when call.shape() instanceof Shape.Subquery -> call.position;
      case RexCall call -> {
        int first = call instanceof PgCall own ? own.position : 0;
        for (RexNode operand : call.operands) {
          int position = positionOf(operand);
          if (position > 0 && (first == 0 || position < first)) {
            first = position;
          }
        }
        yield first;
      }
      case ColumnRef column -> column.position();
      default -> 0;
    };
  }

  @Override
  public RexCall clone(RelDataType newType, List<RexNode> newOperands) {
    return new PgCall((PgOperator) op, newType, newOperands, position);
  }

  @Override
  protected String computeDigest(boolean withType) {
    return shape() + super.computeDigest(withType);
  }
}
