package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PhysicalPlan.JoinType;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two sides sorted by their keys, read side by side. For each left row all right rows with its keys
 * come in their order; a row without a partner comes where its keys stand.
 *
 * <p>The states and what leads from one to another are those of PostgreSQL ({@code
 * nodeMergejoin.c}), as they decide in which order rows without partners come. The right side is
 * kept in memory: where several left rows have the same keys it is read again from {@code marked}.
 */
final class MergeJoin implements RowSource {
  private enum State {
    FIRST_LEFT,
    FIRST_RIGHT,
    JOIN,
    NEXT_RIGHT,
    NEXT_LEFT,
    TEST_LEFT,
    COMPARE,
    SKIP_LEFT,
    SKIP_RIGHT,
    REST_OF_RIGHT,
    REST_OF_LEFT,
    END
  }

  private final JoinType type;
  private final boolean fillsLeft;
  private final boolean fillsRight;
  private final RowSource left;
  private final Operator rightOperator;
  private final RowOrder leftOrder;
  private final RowOrder rightOrder;
  private final @Nullable Evaluator residual;
  private final int leftWidth;
  private final int rightWidth;
  private final PlanExecution execution;

  private State state = State.FIRST_LEFT;
  private @Nullable Object @Nullable [] leftRow;
  private @Nullable Object[] leftKeys = {};
  private boolean leftMatched;
  private List<@Nullable Object[]> rightRows = List.of();
  private int rightIndex = -1;
  private @Nullable Object[] rightKeys = {};
  private final BitSet rightMatched = new BitSet();
  private int marked;
  private @Nullable Object[] markedKeys = {};

  MergeJoin(
      PhysicalPlan.MergeJoin plan,
      Operator left,
      Operator right,
      RowOrder leftOrder,
      RowOrder rightOrder,
      @Nullable Evaluator residual,
      PlanExecution execution) {
    this.type = plan.joinType();
    this.fillsLeft = type == JoinType.LEFT || type == JoinType.FULL || type == JoinType.ANTI;
    this.fillsRight = type == JoinType.RIGHT || type == JoinType.FULL;
    this.left = left.open(execution);
    this.rightOperator = right;
    this.leftOrder = leftOrder;
    this.rightOrder = rightOrder;
    this.residual = residual;
    this.leftWidth = plan.left().types().size();
    this.rightWidth = plan.right().types().size();
    this.execution = execution;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    while (state != State.END) {
      execution.checkCancelled();
      @Nullable Object[] row =
          switch (state) {
            case FIRST_LEFT, NEXT_LEFT, SKIP_LEFT, REST_OF_LEFT -> advanceLeft();
            case FIRST_RIGHT, NEXT_RIGHT, SKIP_RIGHT, REST_OF_RIGHT -> advanceRight();
            case JOIN -> joined();
            case TEST_LEFT -> tested();
            case COMPARE -> compared();
            case END -> null;
          };
      if (row != null) {
        return row;
      }
    }
    return null;
  }

  /** Leaves the left row, which comes alone if it has found no partner, and reads the next. */
  private @Nullable Object @Nullable [] advanceLeft() {
    @Nullable Object[] row = leftRow;
    if (row != null && !leftMatched) {
      leftMatched = true;
      if (fillsLeft) {
        return type == JoinType.ANTI ? row : Rows.join(row, new Object[rightWidth]);
      }
    }
    leftRow = left.next();
    leftMatched = false;
    if (leftRow == null) {
      atLeftEnd();
      return null;
    }
    leftKeys = leftOrder.keysOf(leftRow, execution);
    if (hasNull(leftKeys)) {
      return null;
    }
    state =
        switch (state) {
          case FIRST_LEFT -> State.FIRST_RIGHT;
          case NEXT_LEFT -> State.TEST_LEFT;
          case SKIP_LEFT -> State.COMPARE;
          default -> state;
        };
    return null;
  }

  private void atLeftEnd() {
    boolean remains = state == State.FIRST_LEFT || rightIndex < rightRows.size();
    if (state == State.FIRST_LEFT && fillsRight) {
      openRight();
    }
    state = fillsRight && remains && state != State.REST_OF_LEFT ? State.REST_OF_RIGHT : State.END;
  }

  private void openRight() {
    rightRows = Rows.drain(rightOperator.open(execution), execution);
  }

  /** Leaves the right row, which comes alone if it has found no partner, and goes to the next. */
  private @Nullable Object @Nullable [] advanceRight() {
    if (state == State.FIRST_RIGHT && rightIndex < 0) {
      openRight();
    }
    if (fillsRight
        && rightIndex >= 0
        && rightIndex < rightRows.size()
        && !rightMatched.get(rightIndex)) {
      rightMatched.set(rightIndex);
      return Rows.join(new Object[leftWidth], rightRows.get(rightIndex));
    }
    rightIndex++;
    if (rightIndex >= rightRows.size()) {
      atRightEnd();
      return null;
    }
    rightKeys = rightOrder.keysOf(rightRows.get(rightIndex), execution);
    boolean matchable = !hasNull(rightKeys);
    state =
        switch (state) {
          case NEXT_RIGHT ->
              matchable && compare(leftKeys, rightKeys) == 0 ? State.JOIN : State.NEXT_LEFT;
          case FIRST_RIGHT, SKIP_RIGHT -> matchable ? State.COMPARE : state;
          default -> state;
        };
    return null;
  }

  private void atRightEnd() {
    state =
        switch (state) {
          case NEXT_RIGHT -> State.NEXT_LEFT;
          case REST_OF_RIGHT -> State.END;
          default -> fillsLeft ? State.REST_OF_LEFT : State.END;
        };
  }

  private @Nullable Object @Nullable [] joined() {
    @Nullable Object[] row = leftRow;
    if (row == null) {
      throw new IllegalStateException("no left row");
    }
    state = State.NEXT_RIGHT;
    @Nullable Object[] both = Rows.join(row, rightRows.get(rightIndex));
    if (residual != null && !residual.holds(both, execution)) {
      return null;
    }
    leftMatched = true;
    rightMatched.set(rightIndex);
    return switch (type) {
      case INNER, LEFT, RIGHT, FULL -> both;
      case SEMI -> {
        state = State.NEXT_LEFT;
        yield row;
      }
      case ANTI -> {
        state = State.NEXT_LEFT;
        yield null;
      }
    };
  }

  /** Whether the new left row has the keys of the one before: then the same right rows again. */
  private @Nullable Object @Nullable [] tested() {
    if (compare(leftKeys, markedKeys) == 0) {
      rightIndex = marked;
      rightKeys = markedKeys;
      state = State.JOIN;
    } else if (rightIndex >= rightRows.size()) {
      atRightEnd();
    } else {
      state = hasNull(rightKeys) ? State.SKIP_RIGHT : State.COMPARE;
    }
    return null;
  }

  private @Nullable Object @Nullable [] compared() {
    int order = compare(leftKeys, rightKeys);
    if (order == 0) {
      marked = rightIndex;
      markedKeys = rightKeys;
      state = State.JOIN;
    } else {
      state = order < 0 ? State.SKIP_LEFT : State.SKIP_RIGHT;
    }
    return null;
  }

  private int compare(@Nullable Object[] one, @Nullable Object[] other) {
    return leftOrder.compareKeys(one, other);
  }

  private static boolean hasNull(@Nullable Object[] keys) {
    for (Object key : keys) {
      if (key == null) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    left.close();
    rightRows = List.of();
  }
}
