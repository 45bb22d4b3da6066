package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.ExpressionCompiler;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.Expression.BoundKind;
import dev.tusk.sql.plan.Expression.Frame;
import dev.tusk.sql.plan.Expression.FrameBound;
import dev.tusk.sql.plan.Expression.FrameMode;
import org.jspecify.annotations.Nullable;

/** The frame clause of a window function, compiled: which rows it sees from a given row. */
final class WindowFrame {
  private final Frame frame;
  private final @Nullable Evaluator startOffset;
  private final @Nullable Evaluator endOffset;
  private final RangeOffsets.@Nullable Reach startReach;
  private final RangeOffsets.@Nullable Reach endReach;

  WindowFrame(Frame frame, RowOrder order, RangeOffsets rangeOffsets, ExpressionCompiler compiler) {
    this.frame = frame;
    boolean range = frame.mode() == FrameMode.RANGE && !order.isEmpty();
    this.startReach = range ? rangeOffsets.of(frame.start(), order.type(0)) : null;
    this.endReach = range ? rangeOffsets.of(frame.end(), order.type(0)) : null;
    this.startOffset = compiler.compileOrNull(frame.start().offset());
    this.endOffset = compiler.compileOrNull(frame.end().offset());
  }

  Frame frame() {
    return frame;
  }

  /** The frame bound to a partition. */
  Bounds bind(WindowPartition partition, PlanExecution execution) {
    return new Bounds(
        partition,
        offset(startOffset, "starting", execution),
        offset(endOffset, "ending", execution),
        execution);
  }

  private @Nullable Object offset(
      @Nullable Evaluator expression, String which, PlanExecution execution) {
    if (expression == null) {
      return null;
    }
    Object value = expression.evaluate(Limit.NO_FIELDS, execution);
    if (value == null) {
      throw SqlException.of(
          SqlState.NULL_VALUE_NOT_ALLOWED, "frame " + which + " offset must not be null");
    }
    if (frame.mode() != FrameMode.RANGE && ((Number) value).longValue() < 0) {
      throw SqlException.of(
          SqlState.INVALID_PRECEDING_OR_FOLLOWING_SIZE,
          "frame " + which + " offset must not be negative");
    }
    return value;
  }

  /** Frame edges within one partition. */
  final class Bounds {
    private final WindowPartition partition;
    private final @Nullable Object start;
    private final @Nullable Object end;
    private final PlanExecution execution;

    private Bounds(
        WindowPartition partition,
        @Nullable Object start,
        @Nullable Object end,
        PlanExecution execution) {
      this.partition = partition;
      this.start = start;
      this.end = end;
      this.execution = execution;
    }

    /** First row of the frame. */
    int from(int row) {
      return Math.clamp(edge(frame.start(), start, row, true), 0, partition.size());
    }

    /** Behind the last row of the frame. */
    int to(int row) {
      return Math.clamp(edge(frame.end(), end, row, false), 0, partition.size());
    }

    boolean excluded(int row, int other) {
      return switch (frame.exclusion()) {
        case NONE -> false;
        case CURRENT_ROW -> other == row;
        case GROUP -> partition.group(other) == partition.group(row);
        case TIES -> other != row && partition.group(other) == partition.group(row);
      };
    }

    private long edge(FrameBound bound, @Nullable Object offset, int row, boolean first) {
      return switch (bound.kind()) {
        case UNBOUNDED_PRECEDING -> 0;
        case UNBOUNDED_FOLLOWING -> partition.size();
        case CURRENT_ROW -> {
          if (frame.mode() == FrameMode.ROWS) {
            yield first ? row : row + 1L;
          }
          yield first ? partition.peerStart(row) : partition.peerEnd(row);
        }
        case PRECEDING, FOLLOWING -> {
          if (offset == null) {
            throw new IllegalStateException("a bound without its offset");
          }
          yield byOffset(bound.kind() == BoundKind.FOLLOWING, offset, row, first);
        }
      };
    }

    private long byOffset(boolean following, Object offset, int row, boolean first) {
      if (frame.mode() == FrameMode.RANGE) {
        return inRange(following, offset, row, first);
      }
      long distance = ((Number) offset).longValue();
      if (frame.mode() == FrameMode.ROWS) {
        long at = following ? saturatedAdd(row, distance) : row - distance;
        return first ? at : saturatedAdd(at, 1);
      }
      long group =
          following
              ? saturatedAdd(partition.group(row), distance)
              : partition.group(row) - distance;
      return first
          ? partition.groupStart(group)
          : group < 0 ? 0 : partition.groupStart(saturatedAdd(group, 1));
    }

    private static long saturatedAdd(long a, long b) {
      return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }

    /** RANGE n PRECEDING: rows whose key is within n of this row's key. */
    private long inRange(boolean following, Object offset, int row, boolean first) {
      Object key = partition.key(row);
      if (key == null) {
        return first ? partition.peerStart(row) : partition.peerEnd(row);
      }
      RangeOffsets.Reach reach = first ? startReach : endReach;
      if (reach == null) {
        throw new IllegalStateException("a bound without its reach");
      }
      boolean descending = partition.order().descending(0);
      boolean backward = following == descending;
      int low = 0;
      int high = partition.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        int order = order(reach, partition.key(middle), key, offset, backward, descending);
        if (first ? order < 0 : order <= 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    private int order(
        RangeOffsets.Reach reach,
        @Nullable Object other,
        Object key,
        Object offset,
        boolean backward,
        boolean descending) {
      if (other == null) {
        return partition.order().compareKey(0, null, key);
      }
      int order = reach.compare(other, key, offset, backward, execution);
      return descending ? -order : order;
    }
  }
}
