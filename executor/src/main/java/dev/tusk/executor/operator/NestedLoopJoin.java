package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.plan.PhysicalPlan;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For each left row all right rows that the condition accepts.
 *
 * <p>A right side that depends on the left row (LATERAL) is opened anew for each; any other is read
 * once and kept.
 */
final class NestedLoopJoin implements RowSource {
  private final PhysicalPlan.JoinType type;
  private final RowSource left;
  private final Operator rightOperator;
  private final Evaluator[] outerValues;
  private final int firstSlot;
  private final @Nullable Evaluator leftCondition;
  private final @Nullable Evaluator condition;
  private final int leftWidth;
  private final int rightWidth;
  private final PlanExecution execution;

  /** Both rows, for the condition: most pairs are not kept. */
  private final @Nullable Object[] tested;

  private @Nullable List<@Nullable Object[]> keptRight;
  private final BitSet rightMatched = new BitSet();
  private @Nullable Object @Nullable [] leftRow;
  private @Nullable RowSource right;
  private int rightIndex;
  private boolean leftMatched;
  private int unmatchedRight = -1;

  /**
   * @param leftCondition the part of the condition that reads the left row alone
   * @param condition the other part
   */
  NestedLoopJoin(
      PhysicalPlan.NestedLoopJoin plan,
      Operator left,
      Operator right,
      Evaluator[] outerValues,
      @Nullable Evaluator leftCondition,
      @Nullable Evaluator condition,
      PlanExecution execution) {
    this.type = plan.joinType();
    this.left = left.open(execution);
    this.rightOperator = right;
    this.outerValues = outerValues;
    this.firstSlot = plan.firstSlot();
    this.leftCondition = leftCondition;
    this.condition = condition;
    this.leftWidth = plan.left().types().size();
    this.rightWidth = plan.right().types().size();
    this.execution = execution;
    this.tested = new @Nullable Object[leftWidth + rightWidth];
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    while (unmatchedRight < 0) {
      if (leftRow == null && !nextLeft()) {
        unmatchedRight = 0;
        break;
      }
      @Nullable Object[] row = nextForLeft();
      if (row != null) {
        return row;
      }
    }
    return nextUnmatchedRight();
  }

  private boolean nextLeft() {
    leftRow = left.next();
    if (leftRow == null) {
      return false;
    }
    System.arraycopy(leftRow, 0, tested, 0, leftWidth);
    leftMatched = false;
    rightIndex = -1;
    if (outerValues.length > 0) {
      @Nullable Object[] slots = execution.slots();
      for (int i = 0; i < outerValues.length; i++) {
        slots[firstSlot + i] = outerValues[i].evaluate(leftRow, execution);
      }
      right = rightOperator.open(execution);
    } else {
      List<@Nullable Object[]> kept = keptRight;
      if (kept == null) {
        kept = Rows.drain(rightOperator.open(execution), execution);
        keptRight = kept;
      }
      right = new Rows(kept);
    }
    return true;
  }

  /** The next output row of the current left row; null when it has no more. */
  private @Nullable Object @Nullable [] nextForLeft() {
    @Nullable Object[] l = leftRow;
    RowSource r = right;
    if (l == null || r == null) {
      throw new IllegalStateException("no left row");
    }
    for (@Nullable Object[] rightRow = r.next(); rightRow != null; rightRow = r.next()) {
      rightIndex++;
      execution.checkCancelled();
      // What reads the left row alone is asked once, and only if there is a right row at all.
      if (leftCondition != null && rightIndex == 0 && !leftCondition.holds(l, execution)) {
        break;
      }
      if (condition != null) {
        System.arraycopy(rightRow, 0, tested, leftWidth, rightRow.length);
        if (!condition.holds(tested, execution)) {
          continue;
        }
      }
      leftMatched = true;
      switch (type) {
        case SEMI -> {
          endLeft();
          return l;
        }
        case ANTI -> {
          endLeft();
          return null;
        }
        case RIGHT, FULL -> rightMatched.set(rightIndex);
        case INNER, LEFT -> {}
      }
      return Rows.join(l, rightRow);
    }
    boolean unmatched = !leftMatched;
    endLeft();
    if (unmatched) {
      return switch (type) {
        case LEFT, FULL -> Rows.join(l, new Object[rightWidth]);
        case ANTI -> l;
        case INNER, RIGHT, SEMI -> null;
      };
    }
    return null;
  }

  private void endLeft() {
    if (right != null) {
      right.close();
    }
    right = null;
    leftRow = null;
  }

  private @Nullable Object @Nullable [] nextUnmatchedRight() {
    if (type != PhysicalPlan.JoinType.RIGHT && type != PhysicalPlan.JoinType.FULL) {
      return null;
    }
    List<@Nullable Object[]> kept = keptRight;
    if (kept == null) {
      kept = Rows.drain(rightOperator.open(execution), execution);
      keptRight = kept;
    }
    unmatchedRight = rightMatched.nextClearBit(unmatchedRight);
    return unmatchedRight < kept.size()
        ? Rows.join(new Object[leftWidth], kept.get(unmatchedRight++))
        : null;
  }

  @Override
  public void close() {
    endLeft();
    left.close();
  }
}
