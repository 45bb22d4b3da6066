package dev.tusk.sql.planner.algebra;

import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Type;
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
import org.jspecify.annotations.Nullable;

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

  /**
   * Fields that must not be NULL for the condition to be true ({@code find_nonnullable_vars} in
   * clauses.c).
   */
  public static BitSet strict(RexNode condition) {
    return strict(condition, true);
  }

  /**
   * Fields whose NULL makes the expression NULL or, at the top of a condition, false.
   *
   * @param top false is as good as NULL
   */
  private static BitSet strict(RexNode node, boolean top) {
    if (node instanceof RexInputRef field) {
      BitSet one = new BitSet();
      one.set(field.getIndex());
      return one;
    }
    if (!(node instanceof RexCall call)) {
      return new BitSet();
    }
    return switch (call.getKind()) {
      case AND -> top ? any(call.operands, true) : all(call.operands, false);
      case OR -> all(call.operands, top);
      case NOT -> strict(call.operands.getFirst(), false);
      default -> node instanceof PgCall own ? strict(own, top) : new BitSet();
    };
  }

  private static BitSet strict(PgCall call, boolean top) {
    List<RexNode> operands = call.operands;
    return switch (call.shape()) {
      case Shape.Function(FunctionSignature function) when function.strict() ->
          any(operands, false);
      case Shape.Relabel _, Shape.InOutCast _, Shape.ApplyTypmod _, Shape.ArrayCast _ ->
          strict(operands.getFirst(), top && call.shape() instanceof Shape.Relabel);
      case Shape.IsNull(boolean negated) when negated && top -> strict(operands.getFirst(), false);
      case Shape.BooleanTest(Boolean expected, boolean negated)
          when top && rejects(expected, negated) ->
          strict(operands.getFirst(), false);
      // The members are at least one: what is compared with them must be something.
      case Shape.InList _ -> strict(operands.getFirst(), false);
      case Shape.Quantified(FunctionSignature operator, boolean every)
          when operator.strict() && (!every && top || notEmpty(operands.get(1))) ->
          any(operands, false);
      default -> new BitSet();
    };
  }

  /** IS TRUE, IS FALSE and IS NOT UNKNOWN are not true of NULL. */
  private static boolean rejects(@Nullable Boolean expected, boolean negated) {
    return expected == null ? negated : !negated;
  }

  /** An array that has an element for sure. */
  private static boolean notEmpty(RexNode array) {
    return switch (PgCall.shapeOf(array)) {
      case Shape.ArrayOf(boolean nested) -> !nested && !((RexCall) array).operands.isEmpty();
      case Shape.Constant(ArrayValue value, Type _) -> value.size() > 0;
      case null, default -> false;
    };
  }

  private static BitSet any(List<RexNode> nodes, boolean top) {
    BitSet fields = new BitSet();
    nodes.forEach(n -> fields.or(strict(n, top)));
    return fields;
  }

  private static BitSet all(List<RexNode> nodes, boolean top) {
    BitSet fields = strict(nodes.getFirst(), top);
    nodes.forEach(n -> fields.and(strict(n, top)));
    return fields;
  }
}
