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
  private final Form form;

  /** How a call was written, which makes no other call of it ({@code CoercionForm}). */
  public enum Form {
    /** As a function or an operator; what else the shape tells. */
    CALL,
    /** As an operator, where the shape tells only its function. */
    OPERATOR,
    /** {@code x::type}. */
    EXPLICIT_CAST,
    /** Not at all. */
    IMPLICIT_CAST,
    /** In the words that SQL has for some functions: {@code EXTRACT(year FROM x)}. */
    SQL_SYNTAX,
    /** By the name of an item of FROM. */
    WHOLE_ROW
  }

  public PgCall(Shape shape, RelDataType type, List<? extends RexNode> operands, int position) {
    this(new PgOperator(shape), type, operands, position, Form.CALL);
  }

  private PgCall(
      PgOperator operator,
      RelDataType type,
      List<? extends RexNode> operands,
      int position,
      Form form) {
    super(SqlParserPos.ZERO, type, operator, operands);
    this.position = position;
    this.form = form;
  }

  public Form form() {
    return form;
  }

  /** The same, written in another way. */
  public PgCall as(Form other) {
    return form == other ? this : new PgCall((PgOperator) op, type, operands, position, other);
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
    return new PgCall((PgOperator) op, newType, newOperands, position, form);
  }

  @Override
  protected String computeDigest(boolean withType) {
    return shape() + super.computeDigest(withType);
  }
}
