package dev.tusk.sql.planner.algebra;

import dev.tusk.sql.function.FunctionSignature;
import java.util.BitSet;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * An outer join whose null-extended rows a condition above throws away is an inner join (as
 * PostgreSQL's {@code reduce_outer_joins}): a strict condition on the nullable side says so.
 */
public final class OuterJoins {
  private OuterJoins() {}

  public static RelNode reduce(RelNode rel) {
    return reduce(rel, new BitSet());
  }

  /**
   * Reduces below a node.
   *
   * @param notNull fields of the node that cannot be NULL in a row that is kept
   */
  private static RelNode reduce(RelNode rel, BitSet notNull) {
    return switch (rel) {
      case LogicalFilter filter -> {
        BitSet known = (BitSet) notNull.clone();
        known.or(strict(filter.getCondition()));
        RelNode input = reduce(filter.getInput(), known);
        yield input == filter.getInput()
            ? filter
            : filter.copy(filter.getTraitSet(), input, filter.getCondition());
      }
      case LogicalProject project -> {
        BitSet below = new BitSet();
        for (int i = notNull.nextSetBit(0); i >= 0; i = notNull.nextSetBit(i + 1)) {
          if (project.getProjects().get(i) instanceof RexInputRef field) {
            below.set(field.getIndex());
          }
        }
        RelNode input = reduce(project.getInput(), below);
        yield input == project.getInput()
            ? project
            : project.copy(
                project.getTraitSet(), input, project.getProjects(), project.getRowType());
      }
      case LogicalJoin join -> join(join, notNull);
      default -> children(rel);
    };
  }

  private static RelNode children(RelNode rel) {
    List<RelNode> inputs = rel.getInputs().stream().map(OuterJoins::reduce).toList();
    return inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
  }

  private static RelNode join(LogicalJoin join, BitSet notNull) {
    int leftFields = join.getLeft().getRowType().getFieldCount();
    boolean leftKnown = notNull.nextSetBit(0) >= 0 && notNull.nextSetBit(0) < leftFields;
    boolean rightKnown = notNull.nextSetBit(leftFields) >= 0;
    JoinRelType type =
        switch (join.getJoinType()) {
          case LEFT -> rightKnown ? JoinRelType.INNER : JoinRelType.LEFT;
          case RIGHT -> leftKnown ? JoinRelType.INNER : JoinRelType.RIGHT;
          case FULL ->
              leftKnown && rightKnown
                  ? JoinRelType.INNER
                  : leftKnown
                      ? JoinRelType.LEFT
                      : rightKnown ? JoinRelType.RIGHT : JoinRelType.FULL;
          default -> join.getJoinType();
        };
    BitSet known = (BitSet) notNull.clone();
    if (type == JoinRelType.INNER || type == JoinRelType.SEMI) {
      known.or(strict(join.getCondition()));
    }
    RelNode left = reduce(join.getLeft(), known.get(0, leftFields));
    RelNode right =
        reduce(
            join.getRight(),
            known.get(leftFields, leftFields + join.getRight().getRowType().getFieldCount()));
    if (type == join.getJoinType() && left == join.getLeft() && right == join.getRight()) {
      return join;
    }
    return join.copy(join.getTraitSet(), join.getCondition(), left, right, type, false);
  }

  /** Fields that must not be NULL for the condition to be true. */
  public static BitSet strict(RexNode condition) {
    BitSet fields = new BitSet();
    for (RexNode conjunct : Rex.conjuncts(condition)) {
      switch (PgCall.shapeOf(conjunct)) {
        case Shape.Function _, Shape.InList _, Shape.Quantified _ -> strictFields(conjunct, fields);
        case Shape.IsNull(boolean negated) when negated ->
            strictFields(((RexCall) conjunct).operands.getFirst(), fields);
        case null, default -> {
          if (conjunct instanceof RexInputRef field) {
            fields.set(field.getIndex());
          }
        }
      }
    }
    return fields;
  }

  private static void strictFields(RexNode node, BitSet into) {
    if (node instanceof RexInputRef field) {
      into.set(field.getIndex());
      return;
    }
    if (!(node instanceof PgCall call)) {
      return;
    }
    switch (call.shape()) {
      case Shape.Function(FunctionSignature function) -> {
        if (function.strict()) {
          call.operands.forEach(o -> strictFields(o, into));
        }
      }
      case Shape.Relabel _,
          Shape.InOutCast _,
          Shape.ApplyTypmod _,
          Shape.InList _,
          Shape.Quantified _ ->
          strictFields(call.operands.getFirst(), into);
      default -> {}
    }
  }
}
